#pragma once

#include "model.h"

/// What a model text may say of the extremes of gauges: the one table that checking, training and fitting use.
namespace esphome::diol {

/// Outside of `least` to `most` no appliance lies (`bad_value`), outside of `sharp_least` to `sharp_most` the gauge
/// could never report anything (`blind_model`).
struct ExtremeRange {
  float least, most;
  float sharp_least, sharp_most;
};
ExtremeRange extreme_range(Gauge gauge, const Model &model);

/// Makes an extreme one that a model text may hold: the nearest of those that a text can say and no reader refuses.
float allowed_extreme(Gauge gauge, float value, const Model &model);

/// Names of the extremes in the model text's specification, by gauge.
extern const char *const EXTREME_FIELDS[GAUGES];

}  // namespace esphome::diol
