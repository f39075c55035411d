#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "feature_extractor.h"

/// The features once more, slow and obvious: from a table of the power in every second, scanned anew for every minute.

struct TimedSample {
  uint32_t second;
  float watts;  ///< NaN: no reading
};

struct ReferenceRow {
  bool measured;
  bool on;
  std::optional<double> value[esphome::diol::FEATURES];
  std::vector<esphome::diol::Phase> phases;  ///< that ended within the minute
};

class ReferenceFeatures {
 public:
  /// `samples` in order of time, the first one a reading.
  ReferenceFeatures(const std::vector<TimedSample> &samples, const esphome::diol::Levels &levels);
  /// The minute that ends at this second.
  ReferenceRow minute(uint32_t end) const;

 protected:
  static constexpr int64_t NOTHING = -1;
  struct Walk;

  int64_t power_at(uint32_t second) const { return second < this->power_.size() ? this->power_[second] : NOTHING; }
  Walk walk(uint32_t end) const;

  esphome::diol::Levels levels_;
  uint32_t first_;
  std::vector<int64_t> power_;  // mW in every second, NOTHING where there is no reading
  std::vector<bool> changed_;   // a reading came that second and was another than before
};
