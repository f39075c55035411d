#pragma once

#include <cstdint>

#include "feature_extractor.h"
#include "model.h"
#include "numeric.h"

namespace esphome::diol {

/// A row in steps of COORDINATE_STEP standard deviations, as clusters are stored.
using GridRow = int8_t[FEATURES];
constexpr int8_t GRID_MISSING = INT8_MIN;

/// K-Means in integers, in slices short enough for a plug's main loop.
///
/// k-means++ seeding (Arthur and Vassilvitskii, SODA 2007), Lloyd's iterations, the better of two starts. A missing
/// coordinate is left out of distances and means. Same rows and seed, same clusters, on every chip.
class KMeans {
 public:
  /// `rows` must stay as they are until step() has returned true. 1 <= count, 1 <= clusters <= MAX_CLUSTERS.
  void start(const GridRow *rows, uint16_t count, uint8_t clusters, uint32_t seed);
  /// Does one slice; true when done.
  bool step();

  /// How many clusters there are: fewer than asked for when there are fewer different rows.
  uint8_t clusters() const { return this->best_.clusters; }
  /// Heaviest first.
  const GridRow &centre(uint8_t cluster) const { return this->best_.centre[cluster]; }
  uint16_t size(uint8_t cluster) const { return this->best_.size[cluster]; }

  /// Squared distance in grid steps, as if all coordinates were known.
  static uint32_t squared_distance(const GridRow &row, const GridRow &centre);

 protected:
  static constexpr uint8_t STARTS = 2;
  static constexpr uint8_t MAX_PASSES = 20;
  struct Solution {
    uint8_t clusters;
    GridRow centre[MAX_CLUSTERS];
    uint16_t size[MAX_CLUSTERS];
    uint32_t error;
  };

  void seed_one_();
  bool lloyd_pass_();
  uint8_t nearest_(const GridRow &row, uint32_t *squared) const;
  void finish_start_();

  const GridRow *rows_{nullptr};
  uint16_t count_{0};
  uint8_t wanted_{0};
  uint8_t start_{0};
  uint8_t pass_{0};
  bool seeding_{false};
  Random random_{1};
  Solution now_{};
  Solution best_{};
  struct {
    int32_t sum[FEATURES];
    uint16_t present[FEATURES];
  } total_[MAX_CLUSTERS];
};

}  // namespace esphome::diol
