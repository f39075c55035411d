#include "reference_features.h"

#include <algorithm>
#include <cmath>

using namespace esphome::diol;

namespace {
constexpr uint32_t HOLD = 300, DWELL = 30, WINDOW = 180, MIN_WINDOW = 174;

struct Mean {
  double energy = 0;
  double seconds = 0;
  void add(double power) {
    this->energy += power;
    this->seconds++;
  }
  void leak() {
    while (this->seconds >= 3600) {
      this->energy /= 2;
      this->seconds /= 2;
    }
  }
};
}  // namespace

/// What a look at all seconds before `end` says.
struct ReferenceFeatures::Walk {
  bool known = false;  // there is a present state
  bool on = false;
  bool whole = false;
  uint32_t phase_start = 0;
  uint32_t run = 0;  // seconds at the other side, up to the end
  Mean run_power, mean[2];
  std::optional<uint32_t> last[2];
  std::vector<bool> on_side;     // every second
  std::vector<uint32_t> starts;  // the seconds in which a start became certain
  std::vector<std::pair<uint32_t, Phase>> ended;
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
    this->power_.resize(from, NOTHING);
    this->changed_.resize(from, false);
    const auto power = static_cast<int64_t>(std::lround(static_cast<double>(std::max(samples[i].watts, 0.0f)) * 1000));
    this->power_.resize(until, power);
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
    const int64_t power = this->power_at(s);
    if (power == NOTHING) {
      w.known = w.whole = false;
      w.run = 0;
      w.run_power = w.mean[0] = w.mean[1] = {};
      w.last[0] = w.last[1] = {};
      w.on_side.push_back(false);
      continue;
    }
    if (!w.known) {
      w.known = true;
      w.phase_start = s;
      w.on = !this->levels_.cycles || power > this->levels_.turn_on();
    }
    const bool side = !this->levels_.cycles || power > (w.on ? this->levels_.turn_off() : this->levels_.turn_on());
    w.on_side.push_back(side);
    if (side == w.on) {
      w.run = 0;
      w.run_power = {};
      w.mean[w.on].add(static_cast<double>(power));
      continue;
    }
    w.run++;
    w.run_power.add(static_cast<double>(power));
    if (w.run < DWELL)
      continue;
    const uint32_t began = s + 1 - w.run;
    if (w.whole) {
      w.last[w.on] = began - w.phase_start;
      w.ended.push_back({s,
                         {w.on, static_cast<float>(began - w.phase_start) / 60.0f,
                          static_cast<float>(w.mean[w.on].energy / w.mean[w.on].seconds / 1000)}});
    }
    w.on = !w.on;
    w.whole = true;
    w.phase_start = began;
    w.mean[w.on] = w.run_power;
    w.run = 0;
    w.run_power = {};
    if (w.on)
      w.starts.push_back(s);
  }
  // A minute's end is after its last second
  w.mean[0].leak();
  w.mean[1].leak();
  return w;
}

ReferenceRow ReferenceFeatures::minute(uint32_t end) const {
  const Walk w = this->walk(end);
  ReferenceRow row{};
  const auto covered = [&](uint32_t minute_end) {
    uint32_t seconds = 0;
    for (uint32_t s = minute_end - 60; s < minute_end; s++)
      seconds += this->power_at(s) != NOTHING;
    return seconds;
  };
  row.measured = covered(end) >= 30;
  row.on = w.on;
  for (const auto &[second, phase] : w.ended) {
    if (second >= end - 60)
      row.phases.push_back(phase);
  }

  const double elapsed = w.known ? (end - w.phase_start) / 60.0 : 0.0;
  // The other phase is forgotten after three hours.
  const bool on_counts = w.on || elapsed <= 180, off_counts = !w.on || elapsed <= 180;
  if (on_counts && w.mean[1].seconds >= (this->levels_.cycles ? 120 : 60))
    row.value[ON_POWER] = w.mean[1].energy / w.mean[1].seconds / 1000;
  int64_t peak = 0;
  for (uint32_t s = end < 300 ? 0 : end - 300; s < end; s++)
    peak = std::max(peak, this->power_at(s));
  row.value[PEAK] = static_cast<double>(peak) / 1000;
  uint32_t unchanged = 0;
  for (uint32_t s = end; s-- > this->first_ && this->power_at(s) != NOTHING;) {
    unchanged++;
    if (this->changed_[s])
      break;
  }
  row.value[UNCHANGED] = unchanged / 60.0;
  if (!this->levels_.cycles)
    return row;

  row.value[ELAPSED_ON] = w.on ? elapsed : 0.0;
  row.value[ELAPSED_OFF] = w.on ? 0.0 : elapsed;
  if (on_counts && w.last[1])
    row.value[LAST_ON] = *w.last[1] / 60.0;
  if (off_counts && w.last[0])
    row.value[LAST_OFF] = *w.last[0] / 60.0;
  if (off_counts && w.mean[0].seconds >= 60)
    row.value[OFF_LEVEL] = w.mean[0].energy / w.mean[0].seconds / 1000;

  uint32_t minutes = 0, on_seconds = 0, starts = 0;
  for (uint32_t back = 0; back < WINDOW && end >= (back + 1) * 60; back++) {
    const uint32_t minute_end = end - back * 60, seconds = covered(minute_end);
    if (seconds < 30)
      continue;
    uint32_t on = 0;
    for (uint32_t s = minute_end - 60; s < minute_end; s++)
      on += w.on_side[s];
    minutes++;
    on_seconds += static_cast<uint32_t>(std::lround(on * 60.0 / seconds));
    starts += static_cast<uint32_t>(std::count_if(w.starts.begin(), w.starts.end(),
                                                  [&](uint32_t s) { return s >= minute_end - 60 && s < minute_end; }));
  }
  if (minutes >= MIN_WINDOW) {
    row.value[DUTY] = on_seconds / (minutes * 60.0);
    row.value[STARTS] = starts * 60.0 / minutes;
  }
  return row;
}
