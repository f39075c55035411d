#include "levels.h"

#include <algorithm>
#include <cmath>

namespace esphome::diol {

namespace {
constexpr uint32_t UNIT_MS = 100;
constexpr int MAX_PASSES = 40;
// Two levels are believed when they lie half an octave apart and do not overlap. [bins of an eighth octave]
constexpr float MIN_DISTANCE = 4.0f;
constexpr float MIN_SEPARATION = 2.0f;  // in sums of the two standard deviations
}  // namespace

Milliwatts to_milliwatts(float watts) {
  const float limited = std::clamp(watts, 0.0f, static_cast<float>(MAX_POWER / 1000));
  return static_cast<Milliwatts>(limited * 1000.0f + 0.5f);
}

int LevelHistogram::bin_of(Milliwatts power) {
  const uint32_t value = std::min(power, MAX_POWER) + 1000;
  const int octave = 31 - __builtin_clz(value);
  const int eighth = static_cast<int>(value >> (octave - BINS_PER_OCTAVE_LOG2)) & ((1 << BINS_PER_OCTAVE_LOG2) - 1);
  return ((octave - FIRST_OCTAVE) << BINS_PER_OCTAVE_LOG2) + eighth;
}

Milliwatts LevelHistogram::centre_of(int bin) {
  const int octave = (bin >> BINS_PER_OCTAVE_LOG2) + FIRST_OCTAVE;
  const uint32_t eighth = bin & ((1 << BINS_PER_OCTAVE_LOG2) - 1);
  const uint32_t value = (1U << octave) + ((2 * eighth + 1) << (octave - BINS_PER_OCTAVE_LOG2 - 1));
  return value > 1000 ? value - 1000 : 0;
}

void LevelHistogram::add(Milliwatts power, uint32_t duration_ms) {
  this->carry_ms_ += duration_ms;
  this->time_[bin_of(power)] += this->carry_ms_ / UNIT_MS;
  this->carry_ms_ %= UNIT_MS;
}

void LevelHistogram::clear() { *this = LevelHistogram(); }

float LevelHistogram::share_between(Milliwatts low, Milliwatts high) const {
  uint64_t total = 0, inside = 0;
  const int first = bin_of(low), last = bin_of(high);
  for (int i = 0; i < BINS; i++) {
    total += this->time_[i];
    if (i >= first && i <= last)
      inside += this->time_[i];
  }
  return total == 0 ? 0.0f : static_cast<float>(inside) / static_cast<float>(total);
}

Levels LevelHistogram::estimate() const {
  Levels levels;
  uint64_t total = 0;
  int lowest = BINS, highest = -1;
  for (int i = 0; i < BINS; i++) {
    if (this->time_[i] == 0)
      continue;
    total += this->time_[i];
    lowest = std::min(lowest, i);
    highest = i;
  }
  if (total == 0)
    return levels;
  // Start where 5 % and 98 % of the time lie, so that a rare peak does not take one of the two means for itself.
  uint64_t below = 0;
  float low = lowest, high = highest;
  for (int i = lowest; i <= highest; i++) {
    if (below * 100 <= total * 5)
      low = i;
    if (below * 100 <= total * 98)
      high = i;
    below += this->time_[i];
  }
  float low_sd = 0, high_sd = 0;
  uint64_t low_time = 0, high_time = 0;
  int split = lowest;
  for (int pass = 0; pass < MAX_PASSES; pass++) {
    split = static_cast<int>((low + high) * 0.5f);
    float sum[2]{}, squares[2]{};
    uint64_t time[2]{};
    for (int i = lowest; i <= highest; i++) {
      const int side = i > split ? 1 : 0;
      const float weight = static_cast<float>(this->time_[i]), at = static_cast<float>(i);
      sum[side] += weight * at;
      squares[side] += weight * at * at;
      time[side] += this->time_[i];
    }
    low_time = time[0];
    high_time = time[1];
    if (low_time == 0 || high_time == 0)
      break;
    const float new_low = sum[0] / static_cast<float>(low_time), new_high = sum[1] / static_cast<float>(high_time);
    low_sd = std::sqrt(std::max(0.0f, squares[0] / static_cast<float>(low_time) - new_low * new_low));
    high_sd = std::sqrt(std::max(0.0f, squares[1] / static_cast<float>(high_time) - new_high * new_high));
    if (new_low == low && new_high == high)
      break;
    low = new_low;
    high = new_high;
  }
  levels.cycles =
      low_time > 0 && high_time > 0 && high - low >= MIN_DISTANCE && high - low >= MIN_SEPARATION * (low_sd + high_sd);
  const int first_on = levels.cycles ? split + 1 : lowest;
  uint64_t off_energy = 0;
  for (int i = lowest; i < first_on; i++)
    off_energy += static_cast<uint64_t>(this->time_[i]) * centre_of(i);
  levels.off_level = levels.cycles ? static_cast<Milliwatts>(off_energy / low_time) : 0;
  const uint64_t on_total = levels.cycles ? high_time : total;
  below = 0;
  for (int i = first_on; i <= highest && below * 2 < on_total; i++) {
    below += this->time_[i];
    levels.on_level = centre_of(i);
  }
  return levels;
}

}  // namespace esphome::diol
