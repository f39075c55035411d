#include "extreme_range.h"

#include <algorithm>

#include "numeric.h"

namespace esphome::diol {

namespace {

constexpr float MAX_ANY_MINUTES = 40320.0f;
constexpr float MAX_ANY_COUNT = 1000.0f;
constexpr float MAX_COUNT = 100.0f;        // attempts in half an hour, starts in an hour
constexpr float MAX_POWER_RATIO = 20.0f;   // of a fridge's defrost heater to its compressor: about four
constexpr float MAX_PEAK_RATIO = 1000.0f;  // of a peak to the power while on
// What was learnt in less time widens limits the most. Below, a limit could be wider than the longest time that a
// plug counts (45 days), or than all of a constant appliance's power, at the lowest sensitivity.
constexpr uint16_t SETTLED_HOURS = 48;
constexpr float MAX_UNSETTLED_MINUTES = 10080.0f;                                // a week
constexpr float LEAST_CONSTANT = 0.65625f, LEAST_UNSETTLED_CONSTANT = 0.78125f;  // of the power while on

float longest_sharp(const Model &m) {
  return m.learnt_hours < SETTLED_HOURS ? MAX_UNSETTLED_MINUTES : MAX_PHASE_MINUTES;
}

/// Of an appliance that is always on, the least power with which drawing none is still unusual.
float least_constant(const Model &m) {
  return (m.learnt_hours < SETTLED_HOURS ? LEAST_UNSETTLED_CONSTANT : LEAST_CONSTANT) * m.on_power;
}

}  // namespace

const char *const EXTREME_FIELDS[GAUGES] = {
    "longest_on",    "longest_off",   "greatest_power", "least_power",   "greatest_floor_on", "greatest_floor_off",
    "greatest_peak", "most_attempts", "most_starts",    "greatest_duty", "greatest_base",     "longest_unchanged"};

ExtremeRange extreme_range(Gauge gauge, const Model &m) {
  constexpr ExtremeRange NOTHING{0.0f, 0.0f, 0.0f, 0.0f};
  // Worked out only where it is asked for
  const auto strongest = [&m] { return MAX_POWER_RATIO * m.on_power; };
  switch (gauge) {
    case TIME_ON:
    case TIME_OFF:
      return m.cycles ? ExtremeRange{MIN_PHASE_MINUTES, MAX_ANY_MINUTES, 0.0f, longest_sharp(m)} : NOTHING;
    case POWER_HIGH:
      return {m.on_power, MAX_POWER_W, 0.0f, strongest()};
    case POWER_LOW:
      return {0.0f, m.on_power, m.cycles || m.on_demand ? 0.0f : least_constant(m), m.on_power};
    case FLOOR_ON:
    case BASE_LOAD:
      return {0.0f, MAX_POWER_W, 0.0f, strongest()};
    case FLOOR_OFF:
      return m.cycles ? ExtremeRange{0.0f, MAX_POWER_W, 0.0f, m.on_power} : NOTHING;
    case PEAK_POWER:
      return {0.0f, MAX_PEAK_W, 0.0f, MAX_PEAK_RATIO * m.on_power};
    case ATTEMPTS:
    case HOUR_STARTS:
      return m.cycles ? ExtremeRange{0.0f, MAX_ANY_COUNT, 0.0f, MAX_COUNT} : NOTHING;
    case CYCLE_DUTY:
      return m.cycles ? ExtremeRange{0.0f, 1.0f, 0.0f, 1.0f} : NOTHING;
    case SAME_READING:
      return {0.0f, MAX_ANY_MINUTES, 0.0f, longest_sharp(m)};
  }
  return NOTHING;
}

float allowed_extreme(Gauge gauge, float value, const Model &model) {
  const ExtremeRange range = extreme_range(gauge, model);
  // What is usual is not unusual, however little was seen.
  if (model.cycles && (gauge == TIME_ON || gauge == TIME_OFF))
    value = std::max(value, gauge == TIME_ON ? model.on_time : model.off_time);
  const float least = std::max(range.least, range.sharp_least), most = std::min(range.most, range.sharp_most);
  uint16_t code = encode_uf16(std::clamp(value, least, most));
  // Rounding may lead out of a range that does not end at a number that a text can say.
  if (decode_uf16(code) > most)
    code--;
  if (decode_uf16(code) < least)
    code++;
  return decode_uf16(code);
}

}  // namespace esphome::diol
