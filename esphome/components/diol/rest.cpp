#include "rest.h"

#include <algorithm>

namespace esphome::diol {

namespace {
constexpr TimeMs MAX_RECOVERY_MS = 12 * 60 * MINUTE_MS;
}  // namespace

void Rest::begin_(TimeMs now) {
  if (!this->muted())
    this->since_ = now;
  this->recovering_ = false;
}

void Rest::end_(TimeMs now) {
  if (this->muted())
    return;
  this->recovering_ = true;
  this->ran_ = false;
  this->recover_until_ = now + std::min(now - this->since_, MAX_RECOVERY_MS);
}

void Rest::pause(TimeMs now, uint32_t minutes) {
  this->begin_(now);
  this->paused_ = true;
  this->pause_until_ = now + static_cast<TimeMs>(minutes) * MINUTE_MS;
}

void Rest::end_pause(TimeMs now) {
  if (!this->paused_)
    return;
  this->paused_ = false;
  this->end_(now);
}

void Rest::set_powered(TimeMs now, bool powered) {
  if (powered == this->powered_)
    return;
  if (!powered)
    this->begin_(now);
  this->powered_ = powered;
  if (powered)
    this->end_(now);
}

bool Rest::advance(TimeMs now) {
  if (!this->paused_ || now < this->pause_until_)
    return false;
  this->end_pause(this->pause_until_);
  return true;
}

bool Rest::add(const Minute &minute) {
  if (minute.measured && minute.on)
    this->ran_ = true;
  if (minute.end >= this->recover_until_ || (this->ran_ && minute.measured && !minute.on))
    this->recovering_ = false;
  return !this->recovering_;
}

}  // namespace esphome::diol
