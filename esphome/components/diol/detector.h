#pragma once

#include <cstdint>

#include "reason.h"
#include "score.h"

namespace esphome::diol {

/// Watches minutes under one model and debounces them into anomalies.
///
/// The published score is the eighth greatest of the last 15 minutes', so an anomaly needs 8 of them above the
/// threshold; it ends after 15 minutes at or below. (Measured on eight fridges: a third fewer false alarms than 3 of 5,
/// five minutes later.) What needs no vote (Score::at_once) counts from its first minute.
class Detector {
 public:
  static constexpr uint8_t VOTES = 15;
  static constexpr uint8_t MIN_VOTES = VOTES / 2 + 1;
  static constexpr uint8_t CLEAR_MINUTES = 15;

  /// Takes the model; forgets all votes and ends an anomaly. `model` stays the caller's and must outlive its use.
  void reset(const Model *model);
  void set_sensitivity(float false_alarms_per_month);
  void add(const Minute &minute);

  bool has_score() const { return this->count_ >= MIN_VOTES || this->anomaly_; }
  /// Voted score; only where has_score().
  float score() const { return this->voted_; }
  bool anomaly() const { return this->anomaly_; }
  /// At the anomaly's peak so far; of the last anomaly when there is none now.
  const Reason &reason() const { return this->reason_; }
  float peak() const { return this->peak_; }
  TimeMs since() const { return this->since_; }
  /// How many anomalies there have been: the number of the present or last one.
  uint32_t number() const { return this->number_; }
  uint8_t cluster() const { return this->last_.cluster; }

 protected:
  void vote_();

  const Model *model_{nullptr};
  float sensitivity_{DEFAULT_SENSITIVITY};
  float limit_{0.0f};
  float votes_[VOTES];
  uint8_t at_{0};
  uint8_t count_{0};
  float voted_{0.0f};
  Score last_{};
  bool anomaly_{false};
  uint8_t below_minutes_{0};
  Reason reason_{};
  Reason candidate_{};           // of the most unusual minute of the present run of them
  float candidate_score_{0.0f};  // and its score before voting
  float peak_{0.0f};
  TimeMs since_{0};
  uint32_t number_{0};
};

}  // namespace esphome::diol
