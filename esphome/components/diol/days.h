#pragma once

#include <cstdint>

#include "model.h"

/// The daily tier: what no single cycle shows, because it changes a little every day.
namespace esphome::diol {

/// One day's quantities as uf16 codes.
struct Day {
  uint16_t code[DAY_QUANTITIES];
};

/// Adds minutes up to days of 24 measured hours.
class DayMeter {
 public:
  /// True when a day is complete and day() holds it. Days with fewer than three runs or pauses are left out.
  bool add(const Minute &minute);
  const Day &day() const { return this->day_; }
  void reset() { *this = DayMeter(); }

 protected:
  friend struct SnapshotFormat;
  uint16_t minutes_{0};
  uint16_t phases_[2]{};
  float minutes_in_[2]{};   // sums over the off-, on-phases
  float log_minutes_[2]{};  // of minutes times their logarithm
  float watts_{0.0f};       // sum over the minutes
  Day day_{};
};

/// Centre and spread of days: medians and median absolute deviations, so that a bad day among them hardly counts.
/// All zero when there are fewer than five.
Days summarise(const Day *days, uint8_t count);

/// Two-sided CUSUM (Page, Biometrika 1954) of each day's quantities against the learnt days.
///
/// What is usual follows the season: a fifth of each day's difference, unless the day was far off. A fault comes
/// faster than a season, so it is not followed.
class DriftWatch {
 public:
  void reset(const Days &days);
  void add(const Day &day);
  /// A minute has gone by.
  void pass_minute();
  /// 1.0 is the limit. Beyond it only for an hour: a drift is told once, and what it led to is the usual from then on.
  float score() const { return this->score_; }
  DayQuantity quantity() const { return this->quantity_; }
  /// Today's quantity as a multiple of the usual one.
  float ratio() const;

 protected:
  void settle_();

  Days days_{};
  float off_[DAY_QUANTITIES]{};    // of the last day, octaves
  float usual_[DAY_QUANTITIES]{};  // octaves
  float more_[DAY_QUANTITIES]{}, less_[DAY_QUANTITIES]{};
  float score_{0.0f};
  uint8_t told_minutes_{0};
  DayQuantity quantity_{DAY_ON};
};

}  // namespace esphome::diol
