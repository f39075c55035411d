#pragma once

#include <cstdint>

#include "levels.h"

namespace esphome::diol {

/// Time of a sample or of now, in milliseconds since any fixed start; never goes back. 64 bits: does not wrap.
using TimeMs = uint64_t;

constexpr uint32_t SECOND_MS = 1000;
constexpr uint32_t MINUTE_MS = 60 * SECOND_MS;
constexpr uint32_t MAX_HOLD_MS = 5 * MINUTE_MS;  ///< a sample holds until the next, at most this long
constexpr uint16_t DUTY_WINDOW = 180;            ///< minutes over which duty and starts are taken
constexpr uint8_t PEAK_WINDOW = 5;               ///< minutes over which the peak is taken

/// The features of one minute, in this order everywhere (rows, models, model text).
enum Feature : uint8_t {
  ELAPSED_ON,   ///< minutes the appliance has been on, 0 while off
  ELAPSED_OFF,  ///< minutes the appliance has been off, 0 while on
  LAST_ON,      ///< minutes its last whole on-phase took
  LAST_OFF,     ///< minutes its last whole off-phase took
  ON_POWER,     ///< W, mean of the present or last on-phase
  DUTY,         ///< share of the last three hours on
  OFF_LEVEL,    ///< W, mean of the present or last off-phase
  STARTS,       ///< starts an hour, over the last three hours
  PEAK,         ///< W, greatest reading of the last five minutes
  UNCHANGED,    ///< minutes since the reading last changed
};  // of the other phase than the present: known for DUTY_WINDOW minutes
constexpr uint8_t FEATURES = 10;

/// One minute's features as uf16 codes: a row takes 20 bytes, and donor and receiver see the same rounded numbers.
struct FeatureRow {
  static constexpr uint16_t MISSING = UINT16_MAX;
  uint16_t code[FEATURES];
  bool has(uint8_t feature) const { return this->code[feature] != MISSING; }
  float value(uint8_t feature) const;  ///< only where has()
  void set(uint8_t feature, float value);
};

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
  uint8_t phase_count;
  Phase phases[MAX_PHASES];
  uint8_t on_seconds;  ///< of 60, how long it was on; only where measured
};

/// Turns irregular samples into one row of features a minute.
///
/// Power is held between samples and integrated in integers (milliwatts times milliseconds), so a row does not depend
/// on how often advance() is called in between. Minutes end at multiples of 60 s of the caller's clock.
class FeatureExtractor {
 public:
  void set_levels(const Levels &levels);
  /// Forgets all history; levels stay.
  void reset();
  /// Goes on to `now`, but not beyond the end of the minute at hand. True when that minute is complete and minute()
  /// holds it: call again until false.
  bool advance(TimeMs now);
  const Minute &minute() const { return this->minute_; }
  /// A reading at `now`; advance(now) must have returned false before. NaN is no reading, negative ones count as 0.
  void add_sample(TimeMs now, float watts);
  /// Running mean of the time between samples, 0 when unknown. [ms]
  uint32_t interval_ms() const { return this->interval_ms_; }

 protected:
  struct Average {       // power over a phase, leaky after an hour so that a long phase still shows a change
    uint64_t energy{0};  // mW ms
    uint32_t time{0};    // ms
    void add(Milliwatts power, uint32_t duration_ms);
    void leak();
    bool known(uint32_t at_least_ms) const { return this->time >= at_least_ms; }
    float watts() const { return static_cast<float>(this->energy / this->time) / 1000.0f; }
  };

  void hold_(uint32_t duration_ms);
  void hold_in_state_(uint32_t duration_ms);
  void switch_state_();
  void lose_history_();
  void finish_minute_(TimeMs end);
  void fill_row_(FeatureRow &row) const;

  Levels levels_{};
  bool started_{false};
  bool minute_taken_{false};  // minute_ was handed out: its phases are to be cleared
  bool has_power_{false};
  Milliwatts power_{0};
  TimeMs time_{0};         // everything up to here is integrated
  TimeMs sample_time_{0};  // of the latest sample
  uint32_t interval_ms_{0};

  // state machine
  bool state_known_{false};
  bool on_{false};
  bool phase_whole_{false};   // the present phase was seen from its start
  uint32_t phase_ms_{0};      // lower bound when not whole
  uint32_t candidate_ms_{0};  // how long the power has been on the other side
  Average candidate_power_{};
  Average phase_power_[2]{};  // the present or last off-, on-phase
  uint32_t last_ms_[2]{};     // last whole off-, on-phase, 0 = none yet
  uint32_t unchanged_ms_{0};

  // the minute at hand
  uint32_t covered_ms_{0};
  uint32_t on_ms_{0};
  uint8_t starts_{0};
  Milliwatts peak_{0};

  // rings of past minutes
  static constexpr uint8_t UNMEASURED = UINT8_MAX;
  uint8_t on_seconds_[DUTY_WINDOW];
  uint8_t start_bits_[(DUTY_WINDOW + 3) / 4]{};  // two bits a minute
  uint8_t ring_at_{0};
  uint16_t ring_measured_{0};
  uint16_t ring_on_seconds_{0};
  uint16_t ring_starts_{0};
  Milliwatts peaks_[PEAK_WINDOW]{};
  Minute minute_{};

  void push_ring_(uint8_t on_seconds, uint8_t starts);
};

}  // namespace esphome::diol
