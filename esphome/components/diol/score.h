#pragma once

#include <cstdint>

#include "model.h"

/// How unusual a minute is under a model. 1.0 is the threshold.
namespace esphome::diol {

constexpr float MIN_SENSITIVITY = 0.1f, MAX_SENSITIVITY = 10.0f, DEFAULT_SENSITIVITY = 1.0f;  // false alarms a month
constexpr float CLIP = 8.0f;  ///< standard deviations beyond which a feature counts no further

/// A row in the appliance's own units: multiples of its on-time, on-power and so on, logarithmic where they range
/// widely. Missing features, and those that do not apply to the appliance, have `known` false.
struct OwnUnits {
  float value[FEATURES];
  bool known[FEATURES];
};
OwnUnits in_own_units(const FeatureRow &row, const Model &model);

/// ... and in standard deviations from the learnt mean, clipped.
struct Standardised {
  float value[FEATURES];
  bool known[FEATURES];
  uint8_t count;  ///< of known ones
};
Standardised standardise(const FeatureRow &row, const Model &model);

/// Distance to the nearest cluster, in standard deviations, as if all features were known.
/// `nearest` (may be null) gets the cluster.
float distance(const Standardised &row, const Model &model, uint8_t *nearest = nullptr);

/// The distance that a healthy appliance exceeds `sensitivity` times a month: the return level of the Gumbel
/// distribution fitted to the maxima of blocks (Coles 2001, section 3), but never below the greatest seen by a margin.
float distance_limit(const Model &model, float sensitivity);

enum class Deviation : uint8_t { SHAPE, TIMER_ON, TIMER_OFF };

struct Score {
  bool known;
  float value;
  Deviation by;     ///< what made it as high as it is
  uint8_t cluster;  ///< the nearest
};
/// Score of one minute before voting.
Score score_minute(const FeatureRow &row, const Model &model, float limit);

/// How long the appliance may stay in one state, as a multiple of the longest learnt.
constexpr float TIMER_FACTOR = 1.5f;

}  // namespace esphome::diol
