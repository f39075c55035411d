#include "monitor.h"

namespace esphome::diol {

namespace {
constexpr TimeMs TEST_MS = 5 * MINUTE_MS;
}  // namespace

const char *status_name(Status status) {
  switch (status) {
    case Status::NO_MODEL:
      return "no model";
    case Status::LEARNING:
      return "learning";
    case Status::PROVISIONAL:
      return "provisional";
    case Status::ADAPTING:
      return "adapting";
    case Status::WATCHING:
      return "watching";
    case Status::NOT_MEASURING:
      return "not measuring";
    case Status::DOES_NOT_FIT:
      return "does not fit";
    case Status::PAUSED:
      return "paused";
  }
  return "";
}

Status Monitor::status() const {
  const bool held = this->held_();
  const bool rests = this->rest_.muted() || this->rest_.recovering();
  if (this->has_model_ && !this->fits_ && rests)
    return Status::DOES_NOT_FIT;
  if (rests && !held && (this->has_model_ || this->learner_ != nullptr))
    return Status::PAUSED;
  if (!held && this->silent(this->now_, MAX_HOLD_MS))
    return Status::NOT_MEASURING;
  if (this->pending_)
    return Status::ADAPTING;
  if (this->has_model_ && !this->fits_)
    return Status::DOES_NOT_FIT;
  if (!this->has_model_)
    return this->learner_ != nullptr ? Status::LEARNING : Status::NO_MODEL;
  return this->model_.provisional && this->learner_ != nullptr ? Status::PROVISIONAL : Status::WATCHING;
}

void Monitor::interrupt_() {
  this->extractor_.interrupt();
  if (this->learner_ != nullptr)
    this->learner_->interrupt();
}

void Monitor::pause(TimeMs now, uint32_t minutes) {
  this->advance(now);
  this->rest_.pause(now, minutes);
  this->end_test_();
  this->events_.anomaly_ended |= this->detector_.anomaly();
  this->detector_.interrupt(now);
  this->interrupt_();
}

void Monitor::end_pause(TimeMs now) {
  this->advance(now);
  this->rest_.end_pause(now);
}

void Monitor::set_powered(TimeMs now, bool powered) {
  this->advance(now);
  if (powered == this->rest_.powered())
    return;
  this->rest_.set_powered(now, powered);
  this->interrupt_();
  if (powered) {
    this->events_.anomaly_ended |= this->detector_.anomaly();
    this->detector_.interrupt(now);
  }
}

bool Monitor::held_() const { return this->watching() && this->anomaly() && !this->rest_.powered(); }

bool Monitor::test(TimeMs now) {
  this->advance(now);
  const Status status = this->status();
  if ((status != Status::WATCHING && status != Status::PROVISIONAL) || this->anomaly())
    return false;
  this->testing_ = true;
  this->test_began_ = now;
  this->detector_.take_number();
  this->events_.anomaly_began = true;
  return true;
}

bool Monitor::test_is_over_() const { return this->testing_ && this->now_ >= this->test_began_ + TEST_MS; }

void Monitor::end_test_() {
  this->events_.anomaly_ended |= this->testing_;
  this->testing_ = false;
}

}  // namespace esphome::diol
