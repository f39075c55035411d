#include "monitor.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace esphome::diol {

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

void Monitor::add_sample(TimeMs now, float watts) {
  if (std::isnan(watts))
    return;
  this->advance(now);
  this->extractor_.add_sample(now, watts);
  if (this->learner_ != nullptr)
    this->learner_->add_sample(now, watts);
  this->last_sample_ = now;
  this->sampled_ = true;
}

void Monitor::advance(TimeMs now) {
  this->now_ = std::max(this->now_, now);
  bool more = true;
  while (more) {
    more = this->extractor_.advance(now);
    if (more)
      this->on_minute_();
    if (this->learner_ != nullptr) {
      more |= this->learner_->advance(now);
      this->take_learned_();
    }
  }
}

void Monitor::on_minute_() {
  const bool before = this->detector_.anomaly();
  if (this->watching())
    this->detector_.add(this->extractor_.minute());
  this->events_.minute = true;
  this->events_.anomaly_began |= !before && this->detector_.anomaly();
  this->events_.anomaly_ended |= before && !this->detector_.anomaly();
  if (this->minute_callback_ != nullptr)
    this->minute_callback_(this->minute_context_, *this);
}

bool Monitor::work() {
  if (this->learner_ == nullptr)
    return false;
  const bool more = this->learner_->work();
  this->take_learned_();
  return more;
}

void Monitor::take_learned_() {
  const Learner::Result result = this->learner_->take_result();
  if (result == Learner::Result::NONE)
    return;
  // A full model is not replaced by a provisional one; it goes on watching until the new full one.
  if (result == Learner::Result::PROVISIONAL && this->has_model_ && !this->model_.provisional)
    return;
  const Model learnt = this->learner_->model();
  // The learner's history was taken with its levels, which are now this model's.
  this->extractor_ = this->learner_->extractor();
  if (result == Learner::Result::PROVISIONAL) {
    this->use_(learnt);
    return;
  }
  if (result == Learner::Result::ADAPTED) {
    this->fit_ = this->learner_->fit();
    this->fits_ = this->fit_ >= MIN_FIT;
    this->pending_ = false;
  } else {
    this->fits_ = true;
  }
  this->learner_ = nullptr;
  this->events_.learned |= this->use_(learnt) && result == Learner::Result::FULL;
}

bool Monitor::use_(const Model &model) {
  // What is used is what the text says, so that every receiver of the text decides alike.
  ModelText text;
  format_model(model, &text);
  Model parsed;
  if (parse_model(text.text, text.length, &parsed)) {
    // Readings of which no usable model can be made, for example of an appliance that never drew any power: a model in
    // use stays in use.
    if (this->has_model_)
      this->extractor_.set_levels(this->model_.levels());
    this->extractor_.reset();
    return false;
  }
  this->text_ = text;
  this->model_ = parsed;
  this->has_model_ = true;
  this->events_.anomaly_ended |= this->detector_.anomaly();
  this->events_.model_changed = true;
  this->extractor_.set_levels(this->model_.levels());
  this->detector_.reset(&this->model_);
  return true;
}

void Monitor::drop_model_() {
  this->has_model_ = this->pending_ = false;
  this->text_.length = 0;
  this->text_.text[0] = '\0';
  this->events_.anomaly_ended |= this->detector_.anomaly();
  this->events_.model_changed = true;
  this->detector_.reset(nullptr);
}

void Monitor::start_learning(Learner *learner, uint32_t hours) {
  this->cancel();
  learner->start_learning(hours);
  this->learner_ = learner;
}

Refusal Monitor::import_model(const char *text, size_t length, ImportMode mode, Learner *learner, uint32_t hours) {
  Model model;
  if (Refusal refusal = parse_model(text, length, &model))
    return refusal;
  this->learner_ = nullptr;
  this->pending_ = mode == ImportMode::ADAPT;
  this->fits_ = true;
  this->use_(model);
  this->extractor_.reset();
  if (mode == ImportMode::ADAPT) {
    learner->start_adapting(this->model_, hours);
    this->learner_ = learner;
  }
  return {};
}

Refusal Monitor::restore(const uint8_t *payload, size_t length) {
  Model model;
  if (Refusal refusal = unpack_model(payload, length, &model))
    return refusal;
  this->use_(model);
  return {};
}

void Monitor::cancel() {
  this->learner_ = nullptr;
  if (this->pending_)
    this->drop_model_();
}

void Monitor::finish() {
  if (this->learner_ == nullptr)
    return;
  this->learner_->finish();
  this->take_learned_();
}

bool Monitor::watching() const { return this->has_model_ && this->fits_ && !this->pending_; }

size_t Monitor::describe_anomaly(char *buffer, size_t size) const {
  const uint32_t age = static_cast<uint32_t>((this->minute().end - this->detector_.since()) / MINUTE_MS);
  return describe(this->detector_.reason(), this->detector_.number(), age, buffer, size);
}

Status Monitor::status() const {
  if (!this->sampled_ || this->now_ > this->last_sample_ + MAX_HOLD_MS)
    return Status::NOT_MEASURING;
  if (this->pending_)
    return Status::ADAPTING;
  if (this->has_model_ && !this->fits_)
    return Status::DOES_NOT_FIT;
  if (!this->has_model_)
    return this->learner_ != nullptr ? Status::LEARNING : Status::NO_MODEL;
  return this->model_.provisional && this->learner_ != nullptr ? Status::PROVISIONAL : Status::WATCHING;
}

Monitor::Events Monitor::take_events() {
  const Events events = this->events_;
  this->events_ = {};
  return events;
}

}  // namespace esphome::diol
