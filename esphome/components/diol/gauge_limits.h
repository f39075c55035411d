#pragma once

#include <cstdint>

#include "model.h"

/// How gauges are held against the extremes that were learnt of them.
namespace esphome::diol {

constexpr float MIN_SENSITIVITY = 0.1f, MAX_SENSITIVITY = 10.0f, DEFAULT_SENSITIVITY = 1.0f;  // false alarms a month

/// Whether a gauge means something for this appliance.
bool gauge_applies(Gauge gauge, const Model &model);

/// Gauges that depend on how often the meter is read: a longer interval misses what a shorter one sees.
constexpr bool bound_to_interval(Gauge gauge) { return gauge == PEAK_POWER || gauge == ATTEMPTS; }

/// From where a gauge's excess counts, and what is one unit of it when a model is carried to another appliance.
float gauge_centre(Gauge gauge, const Model &model);
float gauge_unit(Gauge gauge, const Model &model);

/// The learnt excess over the centre, or the least one that means anything. Below zero where less is unusual.
float gauge_width(Gauge gauge, const Model &model);

/// How much wider than at a month's false alarm after nine days of learning the limits are: 1 there, more after a
/// shorter time, whose extremes are not yet those of a month, and for a lower `sensitivity`.
float caution_of(const Model &model, float sensitivity);

/// 1.0 is the limit; 0 on the usual side of the centre.
float gauge_score(Gauge gauge, float value, const Model &model, float caution);

/// The extreme with which `value` would just not be unusual.
float extreme_for(Gauge gauge, float value, const Model &model, float caution);

}  // namespace esphome::diol
