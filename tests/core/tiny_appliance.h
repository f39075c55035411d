#pragma once

#include <random>

#include "feature_extractor.h"

/// Switches between two powers, irregularly by a few percent: the simplest thing there is to learn. Seeded.
struct TinyAppliance {
  double on_minutes{20}, off_minutes{40};
  double on_power{80}, off_power{2};
  double irregular{0.07};  ///< standard deviation of the phases, in parts
  esphome::diol::TimeMs interval{20 * esphome::diol::SECOND_MS};
  bool stuck{false};  ///< stays in its present state

  explicit TinyAppliance(uint32_t seed = 1) : random(seed) {}

  /// Calls `sample(time, watts)` from `now` on, for so many hours.
  template<typename Sample> void run(double hours, Sample sample) {
    const auto end = this->now + static_cast<esphome::diol::TimeMs>(hours * 60 * esphome::diol::MINUTE_MS);
    for (; this->now < end; this->now += this->interval) {
      if (!this->stuck && this->now >= this->phase_end) {
        this->on = !this->on;
        std::normal_distribution<double> vary(1.0, this->irregular);
        const double minutes = (this->on ? this->on_minutes : this->off_minutes) * vary(this->random);
        this->phase_end = this->now + static_cast<esphome::diol::TimeMs>(minutes * esphome::diol::MINUTE_MS);
      }
      std::normal_distribution<double> noise(1.0, 0.01);
      const double watts = (this->on ? this->on_power : this->off_power) * noise(this->random);
      sample(this->now, static_cast<float>(std::lround(watts * 10)) / 10.0f);
    }
  }

  /// Runs until it has just switched to this state, then keeps it for so many hours.
  template<typename Sample> void get_stuck(bool in_on, double hours, Sample sample) {
    while (this->on != in_on || this->phase_end < this->now + 2 * esphome::diol::MINUTE_MS)
      this->run(1.0 / 60, sample);
    this->stuck = true;
    this->run(hours, sample);
    this->stuck = false;
  }

  std::mt19937 random;
  esphome::diol::TimeMs now{esphome::diol::MINUTE_MS};
  esphome::diol::TimeMs phase_end{0};
  bool on{false};
};
