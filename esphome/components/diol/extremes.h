#pragma once

#include <cstdint>

#include "model.h"

namespace esphome::diol {

/// The greatest of each gauge that was seen, of POWER_LOW the least.
class Extremes {
 public:
  void add(const GaugeRow &row);
  void add(const Extremes &other);
  bool has(Gauge gauge) const { return this->seen_[gauge] != 0; }
  float value(Gauge gauge) const;

 protected:
  friend struct SnapshotFormat;
  // uf16 codes have the order of their values; plus one, so that 0 is "never seen". Of POWER_LOW the complement, so
  // that the greatest is the least.
  uint16_t seen_[GAUGES]{};
};

/// The learning time is cut into as many parts.
constexpr uint8_t EXTREME_PARTS = 12;

/// The extreme of a gauge over at most EXTREME_PARTS parts of the learning time of which up to two may have been bad:
/// not more than MAX_GROWTH times as far from the centre as the third greatest. Appliances that people start are used
/// in few parts of the time, so there all parts count. 0 when never seen.
float robust_extreme(Gauge gauge, const Extremes *parts, uint8_t count, const Model &model);

}  // namespace esphome::diol
