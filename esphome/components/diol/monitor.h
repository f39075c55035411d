#pragma once

#include <cmath>
#include <cstdint>

#include "detector.h"
#include "feature_extractor.h"
#include "learner.h"
#include "model.h"
#include "model_text.h"
#include "refusal.h"
#include "rest.h"

namespace esphome::diol {

enum class Status : uint8_t {
  NO_MODEL,
  LEARNING,     ///< and no model watches meanwhile
  PROVISIONAL,  ///< watching with a provisional model while learning goes on
  ADAPTING,     ///< fitting a given model; watches for nothing
  WATCHING,
  NOT_MEASURING,  ///< no reading for five minutes
  DOES_NOT_FIT,   ///< the given model is not this appliance's; watches for nothing
  PAUSED,         ///< or switched off, or recovering from either; see Rest
};
/// "no model" and so on, as published.
const char *status_name(Status status);

enum class ImportMode : uint8_t { EXACT, ADAPT };

/// One appliance, from its samples to its anomalies: what the plug's component and the offline tools are built around.
///
/// Learning and adapting need a Learner, the caller's, lent with start_learning() or import_model() and given back when
/// learner() has become null.
class Monitor {
 public:
  /// What happened in a call of add_sample() or advance(), since it was last taken.
  struct Events {
    bool minute;  ///< a minute ended: score may be new
    bool anomaly_began;
    bool anomaly_ended;
    bool model_changed;  ///< text() is new
    bool learned;        ///< learning ended with a full model
  };

  /// A reading at `now`. Minutes that ended before it are decided first; see set_minute_callback.
  void add_sample(TimeMs now, float watts);
  /// Whether there has been no sample for longer than that, or none ever.
  bool silent(TimeMs now, TimeMs for_ms) const { return !this->sampled_ || now > this->last_sample_ + for_ms; }
  void advance(TimeMs now);
  /// Does one slice of training or fitting; true while there is more. To be called from the main loop.
  bool work();
  Events take_events();

  /// Called at the end of every minute, in order, however many a single call finishes.
  using MinuteCallback = void (*)(void *context, const Monitor &monitor);
  void set_minute_callback(MinuteCallback callback, void *context) {
    this->minute_callback_ = callback;
    this->minute_context_ = context;
  }

  /// Learns from nothing; a model in use keeps watching until the new one is complete.
  void start_learning(Learner *learner, uint32_t hours);
  /// Takes a model text. ADAPT needs a `learner` and fits for `hours`. A refused text changes nothing.
  Refusal import_model(const char *text, size_t length, ImportMode mode, Learner *learner, uint32_t hours);
  /// Takes a model as it is, ending whatever is being learnt or fitted: one that was kept.
  Refusal restore(const uint8_t *payload, size_t length);
  /// Goes on with what the learner already has, after a restart.
  void resume(Learner *learner) { this->learner_ = learner; }
  /// Stops learning or adapting and gives the learner back; a text that was being fitted is dropped.
  void cancel();
  /// Stops, and there is no model any more.
  void forget();
  /// Ends learning or adapting now, with what was seen (offline use).
  void finish();
  Learner *learner() const { return this->learner_; }
  /// How often learning or adapting was begun since the start.
  uint16_t runs() const { return this->runs_; }
  /// A text was taken and is being fitted; nothing is watched for.
  bool pending() const { return this->pending_; }

  /// Whether there is an anomaly that accept() would teach: the present one, or the last until a day after its end.
  bool can_accept() const;
  /// Widens the limits that the anomaly exceeded, so that the like of it is normal. Makes a new text. False, and
  /// nothing changed, where can_accept() is false. A drift needs no teaching: it is told once.
  bool accept();
  /// Whether readings come as often as the donor's, so that peaks and attempts to start can be compared with its.
  bool sees_as_donor() const;

  /// Neither watches nor learns for so long. An anomaly ends with it.
  void pause(TimeMs now, uint32_t minutes);
  void end_pause(TimeMs now);
  /// What is not powered is neither watched nor learnt. An anomaly from before stays until it is powered again:
  /// switching off repairs nothing, and who comes later has to see why it was done.
  void set_powered(TimeMs now, bool powered);
  const Rest &rest() const { return this->rest_; }

  /// Reports an anomaly that is none, for a while. False where nothing is watched or there is a real one.
  bool test(TimeMs now);

  void set_sensitivity(float false_alarms_per_month) { this->detector_.set_sensitivity(false_alarms_per_month); }

  Status status() const;
  bool has_model() const { return this->has_model_; }
  const Model &model() const { return this->model_; }
  /// The text of the model in use, or of the one being fitted; length 0 without one.
  const ModelText &text() const { return this->text_; }
  /// Of learning, or of fitting a given text: 0 to 1. NaN while neither is waited for.
  float progress() const;
  /// Share of its own minutes that the model explained when it was fitted, 0 to 1. NaN when no fit was made.
  float fit() const { return this->fit_; }
  /// True while anomalies are looked for.
  bool watching() const;
  const Detector &detector() const { return this->detector_; }
  /// What is to be reported: of the detector, or a test.
  bool anomaly() const { return this->testing_ || this->detector_.anomaly(); }
  Kind kind() const { return this->testing_ ? Kind::TEST : this->detector_.reason().kind; }
  /// The present or last anomaly in words, see describe(); returns the length.
  size_t describe_anomaly(char *buffer, size_t size) const;
  const Minute &minute() const { return this->extractor_.minute(); }

 protected:
  void on_minute_();
  void take_learned_();
  /// False when no usable text can be made of the model; then nothing changes.
  bool use_(const Model &model, bool same_appliance = false);
  void drop_model_();
  void interrupt_();
  void end_test_();
  /// An anomaly from before the plug was switched off.
  bool held_() const;
  bool test_is_over_() const;

  FeatureExtractor extractor_;
  Detector detector_;
  DayMeter day_meter_;
  Model model_{};
  bool has_model_{false};
  bool fits_{true};
  bool pending_{false};  // a text was taken and is being fitted
  float fit_{NAN};
  TimeMs last_sample_{0};
  TimeMs now_{0};
  bool sampled_{false};
  bool testing_{false};
  TimeMs test_began_{0};
  Rest rest_;
  Learner *learner_{nullptr};
  uint16_t runs_{0};
  ModelText text_{};
  Events events_{};
  MinuteCallback minute_callback_{nullptr};
  void *minute_context_{nullptr};
};

}  // namespace esphome::diol
