#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include "check.h"
#include "monitor.h"
#include "plug_story.h"

/// A model that is as it should be in form, and whatever readings: nothing that comes of them is no number, too long
/// or a text that would be refused.

using namespace esphome::diol;

namespace {

// Of one input; more of them tell less than more inputs.
constexpr uint32_t MAX_SAMPLES = 2000;
constexpr TimeMs MAX_TIME = static_cast<TimeMs>(4) * 24 * 60 * MINUTE_MS;
constexpr size_t TEXT_SIZE = 256;

void must_be_a_score(float score) {
  must(!std::isnan(score), "a score is a number");
  must(score >= 0.0f, "a score is not negative");
  must(std::isfinite(score), "a score is finite");
}

void must_score(const Minute &minute, const Model &model, const Limits &limits, const DriftWatch &drift) {
  must(std::isfinite(limits.distance) && limits.distance > 0.0f, "the limit of the distance is above 0");
  must(std::isfinite(limits.caution) && limits.caution > 0.0f, "the caution is above 0");
  const Score score = score_minute(minute, model, limits, drift);
  must_be_a_score(score.shape);
  must_be_a_score(score.at_once);
  must(score.cluster < model.clusters, "the nearest cluster is one of the model's");
  const Reason reason = find_reason(minute, model, score, drift);
  if (score.value() <= 1.0f)
    return;
  char text[TEXT_SIZE];
  const size_t length = describe(reason, UINT32_MAX, UINT32_MAX, text, sizeof(text));
  must(length == strlen(text) && text[length - 1] == ']', "a reason is whole");
}

Bytes signed_payload(const Bytes &body) {
  const auto *prefix = reinterpret_cast<const uint8_t *>(MODEL_TEXT_PREFIX);
  const uint32_t crc = crc32(body.data(), body.size(), crc32(prefix, MODEL_TEXT_PREFIX_LENGTH));
  Bytes payload = body;
  for (int shift = 24; shift >= 0; shift -= 8)
    payload.push_back(static_cast<uint8_t>(crc >> shift));
  return payload;
}

/// One plug and all that happens to it.
class Story {
 public:
  Story() { this->monitor_.set_minute_callback(&Story::on_minute_, this); }

  void begin(Begin how, const Bytes &body, uint8_t hours) {
    const std::string text = signed_text(body);
    switch (how) {
      case Begin::EXACT:
      case Begin::ADAPT: {
        const ImportMode mode = how == Begin::EXACT ? ImportMode::EXACT : ImportMode::ADAPT;
        this->monitor_.import_model(text.data(), text.size(), mode, this->learner_.get(), 1 + hours % 48);
        break;
      }
      case Begin::RESTORE: {
        const Bytes payload = signed_payload(body);
        this->monitor_.restore(payload.data(), payload.size());
        [[fallthrough]];  // a plug whose flash was empty learns
      }
      case Begin::LEARN:
        this->monitor_.start_learning(this->learner_.get(), 6 + hours % 48);
        break;
    }
    if (this->monitor_.has_model())
      must_be_a_model(this->monitor_.text().text, this->monitor_.text().length);
  }

  void go(const Step &step, Bits *bits) {
    switch (step.act) {
      case Act::SENSITIVITY:
        this->set_sensitivity_(step.value);
        return;
      case Act::ACCEPT:
        this->accept_();
        return;
      case Act::FINISH:
        if (step.value % 2 == 0) {
          this->monitor_.finish();
        } else {
          this->monitor_.cancel();
        }
        return this->listen_();
      case Act::MINUTE:
        return this->play_minute_(bits);
      case Act::DAY:
        return this->play_day_(step.value);
      default:
        for (uint16_t i = 0; i < step.times && this->samples_ < MAX_SAMPLES && this->now_ < MAX_TIME; i++)
          this->read_(step);
    }
  }

  void end() {
    this->monitor_.finish();
    this->listen_();
    this->accept_();
  }

 protected:
  static void on_minute_(void *context, const Monitor &monitor) {
    static_cast<Story *>(context)->hear_minute_(monitor);
  }

  void hear_minute_(const Monitor &monitor) {
    const Detector &detector = monitor.detector();
    if (!monitor.watching())
      return;
    if (detector.has_score())
      must_be_a_score(detector.score());
    must_be_a_score(detector.peak());
    if (monitor.minute().measured)
      must_score(monitor.minute(), monitor.model(), detector.limits(), DriftWatch());
  }

  void listen_() {
    const Monitor::Events events = this->monitor_.take_events();
    if (events.model_changed && this->monitor_.text().length > 0)
      must_be_a_model(this->monitor_.text().text, this->monitor_.text().length);
    if (events.anomaly_began || events.anomaly_ended)
      this->must_describe_();
    const float fit = this->monitor_.fit(), progress = this->monitor_.progress();
    must(std::isnan(fit) || (fit >= 0.0f && fit <= 1.0f), "a fit is a share");
    must(std::isnan(progress) || (progress >= 0.0f && progress <= 1.0f), "progress is a share");
    must(status_name(this->monitor_.status())[0] != '\0', "a status has a name");
  }

  void must_describe_() const {
    char text[TEXT_SIZE + 44];  // more room than it may take
    const size_t length = this->monitor_.describe_anomaly(text, sizeof(text));
    must(length == strlen(text) && length <= 255, "an anomaly is told in 255 characters");
    must(length > 0 && text[length - 1] == ']', "an anomaly is told as a whole");
  }

