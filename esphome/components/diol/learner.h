#pragma once

#include <cstdint>

#include "adaptation.h"
#include "feature_extractor.h"
#include "learning_data.h"
#include "levels.h"
#include "model.h"
#include "training.h"

namespace esphome::diol {

constexpr uint32_t MIN_LEARN_HOURS = 6, MAX_LEARN_HOURS = 672;
constexpr uint32_t PROVISIONAL_HOURS = 48;
constexpr uint32_t FULL_HOURS = 216;

/// Learns an appliance from its samples: finds its levels, gathers rows, trains from time to time.
///
/// It is the learning workspace: large, lent by the caller only while learning or adapting.
class Learner {
 public:
  enum class Result : uint8_t { NONE, PROVISIONAL, FULL, ADAPTED };

  /// Learns from nothing for `hours` of measured minutes.
  void start_learning(uint32_t hours);
  /// Fits `donor` for at least `hours` of measured minutes and until enough whole cycles were seen, but at most four
  /// times as long; then again after each further day, and after FULL_HOURS learns a model of its own.
  void start_adapting(const Model &donor, uint32_t hours);

  void add_sample(TimeMs now, float watts);
  /// Goes on to `now`; call again while it returns true.
  bool advance(TimeMs now);
  /// Does one slice of training or fitting, if there is any to do; true while there is more.
  bool work();
  /// Ends now with what there is; take_result() has it then. For offline use, where the time to learn is an argument.
  void finish();

  /// What became ready since the last call.
  Result take_result();
  const Model &model() const { return this->adapting_ ? this->adaptation_.result().model : this->training_.model(); }
  float fit() const { return this->adaptation_.result().fit; }
  bool adapting() const { return this->adapting_; }
  /// Nothing is being trained or waiting to be taken: all it knows is in its data.
  bool settled() const { return !this->training_.running() && this->result_ == Result::NONE; }
  uint32_t target_hours() const { return this->target_minutes_ / 60; }
  /// Share of the time to learn, or to fit at first, that has been measured, 0 to 1.
  float progress() const;
  const LearningData &data() const { return this->data_; }
  /// With the history of what it saw, so that watching can go on from there.
  const FeatureExtractor &extractor() const { return this->extractor_; }

 protected:
  friend struct SnapshotFormat;
  void start_(uint32_t hours);
  void continue_(uint32_t interval_ms);
  void check_levels_();
  void add_minute_();
  void start_training_(bool last);
  void fit_(uint32_t minutes);
  void start_fitting_();

  FeatureExtractor extractor_;
  LevelHistogram histogram_;
  Levels levels_{};
  Milliwatts power_{0};
  TimeMs sample_time_{0};
  bool has_sample_{false};
  uint32_t target_minutes_{0};
  uint32_t next_training_{0};
  uint32_t next_fit_{0};
  bool last_training_{false};
  bool adapting_{false};
  bool has_candidate_{false};
  Result result_{Result::NONE};
  Model candidate_{};  // learnt so far, or the donor
  Adaptation adaptation_;
  LearningData data_;
  Training training_;
};

static_assert(sizeof(Learner) <= 12 * 1024, "the learning workspace has to fit on an ESP8266");

}  // namespace esphome::diol
