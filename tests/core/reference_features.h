#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "feature_extractor.h"

/// The features and gauges once more, slow and obvious: from a table of the power in every second, scanned anew for
/// every minute.

struct TimedSample {
  uint32_t second;
  float watts;  ///< NaN: no reading
};

struct ReferenceRow {
  bool measured;
  bool on;
  std::optional<double> value[esphome::diol::FEATURES];
  std::optional<double> gauge[esphome::diol::GAUGES];
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
  uint32_t covered(uint32_t minute_end) const;
  bool measured(uint32_t minute_end) const { return this->covered(minute_end) >= 30; }
  /// Least or greatest power of the seconds before `end`. [W]
  double least(uint32_t end, uint32_t seconds) const;
  double greatest(uint32_t end, uint32_t seconds) const;
  double unchanged(uint32_t end) const;
  std::optional<double> base(uint32_t end) const;
  Walk walk(uint32_t end) const;
  void fill_features(uint32_t end, const Walk &w, ReferenceRow *row) const;
  void fill_gauges(uint32_t end, const Walk &w, ReferenceRow *row) const;

  esphome::diol::Levels levels_;
  uint32_t first_;
  std::vector<int64_t> power_;  // mW in every second, NOTHING where there is no reading
  std::vector<bool> read_;      // a reading came that second
  std::vector<bool> changed_;   // and was another than before
};
