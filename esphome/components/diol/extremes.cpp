#include "extremes.h"

#include <algorithm>
#include <functional>

#include "gauge_limits.h"

namespace esphome::diol {

namespace {
constexpr uint8_t BAD_PARTS = 2;
constexpr uint8_t MIN_PARTS = 2 * BAD_PARTS + 1;  // fewer cannot be told apart
constexpr float MAX_GROWTH = 1.5f;
}  // namespace

void Extremes::add(const GaugeRow &row) {
  for (uint8_t g = 0; g < GAUGES; g++) {
    if (!row.has(g))
      continue;
    const uint16_t code = g == POWER_LOW ? GaugeRow::MISSING - 1 - row.code[g] : row.code[g];
    this->seen_[g] = std::max<uint16_t>(this->seen_[g], code + 1);
  }
}

void Extremes::add(const Extremes &other) {
  for (uint8_t g = 0; g < GAUGES; g++)
    this->seen_[g] = std::max(this->seen_[g], other.seen_[g]);
}

float Extremes::value(Gauge gauge) const {
  const uint16_t code = this->seen_[gauge] - 1;
  return decode_uf16(gauge == POWER_LOW ? GaugeRow::MISSING - 1 - code : code);
}

float robust_extreme(Gauge gauge, const Extremes *parts, uint8_t count, const Model &model) {
  float values[EXTREME_PARTS];
  uint8_t seen = 0;
  for (uint8_t i = 0; i < std::min(count, EXTREME_PARTS); i++) {
    if (parts[i].has(gauge))
      values[seen++] = parts[i].value(gauge);
  }
  if (seen == 0)
    return 0.0f;
  float *const interesting = values + std::min<uint8_t>(seen, BAD_PARTS + 1);
  if (gauge == POWER_LOW) {
    std::partial_sort(values, interesting, values + seen);
  } else {
    std::partial_sort(values, interesting, values + seen, std::greater<>());
  }
  if (seen < MIN_PARTS || model.on_demand)
    return values[0];
  Model third = model;
  third.extreme[gauge] = values[BAD_PARTS];
  const float most = gauge_centre(gauge, model) + MAX_GROWTH * gauge_width(gauge, third);
  return gauge == POWER_LOW ? std::max(values[0], most) : std::min(values[0], most);
}

}  // namespace esphome::diol
