#include "detector.h"

#include <algorithm>

namespace esphome::diol {

void Detector::reset(const Model *model) {
  this->model_ = model;
  this->at_ = this->count_ = 0;
  this->voted_ = 0.0f;
  this->anomaly_ = false;
  this->candidate_score_ = 0.0f;
  this->set_sensitivity(this->sensitivity_);
}

void Detector::set_sensitivity(float false_alarms_per_month) {
  this->sensitivity_ = false_alarms_per_month;
  if (this->model_ != nullptr)
    this->limit_ = distance_limit(*this->model_, false_alarms_per_month);
}

void Detector::vote_() {
  this->voted_ = 0.0f;
  if (this->count_ < MIN_VOTES)
    return;
  // The eighth greatest: above the threshold when eight minutes are, also while there are fewer than fifteen.
  float sorted[VOTES]{};
  std::copy_n(this->votes_, this->count_, sorted);
  float *const eighth = sorted + this->count_ - MIN_VOTES;
  std::nth_element(sorted, eighth, sorted + this->count_);
  this->voted_ = *eighth;
}

void Detector::add(const Minute &minute) {
  if (this->model_ == nullptr || !minute.measured)
    return;
  this->last_ = score_minute(minute.row, *this->model_, this->limit_);
  if (!this->last_.known)
    return;
  this->votes_[this->at_] = this->last_.value;
  this->at_ = (this->at_ + 1) % VOTES;
  this->count_ = std::min<uint8_t>(this->count_ + 1, VOTES);
  this->vote_();
  this->voted_ = std::max(this->voted_, this->last_.at_once);

  // The voted score lags behind by minutes, so the reason comes from the most unusual single minute of the run.
  const bool above = this->last_.value > 1.0f;
  if (!this->anomaly_ && !above && this->voted_ <= 1.0f)
    this->candidate_score_ = 0.0f;
  if (above && this->last_.value >= this->candidate_score_) {
    this->candidate_score_ = this->last_.value;
    this->candidate_ = find_reason(minute.row, minute.on, *this->model_, this->last_);
  }
  if (this->voted_ > 1.0f) {
    this->below_minutes_ = 0;
    if (!this->anomaly_) {
      this->anomaly_ = true;
      this->peak_ = 0.0f;
      this->since_ = minute.end;
      this->number_++;
    }
    this->peak_ = std::max(this->peak_, this->voted_);
    this->reason_ = this->candidate_;
  } else if (this->anomaly_ && ++this->below_minutes_ >= CLEAR_MINUTES) {
    this->anomaly_ = false;
    this->candidate_score_ = 0.0f;
  }
}

}  // namespace esphome::diol
