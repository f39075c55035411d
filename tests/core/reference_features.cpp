#include "reference_features.h"

#include <algorithm>
#include <cmath>

using namespace esphome::diol;

namespace {
constexpr uint32_t HOLD = 300, DWELL = 30, LONE_DWELL = 90, START = 120, INRUSH = 60, WINDOW = 180, MIN_WINDOW = 174;

struct Mean {
  double energy = 0;
  double seconds = 0;
  void add(double power) {
    this->energy += power;
    this->seconds++;
  }
  double watts() const { return this->energy / this->seconds / 1000; }
  void leak() {
    while (this->seconds >= 3600) {
      this->energy /= 2;
      this->seconds /= 2;
    }
  }
};

double middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}
uint32_t count_between(const std::vector<uint32_t> &seconds, uint32_t from, uint32_t until) {
  return static_cast<uint32_t>(
      std::count_if(seconds.begin(), seconds.end(), [&](uint32_t s) { return s >= from && s < until; }));
}
}  // namespace

/// What a look at all seconds before `end` says.
struct ReferenceFeatures::Walk {
  bool known = false;  // there is a present state
  bool on = false;
  bool whole = false;
  bool start_over = false;
  bool settled_reading = false;  // the present one came when the start was over
  uint32_t phase_start = 0;
  uint32_t phase_seconds = 0;  // without an excursion that is not over
  uint32_t run = 0;            // seconds at the other side, up to the end
  uint32_t run_readings = 0;
  int64_t run_peak = 0;
  Mean run_power, mean[2];
  std::optional<uint32_t> last[2];
  std::vector<bool> on_side;       // every second
  std::vector<uint32_t> starts;    // the seconds in which a start became certain
  std::vector<uint32_t> attempts;  // those in which an excursion had come to nothing
  std::vector<int64_t> settled;    // every second, power outside of starts
  std::vector<std::pair<uint32_t, Phase>> ended;
  std::vector<std::pair<Phase, bool>> since_gap;  // and whether its power is without its start
};

ReferenceFeatures::ReferenceFeatures(const std::vector<TimedSample> &samples, const Levels &levels)
    : levels_(levels), first_(samples.front().second) {
  int64_t before = NOTHING;
  for (size_t i = 0; i < samples.size(); i++) {
    if (std::isnan(samples[i].watts))
      continue;
    size_t next = i + 1;
    while (next < samples.size() && std::isnan(samples[next].watts))
      next++;
    const uint32_t from = samples[i].second;
    uint32_t until = from + HOLD;
    if (next < samples.size())
      until = std::min(until, samples[next].second);
    if (this->power_.size() < from)
      before = NOTHING;  // a gap in between
    for (std::vector<bool> *marks : {&this->read_, &this->changed_})
      marks->resize(from, false);
    this->power_.resize(from, NOTHING);
    const auto power = static_cast<int64_t>(std::lround(static_cast<double>(std::max(samples[i].watts, 0.0f)) * 1000));
    this->power_.resize(until, power);
    this->read_.push_back(true);
    this->read_.resize(until, false);
    this->changed_.push_back(power != before);
    this->changed_.resize(until, false);
    before = power;
  }
}

