#include "feature_extractor.h"

#include <algorithm>
#include <cmath>

namespace esphome::diol {

namespace {
// Shorter excursions are not a change of state, nor is a single reading, which may be a lamp or an inrush that happened
// to be read, unless no other follows it: a meter that reports only changes sends no second one.
constexpr uint32_t DWELL_MS = 30 * SECOND_MS;
constexpr uint32_t LONE_DWELL_MS = 90 * SECOND_MS;
constexpr uint32_t INRUSH_MS = MINUTE_MS;     // readings of a run's first minute are no peaks
constexpr uint32_t START_MS = 2 * MINUTE_MS;  // of a run, left out of its mean power
constexpr uint32_t SETTLE_MS = MINUTE_MS;     // from here on the mean of a phase means something
constexpr uint32_t LEAK_MS = 60 * MINUTE_MS;
constexpr uint32_t MIN_COVERED_MS = MINUTE_MS / 2;
constexpr uint32_t RECENT_MS = RecentMinutes::DUTY_WINDOW * MINUTE_MS;
constexpr uint8_t FLOOR_ON_MINUTES = 5;
constexpr uint16_t MAX_INTERVALS = 512;
constexpr uint32_t MAX_INTERVAL_MS = MAX_HOLD_MS;
constexpr Milliwatts NO_FLOOR = UINT32_MAX;

// Longer times are not told apart, and 32 bits of milliseconds do not overflow in a summer of not being used. No
// model text has a limit beyond (extreme_range.cpp).
constexpr uint32_t MAX_TIME_MS = 45U * 24 * 60 * MINUTE_MS;

void add_time(uint32_t &time_ms, uint32_t more_ms) { time_ms = std::min(time_ms + more_ms, MAX_TIME_MS); }
constexpr float minutes_of(uint32_t ms) { return static_cast<float>(ms) / MINUTE_MS; }
constexpr float watts_of(Milliwatts power) { return static_cast<float>(power) / 1000.0f; }
}  // namespace

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

bool FeatureExtractor::Excursion::lasts() const {
  return this->time >= DWELL_MS && (this->readings >= 2 || this->time >= LONE_DWELL_MS);
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
  const TimeMs until = std::min(now, this->minute_end_);
  const TimeMs hold_end = this->sample_time_ + MAX_HOLD_MS;
  if (this->has_power_) {
    if (this->time_ < hold_end)
      this->hold_(static_cast<uint32_t>(std::min(until, hold_end) - this->time_));
    if (until > hold_end)
      this->lose_history_();
  }
  this->time_ = until;
  if (until < this->minute_end_)
    return false;
  this->finish_minute_(this->minute_end_);
  this->minute_end_ += MINUTE_MS;
  return true;
}

void FeatureExtractor::add_sample(TimeMs now, float watts) {
  if (std::isnan(watts))
    return;
  if (!this->started_) {
    this->started_ = true;
    this->time_ = now;
    this->minute_end_ = (now / MINUTE_MS + 1) * MINUTE_MS;
    this->totals_.floor = NO_FLOOR;
  }
  const Milliwatts power = to_milliwatts(watts);
  if (this->has_power_ && now > this->sample_time_)
    this->note_interval_(static_cast<uint32_t>(std::min<TimeMs>(now - this->sample_time_, MAX_INTERVAL_MS)));
  if (!this->has_power_ || power != this->power_)
    this->unchanged_ms_ = 0;
  this->has_power_ = this->new_reading_ = true;
  this->power_ = power;
  this->sample_time_ = now;
  this->totals_.peak = std::max(this->totals_.peak, power);
}

void FeatureExtractor::note_interval_(uint32_t interval_ms) {
  this->interval_sum_ += interval_ms;
  if (++this->intervals_ < MAX_INTERVALS)
    return;
  this->interval_sum_ /= 2;
  this->intervals_ /= 2;
}

void FeatureExtractor::hold_(uint32_t duration_ms) {
  this->covered_ms_ += duration_ms;
  this->energy_ += static_cast<uint64_t>(this->power_) * duration_ms;
  add_time(this->unchanged_ms_, duration_ms);
  this->totals_.peak = std::max(this->totals_.peak, this->power_);
  this->totals_.floor = std::min(this->totals_.floor, this->power_);
  if (!this->state_known_) {
    this->state_known_ = true;
    this->on_ = this->power_ > this->levels_.turn_on() || !this->levels_.cycles;
  }
  const Milliwatts limit = this->on_ ? this->levels_.turn_off() : this->levels_.turn_on();
  const bool above = !this->levels_.cycles || this->power_ > limit;
  if (above)
    this->on_ms_ += duration_ms;
  if (above == this->on_) {
    // When it was read decides, not how the time it holds for is cut into pieces.
    if (this->new_reading_)
      this->settled_ = this->elapsed_ms_() >= INRUSH_MS;
    this->hold_in_state_(duration_ms);
  } else {
    this->settled_ = false;
    this->excursion_.time += duration_ms;
    this->excursion_.readings = std::min(this->excursion_.readings + this->new_reading_, 2);
    this->excursion_.peak = std::max(this->excursion_.peak, this->power_);
    this->excursion_.power.add(this->power_, duration_ms);
    if (this->excursion_.lasts())
      this->switch_state_();
  }
  this->new_reading_ = false;
}

void FeatureExtractor::hold_in_state_(uint32_t duration_ms) {
  if (this->excursion_.time > 0 && !this->on_) {
    // It came to nothing: not the start of a run.
    this->settled_peak_ = std::max(this->settled_peak_, this->excursion_.peak);
    this->totals_.attempts = std::min<uint8_t>(this->totals_.attempts + 1, RecentMinutes::MAX_ATTEMPTS);
  }
  if (!this->on_ || !this->levels_.cycles || this->settled_)
    this->settled_peak_ = std::max(this->settled_peak_, this->power_);
  // An excursion that ended before its dwell belongs to the phase it interrupted.
  add_time(this->phase_ms_, this->excursion_.time + duration_ms);
  this->excursion_ = {};
  if (this->on_ && this->levels_.cycles && !this->start_over_ && this->phase_ms_ > START_MS) {
    this->start_over_ = true;
    this->phase_power_[1] = {};
    duration_ms = std::min(duration_ms, this->phase_ms_ - START_MS);
  }
  this->phase_power_[this->on_].add(this->power_, duration_ms);
}

void FeatureExtractor::end_phase_() {
  this->last_ms_[this->on_] = this->phase_ms_;
  if (this->minute_.phase_count == Minute::MAX_PHASES || this->phase_power_[this->on_].time == 0)
    return;
  const Phase phase{this->on_, minutes_of(this->phase_ms_), this->phase_power_[this->on_].watts()};
  this->cycles_.push(phase, this->start_over_);
  this->minute_.phases[this->minute_.phase_count++] = phase;
}

void FeatureExtractor::switch_state_() {
  if (this->phase_whole_)
    this->end_phase_();
  // The new phase began when the power crossed over, not when the dwell had passed.
  this->on_ = !this->on_;
  this->phase_whole_ = true;
  this->start_over_ = false;
  this->phase_ms_ = this->excursion_.time;
  this->phase_power_[this->on_] = this->excursion_.power;
  this->excursion_ = {};
  if (this->on_) {
    this->totals_.starts = std::min<uint8_t>(this->totals_.starts + 1, RecentMinutes::MAX_STARTS);
  } else {
    this->settled_peak_ = std::max(this->settled_peak_, this->power_);
  }
}

void FeatureExtractor::lose_history_() {
  this->has_power_ = false;
  this->state_known_ = false;
  this->phase_whole_ = this->start_over_ = false;
  this->phase_ms_ = this->unchanged_ms_ = 0;
  this->excursion_ = {};
  this->last_ms_[0] = this->last_ms_[1] = 0;
  this->phase_power_[0] = this->phase_power_[1] = {};
  this->cycles_.reset();
}

void FeatureExtractor::finish_minute_(TimeMs end) {
  Minute &minute = this->minute_;
  minute.end = end;
  minute.measured = this->covered_ms_ >= MIN_COVERED_MS;
  minute.on = this->on_;
  if (minute.measured) {
    minute.on_seconds = static_cast<uint8_t>((this->on_ms_ * 60 + this->covered_ms_ / 2) / this->covered_ms_);
    minute.power = static_cast<Milliwatts>(this->energy_ / this->covered_ms_);
  }
  minute.interval_ms = this->interval_ms();
  this->totals_.measured = minute.measured;
  this->totals_.on_seconds = minute.on_seconds;
  this->recent_.push(this->totals_);
  this->phase_power_[0].leak();
  this->phase_power_[1].leak();
  this->fill_row_(minute.row);
  this->fill_gauges_(minute.gauges);
  this->minute_taken_ = true;
  this->covered_ms_ = this->on_ms_ = 0;
  this->energy_ = 0;
  this->settled_peak_ = 0;
  this->totals_ = {};
  this->totals_.floor = NO_FLOOR;
}

void FeatureExtractor::fill_row_(FeatureRow &row) const {
  row.clear();
  // What the other phase was like is no news after the window: an appliance that is used twice a week would be unusual
  // for days because its last use was.
  const bool recent = this->elapsed_ms_() <= RECENT_MS;
  const Average &on_power = this->phase_power_[1], &off_power = this->phase_power_[0];
  const bool starting = this->levels_.cycles && this->on_ && !this->start_over_;
  if (on_power.known(SETTLE_MS) && !starting && (this->on_ || recent))
    row.set(ON_POWER, on_power.watts());
  row.set(PEAK, watts_of(this->recent_.peak()));
  row.set(UNCHANGED, minutes_of(this->unchanged_ms_));
  if (!this->levels_.cycles)
    return;
  row.set(ELAPSED_ON, this->on_ ? minutes_of(this->elapsed_ms_()) : 0.0f);
  row.set(ELAPSED_OFF, this->on_ ? 0.0f : minutes_of(this->elapsed_ms_()));
  if (this->last_ms_[1] > 0 && (this->on_ || recent))
    row.set(LAST_ON, minutes_of(this->last_ms_[1]));
  if (this->last_ms_[0] > 0 && (!this->on_ || recent))
    row.set(LAST_OFF, minutes_of(this->last_ms_[0]));
  if (off_power.known(SETTLE_MS) && (!this->on_ || recent))
    row.set(OFF_LEVEL, off_power.watts());
  if (this->recent_.duty_known()) {
    row.set(DUTY, this->recent_.duty());
    row.set(STARTS, this->recent_.starts_per_hour());
  }
}

void FeatureExtractor::fill_gauges_(GaugeRow &row) const {
  row.clear();
  if (!this->has_power_)
    return;
  const bool on = this->on_ || !this->levels_.cycles;
  const uint8_t window = on ? FLOOR_ON_MINUTES : RecentMinutes::FLOOR_WINDOW;
  // One more, since the phase may have begun within a minute
  if (this->elapsed_ms_() >= (window + 1) * MINUTE_MS)
    row.set(on ? FLOOR_ON : FLOOR_OFF, watts_of(this->recent_.floor(window)));
  row.set(PEAK_POWER, watts_of(this->settled_peak_));
  row.set(SAME_READING, on ? minutes_of(this->unchanged_ms_) : 0.0f);
  if (this->recent_.base_known() && !(this->on_ && this->levels_.cycles))
    row.set(BASE_LOAD, watts_of(this->recent_.base()));
  if (this->levels_.cycles) {
    this->fill_cycle_gauges_(row);
  } else if (this->phase_power_[1].known(LEAK_MS / 2)) {
    row.set(POWER_HIGH, this->phase_power_[1].watts());
    row.set(POWER_LOW, this->phase_power_[1].watts());
  }
}

void FeatureExtractor::fill_cycle_gauges_(GaugeRow &row) const {
  row.set(TIME_ON, this->on_ ? minutes_of(this->elapsed_ms_()) : 0.0f);
  row.set(TIME_OFF, this->on_ ? 0.0f : minutes_of(this->elapsed_ms_()));
  row.set(ATTEMPTS, this->recent_.attempts());
  row.set(HOUR_STARTS, this->recent_.hour_starts());
  if (this->cycles_.power_known()) {
    row.set(POWER_HIGH, this->cycles_.power());
    row.set(POWER_LOW, this->cycles_.power());
  }
  if (this->cycles_.known())
    row.set(CYCLE_DUTY, this->cycles_.on_minutes() / (this->cycles_.on_minutes() + this->cycles_.off_minutes()));
}

}  // namespace esphome::diol
