#pragma once

#include <cstdint>

#include "days.h"
#include "extremes.h"
#include "feature_extractor.h"
#include "levels.h"
#include "model.h"
#include "numeric.h"

namespace esphome::diol {

/// What learning gathers: a bounded sample of rows, the most unusual minute of every block, and the phases seen.
class LearningData {
 public:
  static constexpr uint16_t ROWS = 160;  ///< uniform sample of all minutes (Vitter's algorithm R)
  static constexpr uint8_t BLOCKS = 108;
  static constexpr uint16_t MIN_BLOCK_MINUTES = 120;
  static constexpr uint8_t PHASES = 48;            ///< uniform sample of the whole on- and off-phases
  static constexpr uint8_t VOTES = 15;             ///< as Detector's
  static constexpr uint8_t PARTS = EXTREME_PARTS;  ///< of the learning time, whose extremes are kept apart
  static constexpr uint8_t DAYS = 28;

  struct Block {
    FeatureRow witness;  ///< the minute whose voted distance was the block's greatest
    uint16_t distance;   ///< that distance, uf16; NONE before there was a model to measure with
    static constexpr uint16_t NONE = UINT16_MAX;
  };
  struct PhaseSample {
    uint16_t minutes;  // uf16
    uint16_t power;    // uf16, W
  };

  /// Forgets everything; `minutes` is how long learning is going to take, so that its blocks fit.
  void start(uint32_t minutes);
  /// `candidate` measures how unusual the minute is by what was learnt before it; null while there is none.
  void add(const Minute &minute, const Model *candidate);

  uint32_t minutes() const { return this->minutes_; }
  uint16_t rows() const { return this->row_count_; }
  const FeatureRow &row(uint16_t i) const { return this->rows_[i]; }
  uint8_t block_of(uint16_t row) const { return this->row_block_[row]; }
  uint8_t blocks() const { return static_cast<uint8_t>(this->minutes_ == 0 ? 0 : this->block_index_() + 1); }
  const Block &block(uint8_t i) const { return this->blocks_[i]; }
  /// Of each part of the learning time.
  const Extremes *extremes() const { return this->extremes_; }
  uint8_t parts() const { return static_cast<uint8_t>(this->minutes_ == 0 ? 0 : this->part_index_() + 1); }
  const Day *days() const { return this->days_; }
  uint8_t day_count() const { return this->day_count_; }
  uint16_t block_minutes() const { return this->block_minutes_; }

  uint32_t phases_seen(bool on) const { return this->phases_seen_[on]; }
  float median_phase_minutes(bool on) const { return this->phase_median_(on, &PhaseSample::minutes); }
  /// The phase within which `share` of the time of all phases is reached, counted from the shortest. [minutes]
  float phase_minutes_at(bool on, float share) const;
  float median_phase_power(bool on) const { return this->phase_median_(on, &PhaseSample::power); }
  float share_on() const {
    return this->minutes_ == 0 ? 0.0f : static_cast<float>(this->on_seconds_) / (60.0f * this->minutes_);
  }
  float starts_per_hour() const {
    return this->minutes_ == 0 ? 0.0f : static_cast<float>(this->phases_seen_[1]) * 60.0f / this->minutes_;
  }

 protected:
  friend struct SnapshotFormat;
  uint8_t block_index_() const;
  uint8_t part_index_() const;
  uint16_t phase_count_(bool on) const;
  void add_row_(const FeatureRow &row);
  void add_phase_(const Phase &phase);
  void add_witness_(const FeatureRow &row, const Model &candidate, Block &block);
  float phase_median_(bool on, uint16_t PhaseSample::*what) const;

  Random random_{1};
  uint32_t minutes_{0};  // measured ones
  uint32_t on_seconds_{0};
  uint16_t block_minutes_{MIN_BLOCK_MINUTES};
  uint16_t row_count_{0};
  uint32_t phases_seen_[2]{};
  FeatureRow rows_[ROWS];
  uint8_t row_block_[ROWS];
  Block blocks_[BLOCKS];
  uint16_t part_minutes_{1};
  Extremes extremes_[PARTS];
  DayMeter day_meter_{};
  Day days_[DAYS];
  uint8_t day_count_{0};
  PhaseSample phases_[2][PHASES];
  // the last minutes, for the voted distance
  FeatureRow recent_[VOTES];
  float recent_distance_[VOTES];
  uint8_t recent_at_{0};
  uint8_t recent_count_{0};
};

}  // namespace esphome::diol
