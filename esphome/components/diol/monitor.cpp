#include "monitor.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "extreme_range.h"

namespace esphome::diol {

namespace {
constexpr TimeMs ACCEPT_MS = 24 * 60 * MINUTE_MS;
constexpr float ACCEPT_MARGIN = 1.1f;  // beyond what was accepted, so that the like of it is, too
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
  if (this->watching()) {
    if (this->day_meter_.add(this->extractor_.minute()))
      this->detector_.add_day(this->day_meter_.day());
    this->detector_.add(this->extractor_.minute());
  }
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
  const bool refitted = result == Learner::Result::ADAPTED && this->watching();
  // One of several models on the way to a full one does not end an anomaly, nor say that what it is found by does not
  // fit: the next comes tomorrow.
  if (result != Learner::Result::FULL && this->watching() && this->detector_.anomaly())
    return;
  switch (result) {
    case Learner::Result::NONE:
      return;
    case Learner::Result::PROVISIONAL:
      // A full model, or one of more days, is not replaced by a provisional one; it goes on watching until the new full
      // one. More days has what was learnt before a restart that learning began anew after.
      if (this->has_model_ &&
          (!this->model_.provisional || this->model_.learnt_hours > this->learner_->model().learnt_hours))
        return;
      break;
    case Learner::Result::ADAPTED:
      this->fit_ = this->learner_->fit();
      this->fits_ = this->fit_ >= MIN_FIT;
      this->pending_ = false;
      break;
    case Learner::Result::FULL:
      this->fit_ = NAN;
      this->fits_ = true;
      this->pending_ = false;
      break;
  }
  const Model learnt = this->learner_->model();
  // The learner's history was taken with its levels, which are now this model's.
  this->extractor_ = this->learner_->extractor();
  if (result == Learner::Result::FULL)
    this->learner_ = nullptr;
  const bool used = this->use_(learnt, refitted);
  this->events_.learned |= used && result == Learner::Result::FULL;
  // Fitted to what cannot be this kind of appliance. The donor's own numbers hold for another one.
  if (!used && result == Learner::Result::ADAPTED)
    this->fits_ = false;
}

bool Monitor::use_(const Model &model, bool same_appliance) {
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
  this->detector_.reset(&this->model_, same_appliance);
  if (!same_appliance)
    this->day_meter_.reset();
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
  this->runs_++;
}

Refusal Monitor::import_model(const char *text, size_t length, ImportMode mode, Learner *learner, uint32_t hours) {
  Model model;
  if (Refusal refusal = parse_model(text, length, &model))
    return refusal;
  this->learner_ = nullptr;
  this->pending_ = mode == ImportMode::ADAPT;
  this->fits_ = true;
  this->fit_ = NAN;
  this->use_(model);
  this->extractor_.reset();
  if (mode == ImportMode::ADAPT) {
    learner->start_adapting(this->model_, hours);
    this->learner_ = learner;
    this->runs_++;
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

void Monitor::forget() {
  this->learner_ = nullptr;
  if (!this->has_model_)
    return;
  this->drop_model_();
  this->fits_ = true;
  this->fit_ = NAN;
}

void Monitor::finish() {
  if (this->learner_ == nullptr)
    return;
  this->learner_->finish();
  this->take_learned_();
  this->learner_ = nullptr;
}

float Monitor::progress() const {
  // A fitted model goes on becoming the plug's own, but nobody has to wait for that.
  const bool refining = this->learner_ != nullptr && this->learner_->adapting() && !this->pending_;
  return this->learner_ == nullptr || refining ? NAN : this->learner_->progress();
}

bool Monitor::can_accept() const {
  return this->watching() && this->detector_.acceptable() &&
         (this->detector_.anomaly() || this->minute().end < this->detector_.until() + ACCEPT_MS);
}

bool Monitor::accept() {
  if (!this->can_accept())
    return false;
  Model taught = this->model_;
  for (uint8_t g = 0; g < GAUGES; g++) {
    const Gauge gauge = static_cast<Gauge>(g);
    if (!this->detector_.unusual().has(gauge))
      continue;
    const float centre = gauge_centre(gauge, taught);
    const float value = centre + ACCEPT_MARGIN * (this->detector_.unusual().value(gauge) - centre);
    const float extreme = extreme_for(gauge, value, this->model_, this->detector_.limits().caution);
    // A fit since then may have learnt more of it already.
    const float allowed = allowed_extreme(gauge, extreme, taught);
    taught.extreme[g] =
        gauge == POWER_LOW ? std::min(taught.extreme[g], allowed) : std::max(taught.extreme[g], allowed);
  }
  // What was just within the limit of the clusters may be just beyond it next time.
  const float shape = ACCEPT_MARGIN * this->detector_.unusual_shape();
  if (shape > 1.0f) {
    const float block_max = block_max_for(shape * this->detector_.limits().distance, this->detector_.sensitivity());
    taught.block_max = std::clamp(block_max, taught.block_max, MAX_BLOCK_DISTANCE);
  }
  this->detector_.forget_anomaly();
  return this->use_(taught, true);
}

bool Monitor::sees_as_donor() const { return same_interval(this->minute().interval_ms, this->model_); }

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
