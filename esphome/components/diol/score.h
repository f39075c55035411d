#pragma once

#include <cstdint>

#include "days.h"
#include "gauge_limits.h"
#include "model.h"

/// How unusual a minute is under a model. 1.0 is the threshold.
namespace esphome::diol {

constexpr float CLIP = 8.0f;  ///< standard deviations beyond which a feature counts no further

/// A row in the appliance's own units: multiples of its on-time, on-power and so on, logarithmic where they range
/// widely. Missing features, and those that do not apply to the appliance, have `known` false.
struct OwnUnits {
  float value[FEATURES];
  bool known[FEATURES];
};
/// Whether a feature means something for this appliance.
bool feature_applies(uint8_t feature, const Model &model);
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
/// The greatest learnt distance with which `limit` is the limit.
float block_max_for(float limit, float sensitivity);

/// What a minute is held against; follows from the model and the sensitivity.
struct Limits {
  float distance;
  float caution;
};
Limits limits_of(const Model &model, float sensitivity);

/// What makes a minute unusual: the distance to the clusters, a gauge or a drift over days.
struct Deviation {
  enum Source : uint8_t { SHAPE, GAUGE, DRIFT } source{SHAPE};
  Gauge gauge{TIME_ON};  ///< of GAUGE
};

struct Score {
  float shape;      ///< what needs a vote, since it flickers
  float at_once;    ///< what does not: gauges look back as far as they need to
  Deviation by;     ///< what made it as high as it is
  uint8_t cluster;  ///< the nearest
  float value() const { return this->shape > this->at_once ? this->shape : this->at_once; }
};
/// Score of one minute before voting. 1.0 is the limit.
Score score_minute(const Minute &minute, const Model &model, const Limits &limits, const DriftWatch &drift);

/// The row as far as it can be held against the donor's: `comparable` is same_interval().
FeatureRow comparable_row(FeatureRow row, bool comparable);

/// Score of one gauge in that minute, 0 where it is not known or does not count.
float gauge_score_in(const Minute &minute, Gauge gauge, const Model &model, float caution, bool comparable);

/// Whether readings at `interval_ms` see what the donor's did. Where not, features and gauges bound to the interval are
/// left out. 0 (unknown) is taken as the donor's.
bool same_interval(uint32_t interval_ms, const Model &model);

}  // namespace esphome::diol
