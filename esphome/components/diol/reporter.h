#pragma once

#include <cstdint>

#include "monitor.h"
#include "esphome/components/binary_sensor/binary_sensor.h"
#include "esphome/components/sensor/sensor.h"
#include "esphome/components/text/text.h"
#include "esphome/components/text_sensor/text_sensor.h"

namespace esphome::diol {

/// Publishes a monitor's state through the entities, each only when it changed: every state is kept in people's
/// databases.
class Reporter {
 public:
  void set_model_text(text::Text *entity) { this->model_text_ = entity; }
  void set_anomaly(binary_sensor::BinarySensor *entity) { this->anomaly_ = entity; }
  void set_score(sensor::Sensor *entity) { this->score_ = entity; }
  void set_progress(sensor::Sensor *entity) { this->progress_ = entity; }
  void set_fit(sensor::Sensor *entity) { this->fit_ = entity; }
  void set_cluster(sensor::Sensor *entity) { this->cluster_ = entity; }
  void set_kind(text_sensor::TextSensor *entity) { this->kind_ = entity; }
  void set_reason(text_sensor::TextSensor *entity) { this->reason_ = entity; }
  void set_status(text_sensor::TextSensor *entity) { this->status_ = entity; }

  void report(const Monitor &monitor);
  /// Publishes the text even if it is the same: whoever wrote another one has to see that it was not taken.
  void report_model_text(const Monitor &monitor);
  /// Says with the status why a text, or a wish, was refused; forget_refusal() takes it back.
  void report_refusal(const Monitor &monitor, const Refusal &refusal);
  void forget_refusal() { this->refusal_ = {}; }
  /// Says something with the status as long as there is no refusal to tell.
  void note(const Refusal &note) { this->note_ = note; }

  /// Whether the monitor is looking for anomalies and has readings to find them in.
  static bool watching(const Monitor &monitor);

 protected:
  void report_status_(const Monitor &monitor);
  Refusal note_of_(const Monitor &monitor) const;
  void report_anomaly_(const Monitor &monitor);
  void report_score_(const Monitor &monitor, bool watching);

  text::Text *model_text_{nullptr};
  binary_sensor::BinarySensor *anomaly_{nullptr};
  sensor::Sensor *score_{nullptr};
  sensor::Sensor *progress_{nullptr};
  sensor::Sensor *fit_{nullptr};
  sensor::Sensor *cluster_{nullptr};
  text_sensor::TextSensor *kind_{nullptr};
  text_sensor::TextSensor *reason_{nullptr};
  text_sensor::TextSensor *status_{nullptr};

  Refusal refusal_{};
  Refusal note_{};
  // What was published last
  static constexpr uint8_t UNKNOWN = UINT8_MAX;
  uint8_t said_status_{UNKNOWN};
  Refusal::Code said_refusal_{Refusal::NONE};
  Kind said_kind_{Kind::NONE};
  uint32_t said_number_{0};
  TimeMs said_reason_at_{0};
};

}  // namespace esphome::diol
