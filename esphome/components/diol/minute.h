#pragma once

#include <algorithm>
#include <cstdint>

#include "levels.h"
#include "numeric.h"

namespace esphome::diol {

/// Time of a sample or of now, in milliseconds since any fixed start; never goes back. 64 bits: does not wrap.
using TimeMs = uint64_t;

constexpr uint32_t SECOND_MS = 1000;
constexpr uint32_t MINUTE_MS = 60 * SECOND_MS;
constexpr uint32_t MAX_HOLD_MS = 5 * MINUTE_MS;  ///< a sample holds until the next, at most this long

/// The features of one minute, in this order everywhere (rows, models, model text). Those of the other phase than the
/// present are known for three hours.
enum Feature : uint8_t {
  ELAPSED_ON,   ///< minutes the appliance has been on, 0 while off
  ELAPSED_OFF,  ///< minutes the appliance has been off, 0 while on
  LAST_ON,      ///< minutes its last whole on-phase took
  LAST_OFF,     ///< minutes its last whole off-phase took
  ON_POWER,     ///< W, mean of the present or last on-phase without its start
  DUTY,         ///< share of the last three hours on
  OFF_LEVEL,    ///< W, mean of the present or last off-phase
  STARTS,       ///< starts an hour, over the last three hours
  PEAK,         ///< W, greatest reading of the last five minutes
  UNCHANGED,    ///< minutes since the reading last changed
};
constexpr uint8_t FEATURES = 10;

/// The gauges of one minute: numbers that have a limit of their own beside the clusters, in this order everywhere.
enum Gauge : uint8_t {
  TIME_ON,       ///< minutes on so far, 0 while off
  TIME_OFF,      ///< minutes off so far, 0 while on
  POWER_HIGH,    ///< W, median of the mean power of the last three runs
  POWER_LOW,     ///< the same, with a least value as its limit
  FLOOR_ON,      ///< W, least reading of the last five minutes, all of them on
  FLOOR_OFF,     ///< W, least reading of the last ten minutes, all of them off
  PEAK_POWER,    ///< W, greatest reading of the minute outside of a start
  ATTEMPTS,      ///< excursions in the last half hour that were too short to be a run
  HOUR_STARTS,   ///< starts in the last hour
  CYCLE_DUTY,    ///< share on of the last three cycles, by their median times
  BASE_LOAD,     ///< W, least reading of the last three hours
  SAME_READING,  ///< minutes on without a change of the reading, 0 while off
};
constexpr uint8_t GAUGES = 12;

/// Numbers of one minute as uf16 codes: they take two bytes each, and donor and receiver see the same rounded ones.
template<uint8_t COUNT> struct Codes {
  static constexpr uint16_t MISSING = UINT16_MAX;
  uint16_t code[COUNT];
  void clear() { std::fill_n(this->code, COUNT, MISSING); }
  bool has(uint8_t i) const { return this->code[i] != MISSING; }
  /// Only where has().
  float value(uint8_t i) const { return decode_uf16(this->code[i]); }
  void set(uint8_t i, float value) { this->code[i] = std::min<uint16_t>(encode_uf16(value), MISSING - 1); }
};
using FeatureRow = Codes<FEATURES>;
using GaugeRow = Codes<GAUGES>;

/// A whole on- or off-phase that ended within the minute.
struct Phase {
  bool on;
  float minutes;
  float power;  ///< W, mean
};

/// What one minute gave.
struct Minute {
  static constexpr uint8_t MAX_PHASES = 2;
  TimeMs end;     ///< its end
  bool measured;  ///< at least half of it was covered by samples; else the row says nothing
  bool on;        ///< state at its end
  FeatureRow row;
  GaugeRow gauges;
  uint8_t phase_count;
  Phase phases[MAX_PHASES];
  uint8_t on_seconds;    ///< of 60, how long it was on; only where measured
  Milliwatts power;      ///< mean; only where measured
  uint32_t interval_ms;  ///< usual time between samples, 0 when unknown
};

}  // namespace esphome::diol
