#include "detector.h"

#include <algorithm>

namespace esphome::diol {

void Detector::reset(const Model *model, bool same_appliance) {
  this->model_ = model;
  this->at_ = this->count_ = 0;
  this->voted_ = this->shape_ = 0.0f;
  this->anomaly_ = false;
  this->candidate_score_ = 0.0f;
  if (!same_appliance) {
    this->drift_.reset(model == nullptr ? Days{} : model->days);
    this->acceptable_ = false;
  }
  this->set_sensitivity(this->sensitivity_);
}

void Detector::interrupt(TimeMs now) {
  if (this->anomaly_)
    this->until_ = now;
  this->at_ = this->count_ = 0;
  this->voted_ = this->shape_ = 0.0f;
  this->anomaly_ = false;
  this->candidate_score_ = 0.0f;
}

void Detector::set_sensitivity(float false_alarms_per_month) {
  this->sensitivity_ = false_alarms_per_month;
  if (this->model_ != nullptr)
    this->limits_ = limits_of(*this->model_, false_alarms_per_month);
}

void Detector::vote_() {
  this->shape_ = 0.0f;
  if (this->count_ < MIN_VOTES)
    return;
  // The eighth greatest: above the threshold when eight minutes are, also while there are fewer than fifteen.
  float sorted[VOTES]{};
  std::copy_n(this->votes_, this->count_, sorted);
  float *const eighth = sorted + this->count_ - MIN_VOTES;
  std::nth_element(sorted, eighth, sorted + this->count_);
  this->shape_ = *eighth;
}

void Detector::note_unusual_(const Minute &minute) {
  GaugeRow unusual = minute.gauges;
  const bool comparable = same_interval(minute.interval_ms, *this->model_);
  for (uint8_t g = 0; g < GAUGES; g++) {
    if (gauge_score_in(minute, static_cast<Gauge>(g), *this->model_, this->limits_.caution, comparable) <= 1.0f)
      unusual.code[g] = GaugeRow::MISSING;
  }
  this->unusual_.add(unusual);
  this->unusual_shape_ = std::max(this->unusual_shape_, this->shape_);
}

void Detector::add(const Minute &minute) {
  if (this->model_ == nullptr || !minute.measured)
    return;
  this->last_ = score_minute(minute, *this->model_, this->limits_, this->drift_);
  this->votes_[this->at_] = this->last_.shape;
  this->at_ = (this->at_ + 1) % VOTES;
  this->count_ = std::min<uint8_t>(this->count_ + 1, VOTES);
  this->vote_();
  this->voted_ = std::max(this->shape_, this->last_.at_once);

  // The voted score lags behind by minutes, so the reason comes from the most unusual single minute of the run.
  const float now = this->last_.value();
  if (!this->anomaly_ && now <= 1.0f && this->voted_ <= 1.0f)
    this->candidate_score_ = 0.0f;
  if (now > 1.0f && now >= this->candidate_score_) {
    this->candidate_score_ = now;
    this->candidate_ = find_reason(minute, *this->model_, this->last_, this->drift_);
  }
  if (this->voted_ > 1.0f) {
    this->below_minutes_ = 0;
    if (!this->anomaly_) {
      this->anomaly_ = this->acceptable_ = true;
      this->peak_ = this->unusual_shape_ = 0.0f;
      this->unusual_ = {};
      this->since_ = minute.end;
      this->number_++;
    }
    this->peak_ = std::max(this->peak_, this->voted_);
    this->reason_ = this->candidate_;
    this->note_unusual_(minute);
  } else if (this->anomaly_ && ++this->below_minutes_ >= CLEAR_MINUTES) {
    this->anomaly_ = false;
    this->until_ = minute.end;
    this->candidate_score_ = 0.0f;
  }
  this->drift_.pass_minute();
}

}  // namespace esphome::diol
