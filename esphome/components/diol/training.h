#pragma once

#include <cstdint>

#include "kmeans.h"
#include "learning_data.h"
#include "levels.h"
#include "model.h"

namespace esphome::diol {

/// Fills in what is local to an appliance: its levels, its own on- and off-time, duty and starts.
/// It cycles when `min_phases` whole on- and off-phases were seen.
void locate(const LearningData &data, const Levels &levels, uint32_t min_phases, Model *model);
constexpr uint32_t MIN_PHASES = 3;

/// The time between samples as the model text has it: whole seconds, 1 to 255.
uint8_t whole_seconds(uint32_t interval_ms);

/// Makes a model of learning data, in slices: own units, then means and spreads, then clusters, then limits.
class Training {
 public:
  /// `data` must stay as it is until step() has returned true.
  void start(const LearningData *data, const Levels &levels, uint32_t interval_ms, bool provisional);
  /// Does one slice; true when done.
  bool step();
  void stop() { this->stage_ = Stage::IDLE; }
  bool running() const { return this->stage_ != Stage::IDLE; }
  const Model &model() const { return this->model_; }

 protected:
  enum class Stage : uint8_t { IDLE, LOCATE, MOMENTS, GRID, CLUSTER, BLOCKS, ROWS, LIMITS };
  void locate_();
  bool moments_slice_();
  bool grid_slice_();
  void take_clusters_();
  bool blocks_slice_();
  bool rows_slice_();
  void take_distance_(const FeatureRow &row, float at_least);
  void limits_();
  bool trimmed_(uint8_t block) const { return this->trimmed_bits_[block / 8] >> (block % 8) & 1; }
  void trim_blocks_();

  const LearningData *data_{nullptr};
  Levels levels_{};
  uint32_t interval_ms_{0};
  bool provisional_{false};
  Stage stage_{Stage::IDLE};
  uint16_t at_{0};
  Model model_{};
  uint8_t trimmed_bits_[(LearningData::BLOCKS + 7) / 8]{};
  // Welford's running mean and sum of squares (Technometrics 1962)
  struct Moment {
    uint16_t count;
    float mean;
    float squares;
    void add(float value);
    float deviation() const;
  };
  Moment moment_[FEATURES]{};
  Moment distances_{};
  float greatest_distance_{0.0f};
  uint16_t grid_count_{0};
  GridRow grid_[LearningData::ROWS];
  KMeans kmeans_;
};

}  // namespace esphome::diol
