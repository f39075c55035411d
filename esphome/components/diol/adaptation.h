#pragma once

#include "learning_data.h"
#include "levels.h"
#include "model.h"

namespace esphome::diol {

struct Adapted {
  Model model;
  float fit;  ///< share of the plug's own minutes that the donor's shape explains, 0 to 1
};

/// Below this share the given model is not this appliance's.
constexpr float MIN_FIT = 0.7f;
/// Whole on- and off-phases that fitting needs to find an appliance's own times.
constexpr uint32_t ADAPT_CYCLES = 6;

/// Fits a donor's model to the appliance that `data` was gathered from, in slices: location is the appliance's own,
/// spreads and clusters are the donor's, limits the donor's or a little above what was seen. With too few phases the
/// donor's location stays.
class Adaptation {
 public:
  /// `donor` and `data` must stay as they are until step() has returned true.
  void start(const Model *donor, const LearningData *data, const Levels &levels, uint32_t interval_ms);
  /// Does one slice; true when done.
  bool step();
  void stop() { this->stage_ = Stage::IDLE; }
  bool running() const { return this->stage_ != Stage::IDLE; }
  /// Of the last one that was done.
  const Adapted &result() const { return this->result_; }

 protected:
  // Features whose usual value is the unit's own, not the kind's
  static constexpr Feature OWN_MEANS[] = {ON_POWER, OFF_LEVEL, PEAK, UNCHANGED};
  static constexpr uint8_t OWN_MEAN_COUNT = 4;
  enum class Stage : uint8_t { IDLE, LOCATE, MEANS, PREPARE, FIT };
  void locate_();
  bool means_slice_();
  void prepare_();
  bool fit_slice_();
  void finish_();

  const Model *donor_{nullptr};
  const LearningData *data_{nullptr};
  Levels levels_{};
  uint32_t interval_ms_{0};
  Stage stage_{Stage::IDLE};
  bool comparable_{false};
  uint16_t at_{0};
  struct {
    uint16_t count;
    float mean;
  } own_[OWN_MEAN_COUNT]{};
  float caution_{0.0f};
  float limit_{0.0f};
  uint16_t explained_{0};
  float greatest_{0.0f};
  Adapted result_{};
};

}  // namespace esphome::diol
