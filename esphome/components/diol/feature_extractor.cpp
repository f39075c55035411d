#include "feature_extractor.h"

#include <algorithm>
#include <cmath>

#include "numeric.h"

namespace esphome::diol {

namespace {
constexpr uint32_t DWELL_MS = 30 * SECOND_MS;     // shorter excursions are not a change of state
constexpr uint32_t SETTLE_ON_MS = 2 * MINUTE_MS;  // the inrush is over and the mean of a phase means something
constexpr uint32_t SETTLE_OFF_MS = MINUTE_MS;
constexpr uint32_t LEAK_MS = 60 * MINUTE_MS;
constexpr uint32_t MIN_COVERED_MS = MINUTE_MS / 2;
// Measured minutes in the window for duty to be known: of a shorter time it is not what it is of a whole window.
constexpr uint16_t MIN_DUTY_MINUTES = DUTY_WINDOW - 6;
constexpr uint8_t MAX_STARTS = 3;  // in one minute, for two bits
constexpr uint32_t MAX_INTERVAL_MS = MAX_HOLD_MS;

// Longer times are not told apart, and 32 bits of milliseconds do not overflow in a summer of not being used.
constexpr uint32_t MAX_TIME_MS = 40U * 24 * 60 * MINUTE_MS;

void add_time(uint32_t &time_ms, uint32_t more_ms) { time_ms = std::min(time_ms + more_ms, MAX_TIME_MS); }
constexpr float minutes_of(uint32_t ms) { return static_cast<float>(ms) / MINUTE_MS; }
}  // namespace

float FeatureRow::value(uint8_t feature) const { return decode_uf16(this->code[feature]); }
void FeatureRow::set(uint8_t feature, float value) {
  this->code[feature] = std::min<uint16_t>(encode_uf16(value), MISSING - 1);
}

void FeatureExtractor::Average::add(Milliwatts power, uint32_t duration_ms) {
  this->energy += static_cast<uint64_t>(power) * duration_ms;
  this->time += duration_ms;
}
void FeatureExtractor::Average::leak() {
  while (this->time >= LEAK_MS) {
    this->energy /= 2;
    this->time /= 2;
  }
}

void FeatureExtractor::set_levels(const Levels &levels) { this->levels_ = levels; }

void FeatureExtractor::reset() {
  const Levels levels = this->levels_;
  *this = FeatureExtractor();
  this->levels_ = levels;
}

bool FeatureExtractor::advance(TimeMs now) {
  if (!this->started_ || now <= this->time_)
    return false;
  if (this->minute_taken_) {
    this->minute_taken_ = false;
    this->minute_.phase_count = 0;
  }
  const TimeMs minute_end = (this->time_ / MINUTE_MS + 1) * MINUTE_MS;
  const TimeMs until = std::min(now, minute_end);
  const TimeMs hold_end = this->sample_time_ + MAX_HOLD_MS;
  if (this->has_power_) {
    if (this->time_ < hold_end)
      this->hold_(static_cast<uint32_t>(std::min(until, hold_end) - this->time_));
    if (until > hold_end)
      this->lose_history_();
  }
  this->time_ = until;
  if (until < minute_end)
    return false;
  this->finish_minute_(minute_end);
  return true;
}

void FeatureExtractor::add_sample(TimeMs now, float watts) {
  if (std::isnan(watts))
    return;
  if (!this->started_) {
    this->started_ = true;
    this->time_ = now;
    std::fill_n(this->on_seconds_, DUTY_WINDOW, UNMEASURED);
  }
  const Milliwatts power = to_milliwatts(watts);
  if (this->has_power_ && now > this->sample_time_) {
    const uint32_t interval = static_cast<uint32_t>(std::min<TimeMs>(now - this->sample_time_, MAX_INTERVAL_MS));
    this->interval_ms_ = this->interval_ms_ == 0 ? interval : (this->interval_ms_ * 15 + interval) / 16;
  }
  if (!this->has_power_ || power != this->power_)
    this->unchanged_ms_ = 0;
  this->has_power_ = true;
  this->power_ = power;
  this->sample_time_ = now;
  this->peak_ = std::max(this->peak_, power);
}

void FeatureExtractor::hold_(uint32_t duration_ms) {
  this->covered_ms_ += duration_ms;
  add_time(this->unchanged_ms_, duration_ms);
  this->peak_ = std::max(this->peak_, this->power_);
  if (!this->state_known_) {
    this->state_known_ = true;
    this->on_ = this->power_ > this->levels_.turn_on() || !this->levels_.cycles;
  }
  const Milliwatts limit = this->on_ ? this->levels_.turn_off() : this->levels_.turn_on();
  const bool above = !this->levels_.cycles || this->power_ > limit;
  if (above)
    this->on_ms_ += duration_ms;
  if (above == this->on_) {
    this->hold_in_state_(duration_ms);
    return;
  }
  this->candidate_ms_ += duration_ms;
  this->candidate_power_.add(this->power_, duration_ms);
  if (this->candidate_ms_ >= DWELL_MS)
    this->switch_state_();
}

void FeatureExtractor::hold_in_state_(uint32_t duration_ms) {
  // An excursion that ended before its dwell belongs to the phase it interrupted.
  add_time(this->phase_ms_, this->candidate_ms_ + duration_ms);
  this->candidate_ms_ = 0;
  this->candidate_power_ = {};
  this->phase_power_[this->on_].add(this->power_, duration_ms);
}

void FeatureExtractor::switch_state_() {
  if (this->phase_whole_) {
    this->last_ms_[this->on_] = this->phase_ms_;
    if (this->minute_.phase_count < Minute::MAX_PHASES && this->phase_power_[this->on_].time > 0) {
      this->minute_.phases[this->minute_.phase_count++] = {this->on_, minutes_of(this->phase_ms_),
                                                           this->phase_power_[this->on_].watts()};
    }
  }
  // The new phase began when the power crossed over, not when the dwell had passed.
  this->on_ = !this->on_;
  this->phase_whole_ = true;
  this->phase_ms_ = this->candidate_ms_;
  this->phase_power_[this->on_] = this->candidate_power_;
  this->candidate_ms_ = 0;
  this->candidate_power_ = {};
  if (this->on_ && this->starts_ < MAX_STARTS)
    this->starts_++;
}

void FeatureExtractor::lose_history_() {
  this->has_power_ = false;
  this->state_known_ = false;
  this->phase_whole_ = false;
  this->phase_ms_ = this->candidate_ms_ = this->unchanged_ms_ = 0;
  this->candidate_power_ = {};
  this->last_ms_[0] = this->last_ms_[1] = 0;
  this->phase_power_[0] = this->phase_power_[1] = {};
}

void FeatureExtractor::push_ring_(uint8_t on_seconds, uint8_t starts) {
  uint8_t &bits = this->start_bits_[this->ring_at_ / 4];
  const uint8_t shift = (this->ring_at_ % 4) * 2;
  uint8_t &slot = this->on_seconds_[this->ring_at_];
  if (slot != UNMEASURED) {
    this->ring_measured_--;
    this->ring_on_seconds_ -= slot;
    this->ring_starts_ -= (bits >> shift) & MAX_STARTS;
  }
  slot = on_seconds;
  bits = static_cast<uint8_t>((bits & ~(MAX_STARTS << shift)) | (starts << shift));
  if (slot != UNMEASURED) {
    this->ring_measured_++;
    this->ring_on_seconds_ += slot;
    this->ring_starts_ += starts;
  }
  this->ring_at_ = (this->ring_at_ + 1) % DUTY_WINDOW;
}

void FeatureExtractor::finish_minute_(TimeMs end) {
  const bool measured = this->covered_ms_ >= MIN_COVERED_MS;
  const uint8_t on_seconds =
      measured ? static_cast<uint8_t>((this->on_ms_ * 60 + this->covered_ms_ / 2) / this->covered_ms_) : UNMEASURED;
  this->push_ring_(on_seconds, measured ? this->starts_ : 0);
  std::copy_backward(this->peaks_, this->peaks_ + PEAK_WINDOW - 1, this->peaks_ + PEAK_WINDOW);
  this->peaks_[0] = this->peak_;
  this->phase_power_[0].leak();
  this->phase_power_[1].leak();
  this->minute_.end = end;
  this->minute_.measured = measured;
  this->minute_.on = this->on_;
  this->minute_.on_seconds = on_seconds;
  this->fill_row_(this->minute_.row);
  this->minute_taken_ = true;
  this->covered_ms_ = this->on_ms_ = 0;
  this->starts_ = 0;
  this->peak_ = 0;
}

void FeatureExtractor::fill_row_(FeatureRow &row) const {
  std::fill_n(row.code, FEATURES, FeatureRow::MISSING);
  const uint32_t elapsed_ms = this->phase_ms_ + this->candidate_ms_;
  // What the other phase was like is no news after the window: an appliance that is used twice a week would be unusual
  // for days because its last use was.
  const bool recent = elapsed_ms <= DUTY_WINDOW * MINUTE_MS;
  const Average &on_power = this->phase_power_[1], &off_power = this->phase_power_[0];
  if (on_power.known(this->levels_.cycles ? SETTLE_ON_MS : SETTLE_OFF_MS) && (this->on_ || recent))
    row.set(ON_POWER, on_power.watts());
  row.set(PEAK, static_cast<float>(*std::max_element(this->peaks_, this->peaks_ + PEAK_WINDOW)) / 1000.0f);
  row.set(UNCHANGED, minutes_of(this->unchanged_ms_));
  if (!this->levels_.cycles)
    return;
  row.set(ELAPSED_ON, this->on_ ? minutes_of(elapsed_ms) : 0.0f);
  row.set(ELAPSED_OFF, this->on_ ? 0.0f : minutes_of(elapsed_ms));
  if (this->last_ms_[1] > 0 && (this->on_ || recent))
    row.set(LAST_ON, minutes_of(this->last_ms_[1]));
  if (this->last_ms_[0] > 0 && (!this->on_ || recent))
    row.set(LAST_OFF, minutes_of(this->last_ms_[0]));
  if (off_power.known(SETTLE_OFF_MS) && (!this->on_ || recent))
    row.set(OFF_LEVEL, off_power.watts());
  if (this->ring_measured_ >= MIN_DUTY_MINUTES) {
    const float window_minutes = static_cast<float>(this->ring_measured_);
    row.set(DUTY, static_cast<float>(this->ring_on_seconds_) / (window_minutes * 60.0f));
    row.set(STARTS, static_cast<float>(this->ring_starts_) * 60.0f / window_minutes);
  }
}

}  // namespace esphome::diol