ReferenceFeatures::Walk ReferenceFeatures::walk(uint32_t end) const {
  Walk w;
  for (uint32_t s = 0; s < end; s++) {
    if (s % 60 == 0) {
      w.mean[0].leak();
      w.mean[1].leak();
    }
    w.on_side.push_back(false);
    w.settled.push_back(0);
    const int64_t power = this->power_at(s);
    if (power == NOTHING) {
      w.known = w.whole = w.start_over = false;
      w.run = w.run_readings = w.phase_seconds = 0;
      w.run_peak = 0;
      w.run_power = w.mean[0] = w.mean[1] = {};
      w.last[0] = w.last[1] = {};
      w.since_gap.clear();
      continue;
    }
    if (!w.known) {
      w.known = true;
      w.phase_start = s;
      w.on = !this->levels_.cycles || power > this->levels_.turn_on();
    }
    const bool side = !this->levels_.cycles || power > (w.on ? this->levels_.turn_off() : this->levels_.turn_on());
    w.on_side.back() = side;
    if (side == w.on) {
      if (w.run > 0 && !w.on) {
        w.attempts.push_back(s);
        w.settled.back() = w.run_peak;
      }
      if (this->read_[s])
        w.settled_reading = w.phase_seconds + w.run >= INRUSH;
      if (!w.on || !this->levels_.cycles || w.settled_reading)
        w.settled.back() = std::max(w.settled.back(), power);
      w.phase_seconds += w.run + 1;
      w.run = w.run_readings = 0;
      w.run_peak = 0;
      w.run_power = {};
      if (w.on && this->levels_.cycles && !w.start_over && w.phase_seconds > START) {
        w.start_over = true;
        w.mean[1] = {};
      }
      w.mean[w.on].add(static_cast<double>(power));
      continue;
    }
    w.settled_reading = false;
    w.run++;
    w.run_readings += this->read_[s];
    w.run_peak = std::max(w.run_peak, power);
    w.run_power.add(static_cast<double>(power));
    if (w.run < DWELL || (w.run_readings < 2 && w.run < LONE_DWELL))
      continue;
    const uint32_t began = s + 1 - w.run;
    if (w.whole) {
      w.last[w.on] = began - w.phase_start;
      const Phase phase{w.on, static_cast<float>(began - w.phase_start) / 60.0f,
                        static_cast<float>(w.mean[w.on].watts())};
      w.ended.push_back({s, phase});
      w.since_gap.push_back({phase, w.start_over});
    }
    w.on = !w.on;
    w.whole = true;
    w.start_over = false;
    w.phase_start = began;
    w.phase_seconds = w.run;
    w.mean[w.on] = w.run_power;
    w.run = w.run_readings = 0;
    w.run_peak = 0;
    w.run_power = {};
    if (w.on)
      w.starts.push_back(s);
    else
      w.settled.back() = power;
  }
  // A minute's end is after its last second
  w.mean[0].leak();
  w.mean[1].leak();
  return w;
}

uint32_t ReferenceFeatures::covered(uint32_t minute_end) const {
  uint32_t seconds = 0;
  for (uint32_t s = minute_end - 60; s < minute_end; s++)
    seconds += this->power_at(s) != NOTHING;
  return seconds;
}

double ReferenceFeatures::greatest(uint32_t end, uint32_t seconds) const {
  int64_t power = 0;
  for (uint32_t s = end < seconds ? 0 : end - seconds; s < end; s++)
    power = std::max(power, this->power_at(s));
  return static_cast<double>(power) / 1000;
}

double ReferenceFeatures::least(uint32_t end, uint32_t seconds) const {
  int64_t power = INT64_MAX;
  for (uint32_t s = end - seconds; s < end; s++) {
    if (this->power_at(s) != NOTHING)
      power = std::min(power, this->power_at(s));
  }
  return static_cast<double>(power) / 1000;
}

double ReferenceFeatures::unchanged(uint32_t end) const {
  uint32_t seconds = 0;
  for (uint32_t s = end; s-- > this->first_ && this->power_at(s) != NOTHING;) {
    seconds++;
    if (this->changed_[s])
      break;
  }
  return seconds / 60.0;
}

std::optional<double> ReferenceFeatures::base(uint32_t end) const {
  uint32_t minutes = 0;
  while (end >= (minutes + 1) * 60 && this->measured(end - minutes * 60))
    minutes++;
  if (minutes <= WINDOW - 10)
    return {};
  // In steps of ten minutes: of a longer time 171 to 180 minutes.
  return this->least(end, 60 * (minutes <= WINDOW ? minutes : WINDOW - 9 + (minutes - 1) % 10));
}

ReferenceRow ReferenceFeatures::minute(uint32_t end) const {
  const Walk w = this->walk(end);
  ReferenceRow row{};
  row.measured = this->measured(end);
  row.on = w.on;
  for (const auto &[second, phase] : w.ended) {
    if (second >= end - 60)
      row.phases.push_back(phase);
  }
  this->fill_features(end, w, &row);
  if (this->power_at(end - 1) != NOTHING)
    this->fill_gauges(end, w, &row);
  return row;
}

