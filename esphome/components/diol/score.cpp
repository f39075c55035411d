#include "score.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "numeric.h"
#include "reach.h"

namespace esphome::diol {

namespace {
constexpr float MONTH_HOURS = 730.5f;
constexpr float EULER_GAMMA = 0.57721566f;
// The greatest distance seen while learning is exceeded sooner or later: by this margin at one false alarm a month, by
// none at ten, by twice as much at a tenth.
constexpr float MAX_MARGIN = 0.2f;
// The clusters are for what has no gauge. A wider limit of the distance costs no recall and halves their false alarms.
constexpr float SHAPE_MARGIN = 1.8f;
// A limit beyond what a fault can reach would guard nothing, whatever was seen while learning.
constexpr float REACH_SHARE = 0.9f;
constexpr float MAX_INTERVAL_RATIO = 6.0f;

/// A cluster's coordinate in standard deviations. Dividing by a power of two is a matter of the exponent, and most are
/// 0.
float coordinate(int8_t at) {
  if (at == 0)
    return 0.0f;
  static_assert(COORDINATE_STEP == 1.0f / 16.0f);
  float value = at;
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  bits -= 4UL << 23;
  std::memcpy(&value, &bits, sizeof(bits));
  return value;
}

/// The least limit as a multiple of the greatest distance seen.
float margin_of(float rate) {
  // log10 of the rate, from -1 to 1
  const float decades = (ln(rate * 10.0f) - ln(10.0f)) / ln(10.0f);
  return 1.0f + MAX_MARGIN * (1.0f - decades);
}
}  // namespace

bool feature_applies(uint8_t feature, const Model &model) {
  return model.cycles || feature == ON_POWER || feature == PEAK || feature == UNCHANGED;
}

OwnUnits in_own_units(const FeatureRow &row, const Model &model) {
  OwnUnits own;
  for (uint8_t j = 0; j < FEATURES; j++) {
    own.known[j] = row.has(j) && feature_applies(j, model);
    own.value[j] = own.known[j] ? row.value(j) : 0.0f;
  }
  if (model.cycles) {
    own.value[ELAPSED_ON] = log2_1p(own.value[ELAPSED_ON] / model.on_time);
    own.value[ELAPSED_OFF] = log2_1p(own.value[ELAPSED_OFF] / model.off_time);
    own.value[LAST_ON] = log2_1p(own.value[LAST_ON] / model.on_time);
    own.value[LAST_OFF] = log2_1p(own.value[LAST_OFF] / model.off_time);
    own.value[DUTY] /= model.duty;
    own.value[STARTS] /= model.starts_per_hour;
  }
  own.value[ON_POWER] /= model.on_power;
  own.value[OFF_LEVEL] /= model.on_power;
  own.value[PEAK] = log2_1p(own.value[PEAK] / model.on_power);
  own.value[UNCHANGED] = log2_1p(own.value[UNCHANGED]);
  return own;
}

Standardised standardise(const FeatureRow &row, const Model &model) {
  const OwnUnits own = in_own_units(row, model);
  Standardised z;
  z.count = 0;
  for (uint8_t j = 0; j < FEATURES; j++) {
    z.known[j] = own.known[j];
    z.count += own.known[j];
    z.value[j] = own.known[j] ? std::clamp((own.value[j] - model.mean[j]) / model.spread[j], -CLIP, CLIP) : 0.0f;
  }
  return z;
}

float distance(const Standardised &row, const Model &model, uint8_t *nearest) {
  float least = 0.0f;
  for (uint8_t k = 0; k < model.clusters; k++) {
    float squares = 0.0f;
    // Once farther than another, it stays so.
    for (uint8_t j = 0; j < FEATURES && (k == 0 || squares < least); j++) {
      if (!row.known[j])
        continue;
      const float off = row.value[j] - coordinate(model.cluster[k].at[j]);
      squares += off * off;
    }
    if (k == 0 || squares < least) {
      least = squares;
      if (nearest != nullptr)
        *nearest = k;
    }
  }
  return row.count == 0 ? 0.0f : std::sqrt(least * (static_cast<float>(FEATURES) / row.count));
}

float distance_limit(const Model &model, float sensitivity) {
  const float rate = std::clamp(sensitivity, MIN_SENSITIVITY, MAX_SENSITIVITY);
  const float blocks_between = MONTH_HOURS * 60.0f / (rate * model.block_minutes);
  const float return_level = model.block_mean + model.block_scale * (ln(std::max(blocks_between, 1.0f)) - EULER_GAMMA);
  const float floor = model.block_max * margin_of(rate);
  // A model without any spread would call every rounding error an anomaly.
  return SHAPE_MARGIN * std::max(std::max(return_level, floor), 2.0f * COORDINATE_STEP);
}

float block_max_for(float limit, float sensitivity) {
  return limit / (SHAPE_MARGIN * margin_of(std::clamp(sensitivity, MIN_SENSITIVITY, MAX_SENSITIVITY)));
}

Limits limits_of(const Model &model, float sensitivity) {
  return {std::min(distance_limit(model, sensitivity), REACH_SHARE * reach_of(model)), caution_of(model, sensitivity)};
}

bool same_interval(uint32_t interval_ms, const Model &model) {
  const float ratio = static_cast<float>(interval_ms) / static_cast<float>(model.interval_s * SECOND_MS);
  return interval_ms == 0 || (ratio < MAX_INTERVAL_RATIO && ratio * MAX_INTERVAL_RATIO > 1.0f);
}

FeatureRow comparable_row(FeatureRow row, bool comparable) {
  if (!comparable)
    row.code[PEAK] = FeatureRow::MISSING;
  return row;
}

float gauge_score_in(const Minute &minute, Gauge gauge, const Model &model, float caution, bool comparable) {
  if (!minute.gauges.has(gauge) || !gauge_applies(gauge, model) || (bound_to_interval(gauge) && !comparable))
    return 0.0f;
  return gauge_score(gauge, minute.gauges.value(gauge), model, caution);
}

Score score_minute(const Minute &minute, const Model &model, const Limits &limits, const DriftWatch &drift) {
  Score score{0.0f, 0.0f, {}, 0};
  const bool comparable = same_interval(minute.interval_ms, model);
  const float far = distance(standardise(comparable_row(minute.row, comparable), model), model, &score.cluster);
  // What people do with an appliance has no shape to keep to.
  if (!model.on_demand)
    score.shape = far / limits.distance;
  const auto consider = [&score](Deviation by, float value) {
    if (value > score.value())
      score.by = by;
    score.at_once = std::max(score.at_once, value);
  };
  for (uint8_t g = 0; g < GAUGES; g++) {
    const Gauge gauge = static_cast<Gauge>(g);
    consider({Deviation::GAUGE, gauge}, gauge_score_in(minute, gauge, model, limits.caution, comparable));
  }
  consider({Deviation::DRIFT, TIME_ON}, drift.score() / limits.caution);
  return score;
}

}  // namespace esphome::diol
