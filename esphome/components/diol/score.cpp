#include "score.h"

#include <algorithm>
#include <cmath>

#include "extremes.h"
#include "numeric.h"

namespace esphome::diol {

namespace {
constexpr float MONTH_HOURS = 730.5f;
constexpr float EULER_GAMMA = 0.57721566f;
// The greatest distance seen while learning is exceeded sooner or later: by this margin at one false alarm a month, by
// none at ten, by twice as much at a tenth.
constexpr float MAX_MARGIN = 0.2f;
// Of the on-power: differences that meters and mains voltage make on a healthy appliance.
constexpr float LEAST_POWER_WIDTH = 0.04f;
constexpr float LEAST_PEAK_RATIO = 1.5f;
}  // namespace

OwnUnits in_own_units(const FeatureRow &row, const Model &model) {
  OwnUnits own;
  for (uint8_t j = 0; j < FEATURES; j++) {
    own.known[j] = row.has(j);
    own.value[j] = own.known[j] ? row.value(j) : 0.0f;
  }
  if (!model.cycles) {
    for (uint8_t j : {ELAPSED_ON, ELAPSED_OFF, LAST_ON, LAST_OFF, DUTY, OFF_LEVEL, STARTS})
      own.known[j] = false;
  } else {
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
    for (uint8_t j = 0; j < FEATURES; j++) {
      if (!row.known[j])
        continue;
      const float off = row.value[j] - static_cast<float>(model.cluster[k].at[j]) * COORDINATE_STEP;
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
  // log10 of the rate, from -1 to 1
  const float decades = (ln(rate * 10.0f) - ln(10.0f)) / ln(10.0f);
  const float floor = model.block_max * (1.0f + MAX_MARGIN * (1.0f - decades));
  // A model without any spread would call every rounding error an anomaly.
  return std::max(std::max(return_level, floor), 2.0f * COORDINATE_STEP);
}

namespace {

/// How far the mean power of the last run is from the usual, 1.0 being the limit on that side.
float power_score(float power, const Model &model) {
  const float least_width = LEAST_POWER_WIDTH * model.on_power;
  const bool more = power > model.on_power;
  const float width = more ? model.greatest_power - model.on_power : model.on_power - model.least_power;
  return std::fabs(power - model.on_power) / (POWER_FACTOR * std::max(width, least_width));
}

/// Peaks that are no news whatever was learnt: what a meter's own error makes of the usual power.
float peak_limit(const Model &model) {
  return PEAK_FACTOR * std::max(model.greatest_peak, LEAST_PEAK_RATIO * model.on_power);
}

}  // namespace

Score score_minute(const FeatureRow &row, const Model &model, float limit) {
  const Standardised z = standardise(row, model);
  Score score{z.count > 0, 0.0f, 0.0f, Deviation::SHAPE, 0};
  if (!score.known)
    return score;
  score.value = distance(z, model, &score.cluster) / limit;
  const auto consider = [&score](Deviation by, float value, bool at_once) {
    if (at_once)
      score.at_once = std::max(score.at_once, value);
    if (value > score.value) {
      score.value = value;
      score.by = by;
    }
  };
  if (row.has(PEAK))
    consider(Deviation::PEAK, row.value(PEAK) / peak_limit(model), true);
  if (!model.cycles || !row.has(ELAPSED_ON))
    return score;
  consider(Deviation::TIME_ON, row.value(ELAPSED_ON) / (TIME_FACTOR * model.longest_on), true);
  consider(Deviation::TIME_OFF, row.value(ELAPSED_OFF) / (TIME_FACTOR * model.longest_off), true);
  if (has_whole_power(row))
    consider(Deviation::POWER, power_score(row.value(ON_POWER), model), false);
  return score;
}

}  // namespace esphome::diol
