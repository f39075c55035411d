#include "reach.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "score.h"

namespace esphome::diol {

namespace {

constexpr uint8_t MAX_HALVINGS = 8;
constexpr float LEAST_SPREAD = 1.0f / 1024;  // that a text has beside 0

/// What a fault makes of a feature at most, in own units: some twenty times as long, four times the power or the
/// starts, a week without a change. (At least it makes nothing of it.)
float far_of(uint8_t feature, const Model &model) {
  switch (feature) {
    case DUTY:
      return 1.0f / model.duty;
    case ON_POWER:
    case STARTS:
      return 4.0f;
    case OFF_LEVEL:
      return 1.0f;
    case UNCHANGED:
      return 13.25f;
    default:
      return 4.5f;
  }
}

/// A value in own units, standardised and clipped, in the steps of the clusters' coordinates.
int32_t steps_of(float value, uint8_t feature, const Model &model) {
  const float deviations = std::clamp((value - model.mean[feature]) / model.spread[feature], -CLIP, CLIP);
  // To the nearest, halves away from zero, by way of half steps in integers
  const int32_t halves = static_cast<int32_t>(deviations * (2.0f / COORDINATE_STEP));
  return (halves + (halves < 0 ? -1 : 1)) / 2;
}

/// How far that is from the nearest cluster, as to this feature alone.
int32_t gap_of(int32_t steps, uint8_t feature, const Model &model) {
  int32_t least = INT32_MAX;
  for (uint8_t k = 0; k < model.clusters; k++)
    least = std::min<int32_t>(least, std::abs(steps - model.cluster[k].at[feature]));
  return least;
}

}  // namespace

float reach_of(const Model &model) {
  int32_t end[FEATURES], other[FEATURES];
  uint8_t feature[FEATURES];
  uint8_t count = 0;
  for (uint8_t j = 0; j < FEATURES; j++) {
    if (!feature_applies(j, model))
      continue;
    const int32_t low = steps_of(0.0f, j, model), high = steps_of(far_of(j, model), j, model);
    const bool higher = gap_of(high, j, model) >= gap_of(low, j, model);
    end[count] = higher ? high : low;
    other[count] = higher ? low : high;
    feature[count++] = j;
  }
  // Squared distance to the nearest cluster: of the row of all ends, and with each feature at its other end
  int32_t least[FEATURES + 1];
  std::fill_n(least, count + 1, INT32_MAX);
  for (uint8_t k = 0; k < model.clusters; k++) {
    int32_t squares = 0;
    for (uint8_t i = 0; i < count; i++) {
      const int32_t off = end[i] - model.cluster[k].at[feature[i]];
      squares += off * off;
    }
    for (uint8_t i = 0; i < count; i++) {
      // With the other end in the place of this one: the difference of two squares
      const int32_t sum = end[i] + other[i] - 2 * model.cluster[k].at[feature[i]];
      least[i] = std::min(least[i], squares + (other[i] - end[i]) * sum);
    }
    least[count] = std::min(least[count], squares);
  }
  const int32_t farthest = *std::max_element(least, least + count + 1);
  // As distance() takes it: as if all features were known.
  return COORDINATE_STEP * std::sqrt(static_cast<float>(farthest) * (static_cast<float>(FEATURES) / count));
}

void extend_reach(Model *model) {
  for (uint8_t i = 0; i < MAX_HALVINGS && reach_of(*model) < LEAST_REACH; i++) {
    for (float &spread : model->spread)
      spread = std::max(spread / 2.0f, LEAST_SPREAD);
    for (uint8_t k = 0; k < model->clusters; k++) {
      for (int8_t &at : model->cluster[k].at)
        at = static_cast<int8_t>(std::clamp(2 * at, -INT8_MAX, INT8_MAX));
    }
    model->block_mean = std::min(2.0f * model->block_mean, MAX_BLOCK_DISTANCE);
    model->block_scale = std::min(2.0f * model->block_scale, MAX_BLOCK_SCALE);
    model->block_max = std::min(2.0f * model->block_max, MAX_BLOCK_DISTANCE);
  }
}

}  // namespace esphome::diol
