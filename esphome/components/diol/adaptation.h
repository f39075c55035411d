#pragma once

#include "learning_data.h"
#include "levels.h"
#include "model.h"

namespace esphome::diol {

struct Adapted {
  Model model;
  float fit;  ///< share of the plug's own minutes that the donor's shape explains, 0 to 1
};

/// Below this share the given model is not this appliance's.
constexpr float MIN_FIT = 0.7f;
/// Whole on- and off-phases that fitting needs to find an appliance's own times.
constexpr uint32_t ADAPT_CYCLES = 6;

/// Fits `donor` to the appliance that `data` was gathered from: location is the appliance's own, spreads and clusters
/// are the donor's, limits the donor's or a little above what was seen. With too few phases the donor's location stays.
Adapted adapt(const Model &donor, const LearningData &data, const Levels &levels, uint32_t interval_ms);

}  // namespace esphome::diol
