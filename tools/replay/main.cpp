// Offline learning and watching with the plug's own core. The interface is described in docs/replay.md.

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "monitor.h"
#include "trace.h"

using namespace esphome::diol;

namespace {

constexpr char USAGE[] = "usage: replay learn|watch TRACE [--from S] [--to S] --model FILE, or replay merge MODEL... "
                         "--model FILE, or replay show MODEL...; see docs/replay.md";
constexpr uint32_t FOREVER_HOURS = 1'000'000;

[[noreturn]] void fail(const std::string &message) {
  std::fprintf(stderr, "replay: %s\n", message.c_str());
  std::exit(2);
}

struct Arguments {
  std::string trace, model, scores;
  double from{0}, to{std::numeric_limits<double>::infinity()}, adapt{0}, sensitivity{DEFAULT_SENSITIVITY};
};

double seconds(const char *option, const char *text) {
  char *end = nullptr;
  const double value = std::strtod(text, &end);
  if (end == text || *end != '\0' || !std::isfinite(value) || value < 0)
    fail(std::string(option) + " needs a number of seconds, not " + text);
  return value;
}

Arguments parse_arguments(int argc, char **argv, bool watch) {
  Arguments a;
  for (int i = 2; i < argc; i++) {
    const std::string option = argv[i];
    if (option.rfind("--", 0) != 0) {
      if (!a.trace.empty())
        fail("one trace at a time, not also " + option);
      a.trace = option;
      continue;
    }
    if (i + 1 == argc)
      fail(option + " needs a value");
    const char *value = argv[++i];
    if (option == "--from") {
      a.from = seconds("--from", value);
    } else if (option == "--to") {
      a.to = seconds("--to", value);
    } else if (option == "--model") {
      a.model = value;
    } else if (watch && option == "--adapt") {
      a.adapt = seconds("--adapt", value);
    } else if (watch && option == "--scores") {
      a.scores = value;
    } else if (watch && option == "--sensitivity") {
      a.sensitivity = seconds("--sensitivity", value);
      const float rate = static_cast<float>(a.sensitivity);  // as 0.1 is no number of either kind
      if (rate < MIN_SENSITIVITY || rate > MAX_SENSITIVITY)
        fail("--sensitivity must be from 0.1 to 10 false alarms a month");
    } else {
      fail("unknown option " + option);
    }
  }
  if (a.trace.empty() || a.model.empty())
    fail("a trace and --model are needed");
  return a;
}

TimeMs to_ms(double t) { return static_cast<TimeMs>(std::llround(t * 1000.0)); }

std::vector<TraceSample> samples_of(const Arguments &a) {
  std::vector<TraceSample> all, chosen;
  std::string error;
  if (!read_trace(a.trace, &all, &error))
    fail(error);
  for (const TraceSample &sample : all) {
    if (sample.t >= a.from && sample.t < a.to)
      chosen.push_back(sample);
  }
  if (chosen.empty())
    fail(a.trace + ": no samples between --from and --to");
  return chosen;
}

int learn(const Arguments &a) {
  const std::vector<TraceSample> samples = samples_of(a);
  const double span_h = (samples.back().t - samples.front().t) / 3600.0;
  const auto too_short = [&] {
    fail(a.trace + ": only " + std::to_string(static_cast<int>(span_h)) +
         " h of readings; learning needs at least 6 h");
  };
  if (span_h < MIN_LEARN_HOURS)
    too_short();
  auto learner = std::make_unique<Learner>();
  // One hour more than there is: it ends where the trace ends, not by itself.
  learner->start_learning(static_cast<uint32_t>(span_h) + 2);
  for (const TraceSample &sample : samples) {
    const TimeMs now = to_ms(sample.t);
    while (learner->advance(now)) {
    }
    learner->add_sample(now, sample.power);
  }
  if (learner->data().minutes() < MIN_LEARN_HOURS * 60)
    too_short();
  learner->finish();
  ModelText text;
  format_model(learner->model(), &text);
  Model parsed;
  if (parse_model(text.text, text.length, &parsed))
    fail(a.trace + ": no model can be made of these readings; did the appliance draw any power?");
  std::ofstream out(a.model);
  out << text.text << '\n';
  if (!out.flush())
    fail(a.model + ": cannot be written");
  return 0;
}

std::string read_model(const std::string &path) {
  std::ifstream in(path);
  std::string line;
  if (!in || !std::getline(in, line))
    fail(path + ": cannot be read");
  while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())))
    line.pop_back();
  return line;
}

