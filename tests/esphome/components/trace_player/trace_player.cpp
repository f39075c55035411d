#include "trace_player.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "esphome/components/diol/api_action.h"
#include "esphome/core/hal.h"
#include "esphome/core/log.h"

namespace esphome::trace_player {

static const char *const TAG = "trace_player";

static constexpr int64_t MINUTE_MS = 60'000;
// As fast as possible, but the API is to be answered in between.
static constexpr uint32_t SLICE_US = 10'000;
// What happens in trace time must not flood who listens in real time.
static constexpr uint32_t POWER_INTERVAL_MS = 250;
static constexpr uint32_t TIME_INTERVAL_MS = 1000;

static int64_t to_ms(float seconds) { return llround(static_cast<double>(seconds) * 1000.0); }

static bool answer(const std::string &wrong, diol::ActionError &error) {
  if (wrong.empty())
    return true;
  ESP_LOGW(TAG, "%s", wrong.c_str());
  snprintf(error, sizeof(error), "%s", wrong.c_str());
  return false;
}

static TracePlayer *player(void *context) { return static_cast<TracePlayer *>(context); }

void TracePlayer::setup() {
  // They live as long as the firmware runs.
  using diol::ActionError;
  (new diol::ApiAction<StringRef>(
       "trace_load", {"path"},
       [](void *self, ActionError &error, StringRef path) { return answer(player(self)->load(path), error); }, this))
      ->register_action();
  (new diol::ApiAction<float, float>(
       "trace_play", {"until_s", "speed"},
       [](void *self, ActionError &error, float until_s, float speed) {
         return answer(player(self)->play(until_s, speed), error);
       },
       this))
      ->register_action();
  (new diol::ApiAction<float>(
       "trace_seek", {"t"},
       [](void *self, ActionError &error, float t) { return answer(player(self)->seek(t), error); }, this))
      ->register_action();
  (new diol::ApiAction<float, float, float>(
       "trace_loop", {"from_s", "to_s", "speed"},
       [](void *self, ActionError &error, float from_s, float to_s, float speed) {
         return answer(player(self)->play_loop(from_s, to_s, speed), error);
       },
       this))
      ->register_action();
  (new diol::ApiAction<float>(
       "trace_delta", {"watts"},
       [](void *self, ActionError &, float watts) {
         player(self)->delta_ = watts;
         return true;
       },
       this))
      ->register_action();
  (new diol::ApiAction<StringRef>(
       "trace_scores", {"path"},
       [](void *self, ActionError &error, StringRef path) { return answer(player(self)->write_scores(path), error); },
       this))
      ->register_action();
  this->publish_(true);
}

bool TracePlayer::attach(diol::DiolComponent *component) {
  this->component_ = component;
  component->set_minute_callback([](void *self, const diol::Monitor &monitor) { player(self)->write_minute_(monitor); },
                                 this);
  return true;
}

std::string TracePlayer::load(const std::string &path) {
  std::string error = read_trace(path, &this->samples_);
  if (!error.empty())
    return error;
  this->stop_();
  this->go_to_(this->samples_.front().t_ms);
  this->publish_(true);
  ESP_LOGI(TAG, "%s: %zu samples, %.0f s to %.0f s", path.c_str(), this->samples_.size(),
           this->samples_.front().t_ms / 1000.0, this->samples_.back().t_ms / 1000.0);
  return "";
}

std::string TracePlayer::play(float until_s, float speed) {
  if (this->samples_.empty())
    return "no trace is loaded; call trace_load first";
  if (!(speed >= 0.0f))
    return "speed must be 0 (as fast as possible) or a multiple of real time";
  // Just behind the last sample, so that it is given too.
  const int64_t until_ms = until_s == 0.0f ? this->samples_.back().t_ms + 1 : to_ms(until_s);
  if (until_ms < this->position_ms_)
    return "the trace is at " + std::to_string(this->position_ms_ / 1000) + " s already; call trace_seek to go back";
  this->looping_ = false;
  this->start_(until_ms, speed);
  return "";
}

std::string TracePlayer::seek(float t_s) {
  if (this->samples_.empty())
    return "no trace is loaded; call trace_load first";
  if (!(t_s >= 0.0f))
    return "t must be seconds from the trace's start";
  this->stop_();
  this->go_to_(to_ms(t_s));
  this->publish_(true);
  return "";
}

std::string TracePlayer::play_loop(float from_s, float to_s, float speed) {
  if (!(speed >= 0.0f) || !(to_s > from_s))
    return "to_s must be after from_s, and speed 0 (as fast as possible) or a multiple of real time";
  std::string error = this->seek(from_s);
  if (!error.empty())
    return error;
  this->looping_ = true;
  this->from_ms_ = to_ms(from_s);
  this->start_(to_ms(to_s), speed);
  return "";
}

void TracePlayer::go_to_(int64_t t_ms) {
  const int64_t core_ms = static_cast<int64_t>(this->now_ms());
  const int64_t least = core_ms - t_ms;
  const int64_t rest = ((least % MINUTE_MS) + MINUTE_MS) % MINUTE_MS;
  this->offset_ms_ = rest == 0 ? least : least + MINUTE_MS - rest;
  this->position_ms_ = t_ms;
  const auto after = std::lower_bound(this->samples_.begin(), this->samples_.end(), t_ms,
                                      [](const TraceSample &sample, int64_t t) { return sample.t_ms < t; });
  this->next_ = after - this->samples_.begin();
}

void TracePlayer::start_(int64_t until_ms, float speed) {
  this->playing_ = true;
  this->until_ms_ = until_ms;
  this->speed_ = speed;
  this->started_at_ms_ = this->position_ms_;
  this->started_real_ = millis_64();
  if (speed == 0.0f) {
    this->high_frequency_.start();
  } else {
    this->high_frequency_.stop();
  }
}

void TracePlayer::stop_() {
  this->playing_ = this->looping_ = false;
  this->high_frequency_.stop();
}

/// As the component hears of a reading behind a filter `delta:`.
void TracePlayer::give_(float watts) {
  if (std::fabs(watts - this->passed_) >= this->delta_) {
    this->passed_ = watts;
    this->component_->add_sample(this->now_ms(), watts);
  } else {
    this->component_->hold(this->now_ms(), this->passed_);
  }
}

/// Gives the samples before `t_ms` and goes there; false when the slice was over before.
bool TracePlayer::feed_until_(int64_t t_ms) {
  const uint32_t start = micros();
  while (this->next_ < this->samples_.size() && this->samples_[this->next_].t_ms < t_ms) {
    const TraceSample &sample = this->samples_[this->next_++];
    this->position_ms_ = sample.t_ms;
    this->watts_ = sample.watts;
    this->power_changed_ = true;
    if (this->component_ != nullptr)
      this->give_(sample.watts);
    if (micros() - start >= SLICE_US)
      return false;
  }
  this->position_ms_ = std::max(this->position_ms_, t_ms);
  if (this->component_ != nullptr)
    this->component_->advance(this->now_ms());
  return true;
}

void TracePlayer::loop() {
  if (this->playing_) {
    int64_t target = this->until_ms_;
    if (this->speed_ > 0.0f) {
      const double passed = static_cast<double>(millis_64() - this->started_real_) * this->speed_;
      target = std::min(target, this->started_at_ms_ + static_cast<int64_t>(passed));
    }
    if (this->feed_until_(target) && target == this->until_ms_)
      this->end_of_span_();
  }
  this->publish_(false);
}

void TracePlayer::end_of_span_() {
  if (this->looping_) {
    this->go_to_(this->from_ms_);
    this->start_(this->until_ms_, this->speed_);
    return;
  }
  this->stop_();
  this->publish_(true);
}

void TracePlayer::publish_(bool now) {
  const uint32_t time = millis();
  if (this->power_changed_ && (now || time - this->power_published_ >= POWER_INTERVAL_MS)) {
    this->power_changed_ = false;
    this->power_published_ = time;
    this->publish_state(this->watts_);
  }
  const float seconds = static_cast<float>(static_cast<double>(this->position_ms_) / 1000.0);
  const bool changed = !this->trace_time_->has_state() || this->trace_time_->get_raw_state() != seconds;
  if (now || (changed && time - this->time_published_ >= TIME_INTERVAL_MS)) {
    this->time_published_ = time;
    this->trace_time_->publish_state(seconds);
  }
}

std::string TracePlayer::write_scores(const std::string &path) {
  if (this->scores_ != nullptr)
    fclose(this->scores_);
  this->scores_ = nullptr;
  if (path.empty())
    return "";
  this->scores_ = fopen(path.c_str(), "w");
  if (this->scores_ == nullptr)
    return path + ": " + strerror(errno);
  fputs("t,score,anomaly,cluster\n", this->scores_);
  fflush(this->scores_);
  return "";
}

void TracePlayer::write_minute_(const diol::Monitor &monitor) {
  if (this->scores_ == nullptr)
    return;
  const double t = static_cast<double>(static_cast<int64_t>(monitor.minute().end) - this->offset_ms_) / 1000.0;
  const diol::Detector &detector = monitor.detector();
  const bool anomaly = monitor.watching() && detector.anomaly();
  if (monitor.watching() && detector.has_score() && monitor.minute().measured) {
    fprintf(this->scores_, "%.10g,%.9g,%d,%d\n", t, static_cast<double>(detector.score()), anomaly,
            detector.cluster() + 1);
  } else {
    fprintf(this->scores_, "%.10g,,%d,\n", t, anomaly);
  }
  fflush(this->scores_);
}

void TracePlayer::dump_config() {
  LOG_SENSOR("", "Trace player", this);
  ESP_LOGCONFIG(TAG, "  %zu samples", this->samples_.size());
}

}  // namespace esphome::trace_player
