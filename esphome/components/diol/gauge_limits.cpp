#include "gauge_limits.h"

#include <algorithm>

namespace esphome::diol {

namespace {

constexpr float REFERENCE_HOURS = 216.0f;
// Found on the recordings of docs/detection.md. By an octave of time to learn, and of the rate asked for:
constexpr float CAUTION_PER_HOURS = 0.3f, CAUTION_PER_RATE = 0.15f;
constexpr float LEAST_CAUTION = 0.3f;

// Least excess of on-power (relative): differences that meters and mains voltage make on a healthy appliance.
constexpr float LEAST_POWER_WIDTH = 0.04f, LEAST_CONSTANT_WIDTH = 0.1f;
constexpr float LEAST_DUTY_WIDTH = 0.15f;
constexpr float LEAST_FLOOR_W = 1.0f, LEAST_FLOOR_SHARE = 0.015f;
constexpr float LEAST_BASE_W = 2.0f, LEAST_BASE_SHARE = 0.001f;
constexpr float LEAST_PEAK_RATIO = 1.25f;
constexpr float LEAST_COUNT = 3.0f;
constexpr float LEAST_SAME_MINUTES = 15.0f;

/// Limit of the excess, as a multiple of the learnt one, at a caution of 1.
float factor_of(Gauge gauge, const Model &model) {
  switch (gauge) {
    case TIME_ON:
      return model.on_demand ? 2.0f : 1.35f;
    case TIME_OFF:
      return 1.35f;
    case POWER_HIGH:
    case POWER_LOW:
    case CYCLE_DUTY:
      return 1.8f;
    case FLOOR_ON:
      // Cold fills and mains voltage make a heater's power differ from use to use.
      return model.on_demand ? 1.35f : 1.1f;
    case FLOOR_OFF:
      return 1.5f;
    case PEAK_POWER:
      return 1.4f;
    case ATTEMPTS:
    case HOUR_STARTS:
      return 1.3f;
    case BASE_LOAD:
      return 1.6f;
    case SAME_READING:
      return 1.75f;
  }
  return 1.0f;
}

float factor_of(Gauge gauge, const Model &model, float caution) {
  return 1.0f + (factor_of(gauge, model) - 1.0f) * caution;
}

/// Standby has nothing to do with how strong an appliance is that people start; a fridge's varies with its electronics.
float least_base(const Model &model) {
  if (model.on_demand)
    return LEAST_BASE_W + LEAST_BASE_SHARE * model.on_power;
  return model.cycles ? LEAST_FLOOR_W + LEAST_FLOOR_SHARE * model.on_power : LEAST_CONSTANT_WIDTH * model.on_power;
}

}  // namespace

bool gauge_applies(Gauge gauge, const Model &model) {
  switch (gauge) {
    case FLOOR_ON:
    case PEAK_POWER:
      return true;
    case BASE_LOAD:
    case SAME_READING:
      // Of what was hardly used it is not known when it is on.
      return model.cycles || !model.on_demand;
    case TIME_ON:
      return model.cycles;
    case POWER_HIGH:
    case POWER_LOW:
      // Programs of a washing machine differ in power; its greatest is what FLOOR_ON and PEAK_POWER know.
      return !model.on_demand;
    default:
      return model.cycles && !model.on_demand;
  }
}

float gauge_centre(Gauge gauge, const Model &model) {
  switch (gauge) {
    case POWER_HIGH:
    case POWER_LOW:
      return model.on_power;
    case FLOOR_OFF:
      return model.off_level;
    case BASE_LOAD:
      return model.cycles || model.on_demand ? model.off_level : model.on_power;
    case CYCLE_DUTY:
      return model.duty;
    default:
      return 0.0f;
  }
}

float gauge_unit(Gauge gauge, const Model &model) {
  switch (gauge) {
    case TIME_ON:
      return model.cycles ? model.on_time : 1.0f;
    case TIME_OFF:
      return model.cycles ? model.off_time : 1.0f;
    case HOUR_STARTS:
      return model.cycles ? model.starts_per_hour : 1.0f;
    case CYCLE_DUTY:
      return model.cycles ? model.duty : 1.0f;
    case ATTEMPTS:
    case SAME_READING:
      return 1.0f;
    default:
      return model.on_power;
  }
}

float gauge_width(Gauge gauge, const Model &model) {
  const float learnt = model.extreme[gauge] - gauge_centre(gauge, model);
  const float power = model.cycles || model.on_demand ? LEAST_POWER_WIDTH : LEAST_CONSTANT_WIDTH;
  switch (gauge) {
    case POWER_HIGH:
      return std::max(learnt, power * model.on_power);
    case POWER_LOW:
      return std::min(learnt, -power * model.on_power);
    case FLOOR_ON:
      return std::max(learnt, model.on_power);
    case FLOOR_OFF:
      return std::max(learnt, LEAST_FLOOR_W + LEAST_FLOOR_SHARE * model.on_power);
    case BASE_LOAD:
      return std::max(learnt, least_base(model));
    case PEAK_POWER:
      return std::max(learnt, LEAST_PEAK_RATIO * model.on_power);
    case ATTEMPTS:
    case HOUR_STARTS:
      return std::max(learnt, LEAST_COUNT);
    case CYCLE_DUTY:
      return std::max(learnt, LEAST_DUTY_WIDTH * model.duty);
    case SAME_READING:
      return std::max(learnt, LEAST_SAME_MINUTES);
    default:
      return learnt;
  }
}

float caution_of(const Model &model, float sensitivity) {
  const float rate = std::clamp(sensitivity, MIN_SENSITIVITY, MAX_SENSITIVITY);
  const float hours = std::min(static_cast<float>(model.learnt_hours), REFERENCE_HOURS);
  constexpr float LN2 = 0.69314718f;
  const float shorter = ln(REFERENCE_HOURS / hours) / LN2;
  const float rarer = (ln(MAX_SENSITIVITY) - ln(rate * MAX_SENSITIVITY)) / LN2;
  return std::max(1.0f + CAUTION_PER_HOURS * shorter + CAUTION_PER_RATE * rarer, LEAST_CAUTION);
}

float gauge_score(Gauge gauge, float value, const Model &model, float caution) {
  const float excess = (value - gauge_centre(gauge, model)) / gauge_width(gauge, model);
  return std::max(excess / factor_of(gauge, model, caution), 0.0f);
}

float extreme_for(Gauge gauge, float value, const Model &model, float caution) {
  const float centre = gauge_centre(gauge, model);
  return centre + (value - centre) / factor_of(gauge, model, caution);
}

}  // namespace esphome::diol
