#include "model_checks.h"

#include "extreme_range.h"
#include "reach.h"

namespace esphome::diol {

namespace {

constexpr float MIN_POWER_W = 0.05f;
constexpr float MIN_DUTY = 0.0001f, MIN_STARTS = 0.0005f, MAX_STARTS_PER_HOUR = 60.0f;

Refusal blind(const char *field) { return {Refusal::BLIND_MODEL, 0, field}; }
bool within(float value, float low, float high) { return value >= low && value <= high; }

Refusal check_days(const Model &m) {
  static const char *const FIELDS[DAY_QUANTITIES] = {"day_on", "day_off", "day_power"};
  const Days &days = m.days;
  const bool may_be_known = m.cycles && !m.on_demand;
  for (uint8_t q = 0; q < DAY_QUANTITIES; q++) {
    const float most = q == DAY_POWER ? MAX_POWER_W : MAX_PHASE_MINUTES;
    if (days.known() ? !may_be_known || !within(days.mean[q], MIN_PHASE_MINUTES, most) : days.mean[q] != 0.0f)
      return bad_value(FIELDS[q]);
  }
  for (float spread : days.spread) {
    if ((spread > 0.0f) != days.known())
      return bad_value("day_spread");
  }
  return {};
}

Refusal check_ranges(const Model &m) {
  if (m.interval_s == 0)
    return bad_value("interval");
  if (m.learnt_hours == 0)
    return bad_value("hours");
  if (!within(m.on_power, MIN_POWER_W, MAX_POWER_W))
    return bad_value("on_power");
  if (!(m.off_level < m.on_power))
    return bad_value("off_level");
  // Without cycles there is nothing to say of them, and exactly one way to say nothing.
  if (m.cycles ? !within(m.on_time, MIN_PHASE_MINUTES, MAX_PHASE_MINUTES) : m.on_time != 0.0f)
    return bad_value("on_time");
  if (m.cycles ? !within(m.off_time, MIN_PHASE_MINUTES, MAX_PHASE_MINUTES) : m.off_time != 0.0f)
    return bad_value("off_time");
  if (m.cycles ? !within(m.duty, MIN_DUTY, 1.0f) : m.duty != 0.0f)
    return bad_value("duty");
  if (m.cycles ? !within(m.starts_per_hour, MIN_STARTS, MAX_STARTS_PER_HOUR) : m.starts_per_hour != 0.0f)
    return bad_value("starts");
  if (m.block_minutes == 0)
    return bad_value("block_minutes");
  if (m.blocks == 0)
    return bad_value("blocks");
  for (uint8_t g = 0; g < GAUGES; g++) {
    const ExtremeRange range = extreme_range(static_cast<Gauge>(g), m);
    if (!within(m.extreme[g], range.least, range.most))
      return bad_value(EXTREME_FIELDS[g]);
  }
  if (Refusal refusal = check_days(m))
    return refusal;
  for (float spread : m.spread) {
    if (spread == 0.0f)
      return bad_value("spread");
  }
  for (uint8_t k = 0; k < m.clusters; k++) {
    for (int8_t at : m.cluster[k].at) {
      if (at == INT8_MIN)
        return bad_value("coordinate");
    }
  }
  return {};
}

Refusal check_blind(const Model &m) {
  if (m.block_mean > MAX_BLOCK_DISTANCE)
    return blind("block_mean");
  if (m.block_scale > MAX_BLOCK_SCALE)
    return blind("block_scale");
  if (m.block_max > MAX_BLOCK_DISTANCE)
    return blind("block_max");
  for (uint8_t g = 0; g < GAUGES; g++) {
    const ExtremeRange range = extreme_range(static_cast<Gauge>(g), m);
    if (!within(m.extreme[g], range.sharp_least, range.sharp_most))
      return blind(EXTREME_FIELDS[g]);
  }
  for (float spread : m.days.spread) {
    if (spread > MAX_DAY_SPREAD)
      return blind("day_spread");
  }
  for (uint8_t j = 0; j < FEATURES; j++) {
    if (m.spread[j] > max_spread(j))
      return blind("spread");
  }
  // Nothing is said of the shape of what people start.
  if (!m.on_demand && reach_of(m) < LEAST_REACH)
    return blind("reach");
  return {};
}

}  // namespace

Refusal bad_value(const char *field) { return {Refusal::BAD_VALUE, 0, field}; }

Refusal check_model(const Model &model) {
  if (Refusal refusal = check_ranges(model))
    return refusal;
  return check_blind(model);
}

}  // namespace esphome::diol
