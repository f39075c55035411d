#pragma once

#include <cstdint>

#include "extremes.h"
#include "reason.h"
#include "score.h"

namespace esphome::diol {

/// Watches minutes under one model and debounces them into anomalies.
///
/// The published score is the eighth greatest of the last 15 minutes', so an anomaly needs 8 of them above the
/// threshold; it ends after 15 minutes at or below. (Measured on eight fridges: a third fewer false alarms than 3 of 5,
/// five minutes later.) Gauges need no vote and count from their first minute.
class Detector {
 public:
  static constexpr uint8_t VOTES = 15;
  static constexpr uint8_t MIN_VOTES = VOTES / 2 + 1;
  static constexpr uint8_t CLEAR_MINUTES = 15;

  /// Takes the model; forgets all votes and ends an anomaly. `model` stays the caller's and must outlive its use.
  /// `same_appliance`: the days compared so far go on under the new model, and the last anomaly can still be accepted.
  void reset(const Model *model, bool same_appliance = false);
  /// Forgets all votes and ends an anomaly at `now`, because what follows has nothing to do with what was before.
  void interrupt(TimeMs now);
  void set_sensitivity(float false_alarms_per_month);
  void add(const Minute &minute);
  /// A day more of what the daily tier compares.
  void add_day(const Day &day) { this->drift_.add(day); }

  bool has_score() const { return this->count_ >= MIN_VOTES || this->anomaly_; }
  /// Voted score; only where has_score().
  float score() const { return this->voted_; }
  bool anomaly() const { return this->anomaly_; }
  /// The greatest of each gauge while unusual in this anomaly, for accepting it as normal.
  const Extremes &unusual() const { return this->unusual_; }
  /// The greatest voted share of the distance's limit in it.
  float unusual_shape() const { return this->unusual_shape_; }
  const Limits &limits() const { return this->limits_; }
  float sensitivity() const { return this->sensitivity_; }
  /// At the anomaly's peak so far; of the last anomaly when there is none now.
  const Reason &reason() const { return this->reason_; }
  float peak() const { return this->peak_; }
  TimeMs since() const { return this->since_; }
  /// When the last one ended.
  TimeMs until() const { return this->until_; }
  /// Whether the last anomaly can still be accepted as normal; not once that was done or under another model.
  bool acceptable() const { return this->acceptable_; }
  void forget_anomaly() { this->acceptable_ = false; }
  /// How many anomalies there have been: the number of the present or last one.
  uint32_t number() const { return this->number_; }
  /// For something that is told like an anomaly but found by others.
  void take_number() { this->number_++; }
  uint8_t cluster() const { return this->last_.cluster; }

 protected:
  void vote_();
  void note_unusual_(const Minute &minute);

  const Model *model_{nullptr};
  float sensitivity_{DEFAULT_SENSITIVITY};
  Limits limits_{};
  DriftWatch drift_{};
  float votes_[VOTES];
  uint8_t at_{0};
  uint8_t count_{0};
  float shape_{0.0f};  // the vote
  float voted_{0.0f};  // with what needs none
  Score last_{};
  bool anomaly_{false};
  bool acceptable_{false};
  uint8_t below_minutes_{0};
  Reason reason_{};
  Reason candidate_{};           // of the most unusual minute of the present run of them
  float candidate_score_{0.0f};  // and its score before voting
  float peak_{0.0f};
  Extremes unusual_{};
  float unusual_shape_{0.0f};
  TimeMs since_{0};
  TimeMs until_{0};
  uint32_t number_{0};
};

}  // namespace esphome::diol
