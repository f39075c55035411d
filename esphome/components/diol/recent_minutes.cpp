#include "recent_minutes.h"

#include <algorithm>

namespace esphome::diol {

namespace {
template<typename T, size_t N> void push_front(T (&ring)[N], T value) {
  std::copy_backward(ring, ring + N - 1, ring + N);
  ring[0] = value;
}
}  // namespace

RecentMinutes::RecentMinutes() { std::fill_n(this->on_seconds_, DUTY_WINDOW, UNMEASURED); }

void RecentMinutes::push(const MinuteTotals &minute) {
  this->push_duty_(minute);
  this->push_base_(minute);
  push_front(this->peaks_, minute.peak);
  push_front(this->floors_, minute.floor);
  uint8_t &pair = this->attempt_bits_[this->attempt_at_ / 2];
  const uint8_t shift = this->attempt_at_ % 2 * 4;
  const uint8_t attempts = std::min(minute.attempts, MAX_ATTEMPTS);
  pair = static_cast<uint8_t>((pair & ~(MAX_ATTEMPTS << shift)) | (attempts << shift));
  this->attempt_at_ = (this->attempt_at_ + 1) % ATTEMPT_WINDOW;
}

void RecentMinutes::push_duty_(const MinuteTotals &minute) {
  uint8_t &slot = this->on_seconds_[this->at_];
  if (slot != UNMEASURED) {
    this->measured_--;
    this->on_total_ -= slot;
    this->start_total_ -= this->starts_at_(this->at_);
  }
  slot = minute.measured ? minute.on_seconds : UNMEASURED;
  const uint8_t starts = minute.measured ? std::min(minute.starts, MAX_STARTS) : 0;
  uint8_t &bits = this->start_bits_[this->at_ / 4];
  const uint8_t shift = this->at_ % 4 * 2;
  bits = static_cast<uint8_t>((bits & ~(MAX_STARTS << shift)) | (starts << shift));
  if (slot != UNMEASURED) {
    this->measured_++;
    this->on_total_ += slot;
    this->start_total_ += starts;
  }
  this->at_ = (this->at_ + 1) % DUTY_WINDOW;
}

void RecentMinutes::push_base_(const MinuteTotals &minute) {
  if (!minute.measured) {
    this->base_minutes_ = 0;
    return;
  }
  if (this->base_minutes_ % BASE_STEP == 0)
    push_front(this->base_, minute.floor);
  this->base_[0] = std::min(this->base_[0], minute.floor);
  this->base_minutes_ = this->base_minutes_ < DUTY_WINDOW ? this->base_minutes_ + 1 : DUTY_WINDOW - BASE_STEP + 1;
}

float RecentMinutes::duty() const { return static_cast<float>(this->on_total_) / (this->measured_ * 60.0f); }

float RecentMinutes::starts_per_hour() const {
  return static_cast<float>(this->start_total_) * 60.0f / static_cast<float>(this->measured_);
}

uint8_t RecentMinutes::hour_starts() const {
  uint8_t starts = 0;
  for (uint8_t i = 1; i <= HOUR; i++)
    starts += this->starts_at_(static_cast<uint8_t>((this->at_ + DUTY_WINDOW - i) % DUTY_WINDOW));
  return starts;
}

uint16_t RecentMinutes::attempts() const {
  uint16_t attempts = 0;
  for (uint8_t pair : this->attempt_bits_)
    attempts += (pair & MAX_ATTEMPTS) + (pair >> 4);
  return attempts;
}

Milliwatts RecentMinutes::peak() const { return *std::max_element(this->peaks_, this->peaks_ + PEAK_WINDOW); }

Milliwatts RecentMinutes::floor(uint8_t minutes) const {
  return *std::min_element(this->floors_, this->floors_ + minutes);
}

Milliwatts RecentMinutes::base() const { return *std::min_element(this->base_, this->base_ + BASE_STEPS); }

}  // namespace esphome::diol
