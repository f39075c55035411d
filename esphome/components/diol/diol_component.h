#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "clock.h"
#include "entities.h"
#include "keeper.h"
#include "monitor.h"
#include "place.h"
#include "previous_model.h"
#include "reporter.h"
#include "esphome/components/sensor/sensor.h"
#include "esphome/components/switch/switch.h"
#include "esphome/core/component.h"
#include "esphome/core/helpers.h"

namespace esphome::diol {

/// One appliance on a plug: feeds the power sensor's readings to a Monitor, publishes what it finds, keeps its model
/// over a restart and takes what users ask for.
class DiolComponent : public Component {
 public:
  DiolComponent();
  void setup() override;
  void loop() override;
  void dump_config() override;
  void on_shutdown() override;
  float get_setup_priority() const override { return setup_priority::DATA; }

  void set_power(sensor::Sensor *power) { this->power_ = power; }
  void set_clock(Clock *clock) { this->clock_ = clock; }
  void set_learn_for(uint16_t hours) { this->learn_hours_ = hours; }
  void set_adapt_for(uint16_t hours) { this->adapt_hours_ = hours; }
  void set_pause_for(uint16_t hours) { this->pause_hours_ = hours; }
  /// Whether a new plug begins to learn by itself.
  void set_learn_at_start(bool learn) { this->learn_at_start_ = learn; }
  /// Switches the appliance: what is switched off is not watched.
  void set_relay(switch_::Switch *relay) { this->relay_ = relay; }
  void set_import_mode(ImportMode mode) { this->import_mode_ = mode; }
  /// What it is called, "" when the plug has only one, and how it signs its log lines.
  void set_appliance(const char *name, const char *tag) {
    this->appliance_ = name;
    this->tag_ = tag;
  }
  void set_place(uint32_t first, uint32_t second, uint32_t third, uint32_t fourth, uint32_t pieces, uint8_t index) {
    this->place_.set_keys({first, second, third, fourth}, pieces, index);
  }
  void set_sensitivity_number(SensitivityNumber *entity) { this->sensitivity_ = entity; }
  void set_pause_switch(PauseSwitch *entity) { this->pause_ = entity; }
  Reporter &get_reporter() { return this->reporter_; }

  /// A reading at `now_ms`. For a Clock that gives the samples itself.
  void add_sample(uint64_t now_ms, float watts);
  /// The meter has read something that its sensor's filters keep to themselves: the power still is `watts`.
  void hold(uint64_t now_ms, float watts);
  /// Time goes on to `now_ms` without a reading.
  void advance(uint64_t now_ms);
  /// See Monitor::set_minute_callback().
  void set_minute_callback(Monitor::MinuteCallback callback, void *context) {
    this->monitor_.set_minute_callback(callback, context);
  }

  /// Learns afresh for `hours`; 0: as configured.
  Refusal learn(float hours);
  Refusal import_model(const char *text, size_t length, ImportMode mode);
  /// For automations: as above, with a refusal in the log.
  void start_learning(float hours);
  void start_import(const std::string &text, ImportMode mode);
  /// A text was written into the entity: imported in the configured mode; a refusal is said in the status.
  void import_written(const char *text, size_t length);
  /// The present anomaly, or the last one until a day after its end, is normal from now on.
  void accept();
  /// Stops learning, or fitting a given text; the model that was in use before is used again.
  void cancel();
  /// Goes back to the model that the present one replaced, and to this one again.
  void use_previous();
  /// Raises an anomaly that is none, for a few minutes, through the whole chain.
  void test_alarm();
  /// Neither watches nor learns for `hours`; 0: as configured.
  void pause(float hours);
  void end_pause();
  /// Forgets the model, the one before it and all learning, here and in the flash.
  void forget();
  /// Writes what is not written yet: something is going to happen that may not leave the time later.
  void save();
  void learn_pressed() { this->start_learning(0.0f); }
  void set_sensitivity(float false_alarms_per_month);

  bool is_paused() const { return this->monitor_.rest().paused(); }
  bool is_anomalous() const { return Reporter::watching(this->monitor_) && this->monitor_.anomaly(); }
  template<typename F> void add_on_anomaly_callback(F &&callback) { this->on_anomaly_.add(std::forward<F>(callback)); }
  template<typename F> void add_on_clear_callback(F &&callback) { this->on_clear_.add(std::forward<F>(callback)); }
  template<typename F> void add_on_learned_callback(F &&callback) { this->on_learned_.add(std::forward<F>(callback)); }

  const char *appliance() const { return this->appliance_; }
  /// All appliances of the plug, as a chain.
  static DiolComponent *first();
  DiolComponent *next() const { return this->next_; }

 protected:
  uint64_t now_ms_();
  bool take_learner_();
  void return_learner_();
  void after_();
  bool is_new_();
  bool is_ignoring_();
  void begin_by_itself_(float watts);
  void remember_replaced_(bool of_learning);
  void stop_learning_();
  void refuse_(const Refusal &refusal);
  void log_(const Monitor::Events &events);
  void restore_();
  void keep_();

  sensor::Sensor *power_{nullptr};
  Clock *clock_{nullptr};
  switch_::Switch *relay_{nullptr};
  SensitivityNumber *sensitivity_{nullptr};
  PauseSwitch *pause_{nullptr};
  const char *appliance_{""};
  const char *tag_{"diol"};
  DiolComponent *next_{nullptr};
  uint16_t learn_hours_{FULL_HOURS};
  uint16_t adapt_hours_{24};
  uint16_t pause_hours_{24};
  ImportMode import_mode_{ImportMode::ADAPT};
  Keeper::Loss loss_{Keeper::Loss::NOTHING};
  bool saw_as_donor_{true};
  bool learn_at_start_{true};  // from the first load on; no longer once anything was asked for
  bool forgetting_{false};
  bool ignoring_{true};  // readings just after the start

  Monitor monitor_;
  Learner *learner_{nullptr};  // lent to the monitor
  Reporter reporter_;
  Place place_;
  Keeper keeper_;
  PreviousModel previous_;
  uint32_t started_{0};
  uint64_t advanced_{0};

  LazyCallbackManager<void(std::string, std::string)> on_anomaly_;
  LazyCallbackManager<void()> on_clear_;
  LazyCallbackManager<void()> on_learned_;
};

}  // namespace esphome::diol
