#pragma once

#include <cstdint>

#include "minute.h"

namespace esphome::diol {

/// What one minute adds to the windows.
struct MinuteTotals {
  bool measured;
  uint8_t on_seconds;
  uint8_t starts;
  uint8_t attempts;
  Milliwatts peak;   ///< greatest reading
  Milliwatts floor;  ///< least reading
};

/// The windows over the last minutes that features and gauges look at.
class RecentMinutes {
 public:
  static constexpr uint8_t DUTY_WINDOW = 180;  ///< minutes of duty, starts and base
  static constexpr uint8_t PEAK_WINDOW = 5;
  static constexpr uint8_t FLOOR_WINDOW = 10;
  static constexpr uint8_t ATTEMPT_WINDOW = 30;
  static constexpr uint8_t HOUR = 60;
  static constexpr uint8_t MAX_STARTS = 3;     ///< in one minute, for two bits
  static constexpr uint8_t MAX_ATTEMPTS = 15;  ///< in one minute, for four bits

  RecentMinutes();
  void push(const MinuteTotals &minute);

  /// Whether nearly the whole window was measured: of a shorter time duty is not what it is of three hours.
  bool duty_known() const { return this->measured_ >= DUTY_WINDOW - MAX_UNMEASURED; }
  float duty() const;
  float starts_per_hour() const;
  uint8_t hour_starts() const;
  uint16_t attempts() const;
  Milliwatts peak() const;
  /// Least reading of the last `minutes`, at most FLOOR_WINDOW.
  Milliwatts floor(uint8_t minutes) const;
  bool base_known() const { return this->base_minutes_ > DUTY_WINDOW - BASE_STEP; }
  Milliwatts base() const;

 protected:
  static constexpr uint8_t MAX_UNMEASURED = 6;
  static constexpr uint8_t UNMEASURED = UINT8_MAX;
  static constexpr uint8_t BASE_STEP = 10;
  static constexpr uint8_t BASE_STEPS = DUTY_WINDOW / BASE_STEP;

  uint8_t starts_at_(uint8_t slot) const { return this->start_bits_[slot / 4] >> (slot % 4 * 2) & MAX_STARTS; }
  void push_duty_(const MinuteTotals &minute);
  void push_base_(const MinuteTotals &minute);

  uint8_t on_seconds_[DUTY_WINDOW];
  uint8_t start_bits_[(DUTY_WINDOW + 3) / 4]{};  // two bits a minute
  uint8_t at_{0};
  uint8_t measured_{0};
  uint16_t on_total_{0};
  uint16_t start_total_{0};
  Milliwatts peaks_[PEAK_WINDOW]{};
  Milliwatts floors_[FLOOR_WINDOW]{};
  uint8_t attempt_bits_[ATTEMPT_WINDOW / 2]{};  // four bits a minute
  uint8_t attempt_at_{0};
  Milliwatts base_[BASE_STEPS]{};
  uint8_t base_minutes_{0};
};

}  // namespace esphome::diol
