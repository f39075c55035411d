#include "learner.h"

#include <algorithm>
#include <cmath>

namespace esphome::diol {

namespace {
constexpr uint32_t HOUR = 60;  // minutes
constexpr uint32_t DAY = 24 * HOUR;
constexpr uint32_t FIRST_TRAINING = 6 * HOUR;
constexpr uint32_t LEVEL_CHECK = HOUR;
// New levels are taken, and what was gathered under the old ones dropped, when they put more than this share of the
// time on the other side.
constexpr float MAX_MISPLACED = 0.005f;
constexpr uint32_t MAX_ADAPT_FACTOR = 4;

uint32_t after(uint32_t minutes) { return minutes < DAY ? minutes * 2 : minutes + DAY; }
}  // namespace

void Learner::start_(uint32_t hours) {
  this->levels_ = {};
  this->histogram_.clear();
  this->extractor_.set_levels(this->levels_);
  this->extractor_.reset();
  this->has_sample_ = this->last_training_ = this->has_candidate_ = false;
  this->result_ = Result::NONE;
  this->target_minutes_ = hours * HOUR;
  this->next_training_ = FIRST_TRAINING;
  this->data_.start(this->target_minutes_);
  this->training_.stop();
  this->adaptation_.stop();
}

void Learner::continue_(uint32_t interval_ms) {
  this->has_sample_ = this->last_training_ = false;
  this->result_ = Result::NONE;
  this->training_.stop();
  this->extractor_.set_levels(this->levels_);
  this->extractor_.reset();
  this->extractor_.set_interval(interval_ms);
  this->data_.start(this->target_minutes_);
}

void Learner::start_learning(uint32_t hours) {
  this->adapting_ = false;
  this->start_(hours);
}

void Learner::start_adapting(const Model &donor, uint32_t hours) {
  this->adapting_ = true;
  this->start_(std::max(hours, FULL_HOURS));
  this->next_fit_ = hours * HOUR;
  this->candidate_ = donor;
}

void Learner::add_sample(TimeMs now, float watts) {
  if (std::isnan(watts))
    return;
  if (this->has_sample_) {
    const TimeMs held = std::min<TimeMs>(now - this->sample_time_, MAX_HOLD_MS);
    this->histogram_.add(this->power_, static_cast<uint32_t>(held));
  }
  this->has_sample_ = true;
  this->sample_time_ = now;
  this->power_ = to_milliwatts(watts);
  this->extractor_.add_sample(now, watts);
}

bool Learner::advance(TimeMs now) {
  if (!this->extractor_.advance(now))
    return false;
  // A training of the minute before is done long ago in a main loop; where minutes are played faster it is done here,
  // so that the model does not depend on how fast.
  while (this->work()) {
  }
  if (this->result_ == Result::NONE || this->result_ == Result::PROVISIONAL)
    this->add_minute_();
  return true;
}

void Learner::add_minute_() {
  this->data_.add(this->extractor_.minute(), this->has_candidate_ ? &this->candidate_ : nullptr);
  if (!this->extractor_.minute().measured)
    return;
  if (this->data_.minutes() % LEVEL_CHECK == 0)
    this->check_levels_();
  const uint32_t minutes = this->data_.minutes();  // none, when the levels turned out to be others
  if (minutes >= this->target_minutes_) {
    this->adapting_ = false;
    this->start_training_(true);
  } else if (this->adapting_) {
    this->fit_(minutes);
  } else if (minutes >= this->next_training_) {
    this->start_training_(false);
    this->next_training_ = after(this->next_training_);
  }
}

void Learner::fit_(uint32_t minutes) {
  const bool cycles_seen = !this->candidate_.cycles || this->data_.phases_seen(true) >= ADAPT_CYCLES;
  if (minutes < this->next_fit_ || (!cycles_seen && minutes < MAX_ADAPT_FACTOR * this->next_fit_))
    return;
  this->start_fitting_();
}

void Learner::start_fitting_() {
  this->adaptation_.start(&this->candidate_, &this->data_, this->levels_, this->extractor_.interval_ms());
}

void Learner::check_levels_() {
  const Levels levels = this->histogram_.estimate();
  if (!levels.cycles && !this->levels_.cycles) {
    this->levels_ = levels;
    this->extractor_.set_levels(levels);
    return;
  }
  bool changed = levels.cycles != this->levels_.cycles;
  if (!changed) {
    const auto [low, high] = std::minmax({levels.turn_on(), this->levels_.turn_on()});
    changed = this->histogram_.share_between(low, high) > MAX_MISPLACED;
  }
  if (!changed)
    return;
  this->levels_ = levels;
  this->extractor_.set_levels(levels);
  const TimeMs now = this->extractor_.minute().end;
  this->extractor_.reset();
  this->extractor_.add_sample(now, static_cast<float>(this->power_) / 1000.0f);
  this->data_.start(this->target_minutes_);
  this->next_training_ = FIRST_TRAINING;
  if (!this->adapting_)
    this->has_candidate_ = false;
}

void Learner::start_training_(bool last) {
  this->last_training_ = last;
  const bool provisional = !last || this->data_.minutes() < PROVISIONAL_HOURS * HOUR;
  this->training_.start(&this->data_, this->levels_, this->extractor_.interval_ms(), provisional);
}

bool Learner::work() {
  if (this->adaptation_.running()) {
    if (!this->adaptation_.step())
      return true;
    this->next_fit_ = this->data_.minutes() + DAY;
    this->result_ = Result::ADAPTED;
    return false;
  }
  if (!this->training_.running())
    return false;
  if (!this->training_.step())
    return true;
  this->candidate_ = this->training_.model();
  this->has_candidate_ = true;
  if (this->last_training_) {
    this->result_ = Result::FULL;
  } else if (this->data_.minutes() >= PROVISIONAL_HOURS * HOUR) {
    this->result_ = Result::PROVISIONAL;
  }
  return false;
}

void Learner::finish() {
  if (this->adapting_) {
    this->start_fitting_();
    while (this->work()) {
    }
    return;
  }
  if (this->result_ == Result::FULL)
    return;
  while (this->work()) {
  }
  this->start_training_(true);
  while (this->work()) {
  }
}

Learner::Result Learner::take_result() {
  const Result result = this->result_;
  this->result_ = Result::NONE;
  return result;
}

float Learner::progress() const {
  const uint32_t target = this->adapting_ ? this->next_fit_ : this->target_minutes_;
  return target == 0 ? 0.0f : std::min(1.0f, static_cast<float>(this->data_.minutes()) / static_cast<float>(target));
}

}  // namespace esphome::diol
