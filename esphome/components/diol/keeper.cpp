#include "keeper.h"

namespace esphome::diol {

namespace {
// In which another model or wish may follow.
constexpr TimeMs SAVE_DELAY_MS = 3 * SECOND_MS;
// A worn or full flash is not tried more often.
constexpr TimeMs RETRY_MS = 60 * MINUTE_MS;
// From the first to the second a quiet minute is waited for: plugs are unplugged when something was switched.
constexpr TimeMs SNAPSHOT_MS = 55 * MINUTE_MS, LATEST_SNAPSHOT_MS = 60 * MINUTE_MS;
constexpr TimeMs QUIET_MS = 3 * MINUTE_MS;
// Where the main loop is so slow that a minute goes by while a snapshot is written
constexpr uint8_t MAX_ATTEMPTS = 3;

/// Runs are numbered without end, so they are compared by their difference.
bool is_over(uint16_t run, uint16_t first) { return static_cast<int16_t>(run - first) < 0; }

bool is_quiet(const Minute &minute) {
  return minute.phase_count == 0 && (!minute.measured || minute.on_seconds == 0 || minute.on_seconds == 60);
}
}  // namespace

bool Keeper::wants_learner() {
  if (!this->available_)
    return false;
  KeptModel kept;
  kept.length = this->store_.load(kept.bytes);
  return kept.use() == KeptModel::ADAPT || kept.learn_hours() > 0 ||
         (this->pieces_.find() && !is_over(this->pieces_.run(), kept.run()));
}

Refusal Keeper::restore(Monitor *monitor, Learner *learner, uint32_t adapt_hours) {
  if (!this->available_)
    return {};
  KeptModel kept;
  kept.length = this->store_.load(kept.bytes);
  this->run_ = kept.run();
  const bool found = this->pieces_.find() && !is_over(this->pieces_.run(), this->run_);
  if (found)
    this->run_ = this->pieces_.run();

  Refusal refusal;
  if (kept.use() == KeptModel::ADAPT && learner == nullptr) {
    refusal = {Refusal::NO_MEMORY, sizeof(Learner)};
  } else {
    refusal = kept.give_to(monitor, learner, adapt_hours);
  }
  uint16_t hours = kept.learn_hours();
  Restored restored = found ? restore_snapshot(&this->pieces_, learner, &hours) : Restored::BAD;
  // What cannot be, whatever happened
  if (restored == Restored::LEARNER && (learner->adapting() ? !monitor->has_model() : monitor->pending()))
    restored = Restored::BAD;
  if (restored == Restored::LEARNER) {
    monitor->resume(learner);
    this->minutes_ = learner->data().minutes();
    this->resumed_ = this->minutes_ > 0 ? Resumed::GOES_ON : Resumed::ANEW;
  } else if (restored == Restored::BAD && monitor->pending()) {
    if (found)
      kept.give_to(monitor, learner, adapt_hours);
    this->resumed_ = Resumed::ANEW;
  } else if (restored == Restored::BAD && hours > 0 && learner != nullptr) {
    monitor->start_learning(learner, hours);
    this->resumed_ = Resumed::ANEW;
  }
  this->seen_runs_ = monitor->runs();
  this->learning_ = monitor->learner() != nullptr;
  return refusal;
}

void Keeper::watch(const Monitor &monitor, bool model_changed, TimeMs now) {
  if (!this->available_)
    return;
  const Learner *learner = monitor.learner();
  const bool began = monitor.runs() != this->seen_runs_;
  if (began) {
    this->seen_runs_ = monitor.runs();
    this->run_++;
    this->has_base_ = false;
  }
  if (began || this->learning_ != (learner != nullptr)) {
    this->state_due_ = true;
    this->pieces_.stop();
  }
  this->learning_ = learner != nullptr;
  this->model_due_ |= model_changed;
  if (model_changed || began)
    this->due_at_ = now + SAVE_DELAY_MS;
  if (learner != nullptr && !is_quiet(learner->extractor().minute()))
    this->phase_end_ = learner->extractor().minute().end;
}

bool Keeper::work(const Monitor &monitor, TimeMs now) {
  if (!this->available_)
    return false;
  if (this->forgetting_)
    return this->forgetting_ = this->forget_step_();
  // The record comes first: a snapshot alone must not tell of a learning that goes with another model.
  if (this->model_due_) {
    if (now < this->due_at_)
      return false;
    if (!monitor.has_model() && !this->learning_ && this->store_.sequence() == 0) {
      this->model_due_ = false;  // that there is nothing is what an empty flash says
    } else {
      this->save_model_(monitor, now);
    }
    return true;
  }
  const Learner *learner = monitor.learner();
  if (!this->pieces_.writing())
    return this->snapshot_due_(monitor, now) && this->begin_snapshot_(learner);
  if (learner != nullptr && (!learner->settled() || learner->data().minutes() != this->minutes_)) {
    this->pieces_.stop();
    if (++this->attempts_ < MAX_ATTEMPTS)
      return learner->settled() && this->begin_snapshot_(learner);
    this->snapshot_lost_ = true;
    this->attempts_ = 0;
    return false;
  }
  return this->write_piece_(learner);
}

void Keeper::save_model_(const Monitor &monitor, TimeMs now) {
  const KeptModel kept = KeptModel::of(monitor, this->kept_run_());
  this->model_lost_ = !this->store_.save(kept.bytes, kept.length);
  this->model_due_ = this->model_lost_;
  if (this->model_lost_) {
    this->due_at_ = now + RETRY_MS;
  } else {
    this->state_due_ = false;  // it says that, too
  }
}

bool Keeper::snapshot_due_(const Monitor &monitor, TimeMs now) {
  const Learner *learner = monitor.learner();
  if (this->state_due_ && now >= this->due_at_)
    return learner == nullptr || learner->settled();
  if (learner == nullptr || !learner->settled())
    return false;
  const TimeMs minute = learner->extractor().minute().end;
  // There is no minute yet after a start, nor just after other levels were found and all began anew.
  if (!this->has_base_ || minute < this->base_) {
    this->has_base_ = minute > 0;
    this->base_ = minute;
  }
  const TimeMs age = minute - this->base_;
  if (!this->has_base_ || age < SNAPSHOT_MS || learner->data().minutes() == this->minutes_)
    return false;
  const bool quiet = is_quiet(learner->extractor().minute()) && minute >= this->phase_end_ + QUIET_MS;
  return quiet || age >= LATEST_SNAPSHOT_MS;
}

bool Keeper::begin_snapshot_(const Learner *learner) {
  this->shape_ = snapshot_shape(learner);
  this->state_due_ = false;
  if (learner != nullptr) {
    this->base_ = learner->extractor().minute().end;
    this->has_base_ = this->base_ > 0;
    this->minutes_ = learner->data().minutes();
  }
  this->snapshot_lost_ = !this->pieces_.begin(this->run_, this->shape_.pieces);
  return !this->snapshot_lost_;
}

bool Keeper::write_piece_(const Learner *learner) {
  uint8_t data[PIECE_DATA];
  snapshot_piece(learner, this->shape_, this->pieces_.next(), data);
  if (!this->pieces_.write(data)) {
    this->snapshot_lost_ = true;
    return false;
  }
  if (this->pieces_.writing())
    return true;
  this->attempts_ = 0;
  return false;
}

void Keeper::save_model(const Monitor &monitor) {
  if (!this->available_)
    return;
  while (this->forgetting_)
    this->forgetting_ = this->forget_step_();
  if (this->model_due_)
    this->save_model_(monitor, 0);
}

void Keeper::save(const Monitor &monitor) {
  if (!this->available_)
    return;
  this->save_model(monitor);
  const Learner *learner = monitor.learner();
  const bool more = learner != nullptr && learner->settled() && learner->data().minutes() != this->minutes_;
  if ((!this->state_due_ && !more) || !this->begin_snapshot_(learner))
    return;
  while (this->write_piece_(learner)) {
  }
}

void Keeper::forget(const Monitor &monitor) {
  if (!this->available_)
    return;
  // That there is none is written before anything is erased: halfway, there is none either.
  this->pieces_.stop();
  this->learning_ = monitor.learner() != nullptr;
  this->save_model_(monitor, 0);
  this->model_due_ = this->state_due_ = false;
  this->forgetting_ = true;
  this->forget_step_at_ = 0;
}

bool Keeper::forget_step_() {
  if (this->pieces_.forget(&this->forget_step_at_))
    return true;
  // Last, because it is what says that the snapshots are over.
  return this->store_.forget();
}

bool Keeper::newest(KeptModel *kept) {
  kept->length = this->available_ ? this->store_.load(kept->bytes) : 0;
  return kept->known();
}

Keeper::Loss Keeper::loss() const {
  if (!this->available_ || this->model_lost_)
    return Loss::MODEL;
  return this->snapshot_lost_ && this->learning_ ? Loss::LEARNING : Loss::NOTHING;
}

}  // namespace esphome::diol
