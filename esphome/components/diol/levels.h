#pragma once

#include <cstdint>

namespace esphome::diol {

using Milliwatts = uint32_t;

constexpr Milliwatts MAX_POWER = 60'000'000;  // 60 kW, beyond any plug: larger readings are clipped

/// A reading of a meter: negative ones count as 0, larger ones than any plug's are clipped. Not NaN.
Milliwatts to_milliwatts(float watts);

/// The two power levels an appliance switches between.
struct Levels {
  bool cycles{false};       ///< false: one level only, or none seen yet
  Milliwatts off_level{0};  ///< mean of the readings of the lower level
  Milliwatts on_level{0};   ///< median of the readings of the upper level
  // Hysteresis, as shares of the span (measured on eight fridges: wide enough for noise, low enough for a fan).
  Milliwatts turn_on() const { return this->off_level + (this->on_level - this->off_level) / 5 * 2; }
  Milliwatts turn_off() const { return this->off_level + (this->on_level - this->off_level) / 25 * 8; }
};

/// Time spent at each power, in bins of an eighth of an octave of (1 W + power).
///
/// The levels are the 2-means of the logarithm, not of the watts: a 300 W defrost heater must not pull the upper level
/// away from a 70 W compressor.
class LevelHistogram {
 public:
  void add(Milliwatts power, uint32_t duration_ms);
  Levels estimate() const;
  /// Share of the recorded time at powers from `low` to `high`, 0 to 1.
  float share_between(Milliwatts low, Milliwatts high) const;
  void clear();

 protected:
  friend struct SnapshotFormat;
  static constexpr int BINS_PER_OCTAVE_LOG2 = 3;
  static constexpr int FIRST_OCTAVE = 9;  // 1 W + 0 W = 1000 mW lies in the octave of 2^9 mW
  static constexpr int OCTAVES = 17;      // up to 2^26 mW = 67 kW
  static constexpr int BINS = OCTAVES << BINS_PER_OCTAVE_LOG2;
  static int bin_of(Milliwatts power);
  static Milliwatts centre_of(int bin);

  uint32_t time_[BINS]{};  // tenths of a second
  uint32_t carry_ms_{0};
};

}  // namespace esphome::diol
