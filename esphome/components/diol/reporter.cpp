#include "reporter.h"

#include <cctype>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "esphome/core/helpers.h"

namespace esphome::diol {

namespace {

constexpr size_t TEXT_SIZE = 256;  // Home Assistant takes states of at most 255 characters
// An anomaly's numbers grow while it lasts; they are told again this often.
constexpr uint32_t REASON_INTERVAL_MS = 15 * MINUTE_MS;

/// Publishes where it differs; NaN (unknown) is equal to NaN.
void publish(sensor::Sensor *entity, float value) {
  const float old = entity->has_state() ? entity->get_raw_state() : NAN;
  if (value != old && !(std::isnan(value) && std::isnan(old)))
    entity->publish_state(value);
}

}  // namespace

bool Reporter::watching(const Monitor &monitor) {
  const Status status = monitor.status();
  return status == Status::WATCHING || status == Status::PROVISIONAL;
}

void Reporter::report(const Monitor &monitor) {
  const ModelText &text = monitor.text();
  if (!this->model_text_->has_state() || this->model_text_->state.compare(0, std::string::npos, text.text, text.length))
    this->report_model_text(monitor);
  this->report_status_(monitor);
  publish(this->progress_, std::floor(monitor.progress() * 100.0f));
  publish(this->fit_, std::floor(monitor.fit() * 100.0f));
  this->report_anomaly_(monitor);
}

void Reporter::report_model_text(const Monitor &monitor) {
  this->model_text_->publish_state(monitor.text().text, monitor.text().length);
}

void Reporter::report_refusal(const Monitor &monitor, const Refusal &refusal) {
  this->refusal_ = refusal;
  this->said_status_ = UNKNOWN;  // the same refusal again is news to who caused it
  this->report_status_(monitor);
}

Refusal Reporter::note_of_(const Monitor &monitor) const {
  if (monitor.status() != Status::PAUSED || monitor.rest().paused())
    return this->note_;
  return {monitor.rest().powered() ? Refusal::RECOVERING : Refusal::SWITCHED_OFF};
}

void Reporter::report_status_(const Monitor &monitor) {
  const Status status = monitor.status();
  const Refusal told = this->refusal_ ? this->refusal_ : this->note_of_(monitor);
  if (this->said_status_ == static_cast<uint8_t>(status) && this->said_refusal_ == told.code)
    return;
  this->said_status_ = static_cast<uint8_t>(status);
  this->said_refusal_ = told.code;
  char text[TEXT_SIZE];
  size_t length = snprintf(text, sizeof(text), "%s", status_name(status));
  if (told) {
    length += snprintf(text + length, sizeof(text) - length, told.of_text() ? ": the text was refused: " : ": ");
    char *const sentence = text + length;
    told.describe(sentence, sizeof(text) - length);
    *sentence = static_cast<char>(tolower(static_cast<unsigned char>(*sentence)));
  }
  this->status_->publish_state(text);
}

void Reporter::report_anomaly_(const Monitor &monitor) {
  const bool watching = Reporter::watching(monitor);
  const Detector &detector = monitor.detector();
  if (watching && monitor.anomaly()) {
    // What makes it understood comes first, so that it is there when the alarm is seen.
    const Kind kind = monitor.kind();
    const TimeMs now = monitor.minute().end;
    const bool is_new = this->said_number_ != detector.number() || this->said_kind_ != kind;
    if (is_new || now >= this->said_reason_at_ + REASON_INTERVAL_MS) {
      char text[TEXT_SIZE];
      const size_t length = monitor.describe_anomaly(text, sizeof(text));
      if (is_new)
        this->kind_->publish_state(kind_name(kind));
      if (this->reason_->state.compare(0, std::string::npos, text, length) != 0)
        this->reason_->publish_state(text, length);
      this->said_number_ = detector.number();
      this->said_kind_ = kind;
      this->said_reason_at_ = now;
    }
    this->report_score_(monitor, true);
    this->anomaly_->publish_state(true);
    return;
  }
  this->report_score_(monitor, watching);
  if (watching) {
    this->anomaly_->publish_state(false);
  } else {
    this->anomaly_->invalidate_state();
  }
  if (this->said_kind_ != Kind::NONE || !this->kind_->has_state()) {
    this->kind_->publish_state("");
    this->reason_->publish_state("");
    this->said_kind_ = Kind::NONE;
  }
}

void Reporter::report_score_(const Monitor &monitor, bool watching) {
  const Detector &detector = monitor.detector();
  const bool scored = watching && detector.has_score();
  float score = scored ? std::round(detector.score() * 100.0f) / 100.0f : NAN;
  // An anomaly is not told before it has a score, not even one that is only a test.
  if (watching && monitor.anomaly() && !scored)
    score = 0.0f;
  publish(this->score_, score);
  // People count from one.
  publish(this->cluster_, scored ? static_cast<float>(detector.cluster() + 1) : NAN);
}

}  // namespace esphome::diol
