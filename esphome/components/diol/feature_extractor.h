#pragma once

#include <cstdint>

#include "minute.h"
#include "recent_cycles.h"
#include "recent_minutes.h"

namespace esphome::diol {

/// Turns irregular samples into one row of features and one of gauges a minute.
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
  /// It was known before a restart: the next readings go on from there.
  void set_interval(uint32_t interval_ms) {
    this->interval_sum_ = interval_ms;
    this->intervals_ = interval_ms > 0;
  }
  /// Mean time between the last few hundred samples, 0 when unknown. [ms]
  uint32_t interval_ms() const { return this->intervals_ == 0 ? 0 : this->interval_sum_ / this->intervals_; }

 protected:
  struct Average {       // power over a phase, leaky after an hour so that a long phase still shows a change
    uint64_t energy{0};  // mW ms
    uint32_t time{0};    // ms
    void add(Milliwatts power, uint32_t duration_ms);
    void leak();
    bool known(uint32_t at_least_ms) const { return this->time >= at_least_ms; }
    float watts() const { return static_cast<float>(this->energy / this->time) / 1000.0f; }
  };
  struct Excursion {   // to the other side, until it has lasted long enough to be a change of state
    uint32_t time{0};  // ms
    uint8_t readings{0};
    Milliwatts peak{0};
    Average power{};
    bool lasts() const;
  };

  void note_interval_(uint32_t interval_ms);
  void hold_(uint32_t duration_ms);
  void hold_in_state_(uint32_t duration_ms);
  void switch_state_();
  void end_phase_();
  void lose_history_();
  void finish_minute_(TimeMs end);
  void fill_row_(FeatureRow &row) const;
  void fill_gauges_(GaugeRow &row) const;
  void fill_cycle_gauges_(GaugeRow &row) const;
  uint32_t elapsed_ms_() const { return this->phase_ms_ + this->excursion_.time; }

  Levels levels_{};
  bool started_{false};
  bool minute_taken_{false};  // minute_ was handed out: its phases are to be cleared
  bool has_power_{false};
  bool new_reading_{false};  // power_ has not been held yet
  Milliwatts power_{0};
  TimeMs time_{0};         // everything up to here is integrated
  TimeMs minute_end_{0};   // of the minute at hand; kept, for a division takes longer than all else of a sample
  TimeMs sample_time_{0};  // of the latest sample
  uint32_t interval_sum_{0};
  uint16_t intervals_{0};

  // state machine
  bool state_known_{false};
  bool on_{false};
  bool phase_whole_{false};   // the present phase was seen from its start
  bool start_over_{false};    // the present on-phase's power is taken without its start
  bool settled_{false};       // power_ was read when the present phase had lasted for a while
  uint32_t phase_ms_{0};      // lower bound when not whole
  Excursion excursion_{};     //
  Average phase_power_[2]{};  // the present or last off-, on-phase
  uint32_t last_ms_[2]{};     // last whole off-, on-phase, 0 = none yet
  uint32_t unchanged_ms_{0};  //
  RecentCycles cycles_{};

  // the minute at hand
  uint32_t covered_ms_{0};
  uint32_t on_ms_{0};
  uint64_t energy_{0};  // mW ms
  Milliwatts settled_peak_{0};
  MinuteTotals totals_{};

  RecentMinutes recent_{};
  Minute minute_{};
};

}  // namespace esphome::diol
