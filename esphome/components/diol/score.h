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

/// What a score comes from: the distance to the clusters, or one of the limits learnt beside them.
enum class Deviation : uint8_t { SHAPE, TIME_ON, TIME_OFF, POWER, PEAK };

struct Score {
  bool known;
  float value;
  float at_once;    ///< the part of it that needs no vote: times do not flicker, and a peak is soon over
  Deviation by;     ///< what made it as high as it is
  uint8_t cluster;  ///< the nearest
};
/// Score of one minute before voting.
Score score_minute(const FeatureRow &row, const Model &model, float limit);

// The limits, as multiples of the greatest learnt.
constexpr float TIME_FACTOR = 1.3f;   ///< time in one state
constexpr float POWER_FACTOR = 1.5f;  ///< how far the mean power of a run may be from the usual
constexpr float PEAK_FACTOR = 1.5f;   ///< greatest reading

}  // namespace esphome::diol
