#pragma once

#include <cmath>
#include <vector>

#include "feature_extractor.h"

constexpr esphome::diol::Levels FRIDGE_LEVELS{true, 2000, 80000};
constexpr float NO_READING = NAN;

struct Ended {
  esphome::diol::Minute minute;
  std::vector<esphome::diol::Phase> phases() const {
    return {this->minute.phases, this->minute.phases + this->minute.phase_count};
  }
};

/// Feeds an extractor and keeps all of its minutes.
struct Feeder {
  esphome::diol::FeatureExtractor extractor;
  std::vector<Ended> minutes;
  esphome::diol::TimeMs time{0};  // of sample_by_seconds()

  explicit Feeder(const esphome::diol::Levels &levels = FRIDGE_LEVELS) { this->extractor.set_levels(levels); }
  void advance(esphome::diol::TimeMs now) {
    while (this->extractor.advance(now))
      this->minutes.push_back({this->extractor.minute()});
  }
  void sample(esphome::diol::TimeMs now, float watts) {
    this->advance(now);
    this->extractor.add_sample(now, watts);
  }
  /// After the time until then went by in seconds, as in a main loop.
  void sample_by_seconds(esphome::diol::TimeMs now, float watts) {
    for (; this->time < now; this->time += esphome::diol::SECOND_MS)
      this->advance(this->time);
    this->sample(now, watts);
  }
  /// The same reading every ten seconds.
  void hold(esphome::diol::TimeMs from, esphome::diol::TimeMs until, float watts) {
    for (esphome::diol::TimeMs t = from; t < until; t += 10 * esphome::diol::SECOND_MS)
      this->sample(t, watts);
    this->advance(until);
  }
  const esphome::diol::Minute &last() const { return this->minutes.back().minute; }
};

inline esphome::diol::TimeMs minutes(double n) {
  return static_cast<esphome::diol::TimeMs>(n * esphome::diol::MINUTE_MS);
}
