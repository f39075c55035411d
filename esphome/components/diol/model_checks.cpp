#include "model_checks.h"

namespace esphome::diol {

namespace {

constexpr float MIN_POWER_W = 0.05f;
constexpr float MAX_ANY_COUNT = 1000.0f;
constexpr float MIN_PHASE_MINUTES = 0.05f;
constexpr float MAX_LONGEST_MINUTES = 40320.0f;
constexpr float MIN_DUTY = 0.0001f, MIN_STARTS = 0.0005f, MAX_STARTS_PER_HOUR = 60.0f;

Refusal blind(const char *field) { return {Refusal::BLIND_MODEL, 0, field}; }
bool within(float value, float low, float high) { return value >= low && value <= high; }

const char *const EXTREME_FIELDS[GAUGES] = {
    "longest_on",    "longest_off",   "greatest_power", "least_power",   "greatest_floor_on", "greatest_floor_off",
    "greatest_peak", "most_attempts", "most_starts",    "greatest_duty", "greatest_base",     "longest_unchanged"};

bool extreme_in_range(Gauge gauge, const Model &m) {
  const float value = m.extreme[gauge];
  switch (gauge) {
    case TIME_ON:
    case TIME_OFF:
      return m.cycles ? within(value, MIN_PHASE_MINUTES, MAX_LONGEST_MINUTES) : value == 0.0f;
    case POWER_HIGH:
      return within(value, m.on_power, MAX_POWER_W);
    case POWER_LOW:
      return within(value, 0.0f, m.on_power);
    case FLOOR_ON:
    case BASE_LOAD:
      return within(value, 0.0f, MAX_POWER_W);
    case FLOOR_OFF:
      return within(value, 0.0f, m.cycles ? MAX_POWER_W : 0.0f);
    case PEAK_POWER:
      return within(value, 0.0f, MAX_PEAK_W);
    case ATTEMPTS:
    case HOUR_STARTS:
      return within(value, 0.0f, m.cycles ? MAX_ANY_COUNT : 0.0f);
    case CYCLE_DUTY:
      return within(value, 0.0f, m.cycles ? 1.0f : 0.0f);
    case SAME_READING:
      return within(value, 0.0f, MAX_LONGEST_MINUTES);
  }
  return false;
}

/// The greatest extreme with which a gauge still guards.
float blind_from(Gauge gauge, const Model &m) {
  switch (gauge) {
    case TIME_ON:
    case TIME_OFF:
    case SAME_READING:
      return MAX_PHASE_MINUTES;
    case FLOOR_OFF:
      return m.on_power;
    case PEAK_POWER:
      return MAX_PEAK_RATIO * m.on_power;
    case ATTEMPTS:
    case HOUR_STARTS:
      return MAX_COUNT;
    default:
      return MAX_POWER_RATIO * m.on_power;
  }
}

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
    if (!extreme_in_range(static_cast<Gauge>(g), m))
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
    if (m.extreme[g] > blind_from(static_cast<Gauge>(g), m))
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