  float watts_(const Step &step) {
    const Model &model = this->monitor_.model();
    const float on = this->monitor_.has_model() ? model.on_power : 80.0f;
    const float off = this->monitor_.has_model() ? model.off_level : 1.0f;
    switch (step.act) {
      case Act::ON:
        return on;
      case Act::OFF:
        return off;
      case Act::CODE:
        return decode_uf16(step.value);
      case Act::BITS: {
        const uint32_t bits = static_cast<uint32_t>(step.value) << 16;
        float value;
        memcpy(&value, &bits, sizeof(value));
        return value;
      }
      case Act::SHARE:
        return on * static_cast<float>(step.value) / 4096.0f;
      case Act::BETWEEN:
        return off + (on - off) * static_cast<float>(step.value) / UINT16_MAX;
      case Act::CYCLE: {
        // The value is how long both phases take together, in tenths of a minute, and the share of being on.
        const TimeMs cycle = static_cast<TimeMs>(1 + (step.value & 0xFFF)) * MINUTE_MS / 10;
        return this->now_ % cycle * 16 < cycle * (1 + (step.value >> 12)) ? on : off;
      }
      case Act::NEGATIVE:
        return -static_cast<float>(step.value);
      case Act::INFINITE:
        return step.value % 2 ? INFINITY : -INFINITY;
      default:
        return 0.0f;
    }
  }

  void read_(const Step &step) {
    this->now_ += step.time_ms;
    this->samples_++;
    if (step.act == Act::NOTHING) {
      this->monitor_.advance(this->now_);
    } else {
      this->monitor_.add_sample(this->now_, this->watts_(step));
    }
    if (step.value % 2 == 0)
      this->monitor_.work();
    this->listen_();
  }

  void set_sensitivity_(uint16_t value) {
    this->monitor_.set_sensitivity(MIN_SENSITIVITY +
                                   (MAX_SENSITIVITY - MIN_SENSITIVITY) * static_cast<float>(value) / UINT16_MAX);
  }

  void accept_() {
    const bool can = this->monitor_.can_accept();
    const Model before = this->monitor_.model();
    must(this->monitor_.accept() == can, "what can be accepted is accepted");
    if (!can)
      return;
    const Model after = must_be_a_model(this->monitor_.text().text, this->monitor_.text().length);
    must(!this->monitor_.can_accept(), "an anomaly is accepted once");
    must(after.block_max >= before.block_max, "accepting does not narrow the distance's limit");
    for (uint8_t g = 0; g < GAUGES; g++) {
      const float learnt = before.extreme[g], taught = after.extreme[g];
      must(g == POWER_LOW ? taught <= learnt : taught >= learnt, "accepting does not narrow a gauge's limit");
    }
    this->listen_();
  }

  void play_minute_(Bits *bits) {
    if (!this->monitor_.has_model())
      return;
    const Minute minute = minute_from(bits, this->now_);
    const Model &model = this->monitor_.model();
    must_score(minute, model, this->monitor_.detector().limits(), this->drift_);
    this->day_meter_.add(minute);
    this->drift_.pass_minute();
  }

  void play_day_(uint16_t value) {
    if (!this->monitor_.has_model())
      return;
    if (value % 8 == 0)
      this->drift_.reset(this->monitor_.model().days);
    this->drift_.add({{value, static_cast<uint16_t>(~value), static_cast<uint16_t>(value * 3)}});
    must_be_a_score(this->drift_.score());
    must(std::isfinite(this->drift_.ratio()), "a drift's ratio is a number");
  }

  Monitor monitor_;
  // Not zeroed first, see options.cpp.
  std::unique_ptr<Learner> learner_{new Learner};
  DriftWatch drift_;
  DayMeter day_meter_;
  TimeMs now_{0};
  uint32_t samples_{0};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Bits bits(data, size);
  const uint8_t how = bits.u8();
  const Bytes body = bits.bytes(bits.u8());
  Story story;
  story.begin(static_cast<Begin>(how % BEGINNINGS), body, how / BEGINNINGS);
  while (bits.any())
    story.go(step_of(&bits), &bits);
  story.end();
  return 0;
}

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed) {
  std::mt19937 random(seed);
  Bits bits(data, size);
  uint8_t how = bits.u8();
  Bytes body = bits.bytes(bits.u8());
  Bytes steps = bits.bytes(size);
  if (random() % 16 == 0)
    how = static_cast<uint8_t>(random());
  switch (random() % 4) {
    case 0:
      change_body(&body, random);
      break;
    case 1: {  // a step more, anywhere
      const auto at = steps.begin() + static_cast<ptrdiff_t>(random() % (steps.size() / 4 + 1) * 4);
      steps.insert(at, {static_cast<uint8_t>(random()), static_cast<uint8_t>(random()), static_cast<uint8_t>(random()),
                        static_cast<uint8_t>(random())});
      break;
    }
    default: {
      const size_t length = steps.size();
      steps.resize(std::max(max_size, length));
      steps.resize(LLVMFuzzerMutate(steps.data(), length, steps.size()));
    }
  }
  body.resize(std::min<size_t>(body.size(), UINT8_MAX));
  Bytes whole = {how, static_cast<uint8_t>(body.size())};
  whole.insert(whole.end(), body.begin(), body.end());
  whole.insert(whole.end(), steps.begin(), steps.end());
  const size_t length = std::min(whole.size(), max_size);
  std::copy_n(whole.begin(), length, data);
  return length;
}