void ReferenceFeatures::fill_features(uint32_t end, const Walk &w, ReferenceRow *row) const {
  const double elapsed = w.known ? (end - w.phase_start) / 60.0 : 0.0;
  // The other phase is forgotten after three hours.
  const bool on_counts = w.on || elapsed <= 180, off_counts = !w.on || elapsed <= 180;
  const bool starting = this->levels_.cycles && w.on && !w.start_over;
  if (on_counts && !starting && w.mean[1].seconds >= 60)
    row->value[ON_POWER] = w.mean[1].watts();
  row->value[PEAK] = this->greatest(end, 300);
  row->value[UNCHANGED] = this->unchanged(end);
  if (!this->levels_.cycles)
    return;

  row->value[ELAPSED_ON] = w.on ? elapsed : 0.0;
  row->value[ELAPSED_OFF] = w.on ? 0.0 : elapsed;
  if (on_counts && w.last[1])
    row->value[LAST_ON] = *w.last[1] / 60.0;
  if (off_counts && w.last[0])
    row->value[LAST_OFF] = *w.last[0] / 60.0;
  if (off_counts && w.mean[0].seconds >= 60)
    row->value[OFF_LEVEL] = w.mean[0].watts();

  uint32_t minutes = 0, on_seconds = 0, starts = 0;
  for (uint32_t back = 0; back < WINDOW && end >= (back + 1) * 60; back++) {
    const uint32_t minute_end = end - back * 60;
    if (!this->measured(minute_end))
      continue;
    uint32_t on = 0;
    for (uint32_t s = minute_end - 60; s < minute_end; s++)
      on += w.on_side[s];
    minutes++;
    on_seconds += static_cast<uint32_t>(std::lround(on * 60.0 / this->covered(minute_end)));
    starts += count_between(w.starts, minute_end - 60, minute_end);
  }
  if (minutes >= MIN_WINDOW) {
    row->value[DUTY] = on_seconds / (minutes * 60.0);
    row->value[STARTS] = starts * 60.0 / minutes;
  }
}

void ReferenceFeatures::fill_gauges(uint32_t end, const Walk &w, ReferenceRow *row) const {
  const double elapsed = (end - w.phase_start) / 60.0;
  if (w.on && elapsed >= 6)
    row->gauge[FLOOR_ON] = this->least(end, 5 * 60);
  if (!w.on && elapsed >= 11)
    row->gauge[FLOOR_OFF] = this->least(end, 10 * 60);
  row->gauge[PEAK_POWER] = static_cast<double>(*std::max_element(w.settled.end() - 60, w.settled.end())) / 1000;
  row->gauge[SAME_READING] = w.on ? this->unchanged(end) : 0.0;
  if (!w.on || !this->levels_.cycles)
    row->gauge[BASE_LOAD] = this->base(end);
  if (!this->levels_.cycles) {
    if (w.mean[1].seconds >= 1800)
      row->gauge[POWER_HIGH] = row->gauge[POWER_LOW] = w.mean[1].watts();
    return;
  }
  row->gauge[TIME_ON] = w.on ? elapsed : 0.0;
  row->gauge[TIME_OFF] = w.on ? 0.0 : elapsed;
  row->gauge[ATTEMPTS] = count_between(w.attempts, end < 1800 ? 0 : end - 1800, end);
  uint32_t starts = 0;
  for (uint32_t back = 0; back < 60 && end >= (back + 1) * 60; back++) {
    if (this->measured(end - back * 60))
      starts += count_between(w.starts, end - back * 60 - 60, end - back * 60);
  }
  row->gauge[HOUR_STARTS] = starts;

  std::vector<double> on_minutes, off_minutes, power;
  const auto take = [](std::vector<double> &three, double value) {
    if (three.size() < 3)
      three.push_back(value);
  };
  for (auto at = w.since_gap.rbegin(); at != w.since_gap.rend(); ++at) {
    const auto &[phase, settled] = *at;
    take(phase.on ? on_minutes : off_minutes, phase.minutes);
    if (phase.on && settled)
      take(power, phase.power);
  }
  if (power.size() == 3)
    row->gauge[POWER_HIGH] = row->gauge[POWER_LOW] = middle(power);
  if (on_minutes.size() == 3 && off_minutes.size() == 3)
    row->gauge[CYCLE_DUTY] = middle(on_minutes) / (middle(on_minutes) + middle(off_minutes));
}
