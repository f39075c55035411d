#pragma once

#include <cstdint>

#include "feature_extractor.h"

namespace esphome::diol {

/// The greatest and least of what was seen, as uf16 codes (which have the order of their values).
struct Extremes {
  uint16_t longest_on{0};            ///< minutes
  uint16_t longest_off{0};           ///< minutes
  uint16_t least_power{UINT16_MAX};  ///< W, means of whole on-phases
  uint16_t greatest_power{0};
  uint16_t greatest_peak{0};  ///< W

  void add(const FeatureRow &row);
  void add(const Extremes &other);
};

/// Whether the row's ON_POWER is the mean of a whole on-phase: it is off, and its last run was seen from its start.
bool has_whole_power(const FeatureRow &row);

}  // namespace esphome::diol