struct Watch {
  FILE *scores{nullptr};
  bool quiet{false};  // still fitting
  bool open{false};
  double start{0};
  char reason[256];

  void minute(const Monitor &monitor) {
    const double t = static_cast<double>(monitor.minute().end) / 1000.0;
    const Detector &detector = monitor.detector();
    const bool anomaly = !this->quiet && monitor.watching() && detector.anomaly();
    if (this->scores != nullptr) {
      if (!this->quiet && monitor.watching() && detector.has_score() && monitor.minute().measured) {
        std::fprintf(this->scores, "%.10g,%.9g,%d\n", t, static_cast<double>(detector.score()), anomaly);
      } else {
        std::fprintf(this->scores, "%.10g,,%d\n", t, anomaly);
      }
    }
    if (anomaly && !this->open)
      this->start = t;
    if (!anomaly && this->open)
      this->close(monitor, t);
    this->open = anomaly;
  }

  void close(const Monitor &monitor, double end) {
    const Detector &detector = monitor.detector();
    monitor.describe_anomaly(this->reason, sizeof(this->reason));
    std::printf("%.10g,%.10g,%s,%.4g,\"%s\"\n", this->start, end, kind_name(detector.reason().kind),
                static_cast<double>(detector.peak()), this->reason);
  }
};

int watch(const Arguments &a) {
  const std::string text = read_model(a.model);
  const std::vector<TraceSample> samples = samples_of(a);
  auto learner = std::make_unique<Learner>();
  auto monitor = std::make_unique<Monitor>();
  Watch state;
  state.quiet = a.adapt > 0;
  const Refusal refusal = monitor->import_model(
      text.c_str(), text.size(), state.quiet ? ImportMode::ADAPT : ImportMode::EXACT, learner.get(), FOREVER_HOURS);
  if (refusal) {
    char message[256];
    refusal.describe(message, sizeof(message));
    fail(a.model + ": " + message);
  }
  if (!a.scores.empty()) {
    state.scores = std::fopen(a.scores.c_str(), "w");
    if (state.scores == nullptr)
      fail(a.scores + ": " + std::strerror(errno));
    std::fputs("t,score,anomaly\n", state.scores);
  }
  monitor->set_sensitivity(static_cast<float>(a.sensitivity));
  monitor->set_minute_callback([](void *context, const Monitor &m) { static_cast<Watch *>(context)->minute(m); },
                               &state);
  std::puts("start_s,end_s,kind,peak_score,reason");
  const double fitted = std::max(a.from, samples.front().t) + a.adapt;
  for (const TraceSample &sample : samples) {
    if (state.quiet && sample.t >= fitted) {
      monitor->advance(to_ms(fitted));
      monitor->finish();
      state.quiet = false;
      if (!monitor->watching())
        std::fprintf(stderr,
                     "replay: the model does not fit this appliance (it explains %.0f %% of the minutes); "
                     "nothing is watched\n",
                     static_cast<double>(monitor->fit()) * 100.0);
    }
    monitor->add_sample(to_ms(sample.t), sample.power);
  }
  if (monitor->watching() && !monitor->sees_as_donor())
    std::fputs("replay: readings come at another interval than the donor's; peaks and attempts to start are left out\n",
               stderr);
  if (state.open)
    state.close(*monitor, samples.back().t);
  if (state.scores != nullptr && std::fclose(state.scores) != 0)
    fail(a.scores + ": " + std::strerror(errno));
  return 0;
}

}  // namespace

int main(int argc, char **argv) {
  const std::string command = argc > 1 ? argv[1] : "";
  if (command == "learn")
    return learn(parse_arguments(argc, argv, false));
  if (command == "watch")
    return watch(parse_arguments(argc, argv, true));
  fail(USAGE);
}
