#pragma once

#include <cstddef>
#include <cstdint>

#include "model.h"
#include "score.h"

namespace esphome::diol {

/// What kind of unusual an anomaly is. Names are part of the interface with Home Assistant.
enum class Kind : uint8_t {
  NONE,
  RUNS_TOO_LONG,
  DOES_NOT_START,
  FAILS_TO_START,
  SHORT_CYCLING,
  DUTY_HIGH,
  DUTY_LOW,
  POWER_HIGH,
  POWER_LOW,
  STANDBY_CHANGED,
  SPIKE,
  METER_STUCK,
  DRIFT,
  UNUSUAL,
  TEST,  ///< asked for by a user: nothing is wrong
};
/// "runs_too_long" and so on; "" for NONE.
const char *kind_name(Kind kind);

/// Kind of an anomaly and the numbers behind it, taken from what deviates most.
struct Reason {
  Kind kind{Kind::NONE};
  Deviation by{};
  Feature feature{ELAPSED_ON};   ///< of SHAPE: the one that is furthest from its cluster
  DayQuantity quantity{DAY_ON};  ///< of DRIFT
  float now{0.0f};               ///< in the unit of the feature, gauge or, of a drift, as a multiple of the usual
  float learnt{0.0f};            ///< what is usual, or of a gauge the extreme learnt
};

Reason find_reason(const Minute &minute, const Model &model, const Score &score, const DriftWatch &drift);

/// Writes "sentence [kind n=3 age=12 on=190 max=48]" as a NUL-terminated string of at most 255 characters; returns its
/// length. `number` is the anomaly's, `age_minutes` how long ago it began.
size_t describe(const Reason &reason, uint32_t number, uint32_t age_minutes, char *buffer, size_t size);
/// The same of an anomaly that is only a test.
size_t describe_test(uint32_t number, uint32_t age_minutes, char *buffer, size_t size);

}  // namespace esphome::diol
