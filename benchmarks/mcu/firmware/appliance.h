#pragma once

#include "minute.h"
#include "numeric.h"

/// A fridge in integers, so that it is the same on every chip: about 20 minutes on at 80 W, 40 minutes off at 2 W, a
/// peak at each start, one long run a day. Readings every 20 s, not at the ends of minutes.
class Appliance {
 public:
  static constexpr uint32_t INTERVAL_MS = 20'000;

  /// Calls `sample(time, watts)` and, at the end of each minute, `minute(time)`.
  template<typename Sample, typename Minute> void run(uint32_t hours, Sample sample, Minute minute) {
    for (uint32_t minutes = hours * 60; minutes > 0; minutes--) {
      for (uint32_t i = 0; i < esphome::diol::MINUTE_MS / INTERVAL_MS; i++)
        sample(this->now_ + INTERVAL_MS / 2 + i * INTERVAL_MS, this->read_());
      this->now_ += esphome::diol::MINUTE_MS;
      minute(this->now_);
    }
  }
  /// From now on the compressor never stops, or again as usual.
  void set_stuck(bool stuck) { this->stuck_ = stuck; }

 protected:
  float read_() {
    if (this->left_ == 0) {
      this->on_ = !this->on_;
      this->since_ = 0;
      this->runs_ += this->on_;
      // In readings, three a minute
      this->left_ =
          this->on_ ? (this->runs_ % 24 == 0 ? 108 : 54) + this->random_.below(13) : 110 + this->random_.below(21);
    }
    if (!(this->stuck_ && this->on_))
      this->left_--;
    uint32_t tenths = this->on_ ? 780 + this->random_.below(41) : 18 + this->random_.below(5);
    if (this->on_ && this->since_ == 0)
      tenths *= 2;
    this->since_++;
    return static_cast<float>(tenths) / 10.0f;
  }

  esphome::diol::Random random_{20};
  esphome::diol::TimeMs now_{0};
  uint32_t left_{0}, since_{0}, runs_{0};
  bool on_{true};
  bool stuck_{false};
};
