#pragma once

#include <cstdint>

#include "feature_extractor.h"

namespace esphome::diol {

constexpr uint8_t MAX_CLUSTERS = 8;
constexpr uint8_t FEATURE_SET = 1;
// Beyond these limits no reading would ever be unusual (a feature is clipped at 8 standard deviations): no text has
// them.
constexpr float MAX_BLOCK_DISTANCE = 16.0f, MAX_BLOCK_SCALE = 4.0f;
constexpr float MAX_POWER_RATIO = 20.0f;       ///< of a fridge's defrost heater to its compressor: about four
constexpr float MAX_PHASE_MINUTES = 20160.0f;  ///< two weeks; a plug that may be silent for longer guards nothing
/// Greatest spread of a feature.
constexpr float max_spread(uint8_t feature) { return feature == UNCHANGED ? 16.0f : 8.0f; }
constexpr float COORDINATE_STEP = 1.0f / 16.0f;  ///< of a cluster's coordinate, in standard deviations

/// A cluster: where it lies in standardised features and how much of the learning time it took.
struct Cluster {
  uint8_t weight;  ///< uf8 code of the minutes / 16
  int8_t at[FEATURES];
};

/// All that detection needs: what the model text says, decoded. Units as in docs/model-format.md.
struct Model {
  bool provisional;  ///< learnt for less than the full time
  bool adapted;      ///< fitted by a plug to its own appliance
  bool cycles;       ///< the appliance switches between two levels
  uint8_t interval_s;
  uint8_t clusters;
  uint16_t learnt_hours;

  // location: the appliance's own units
  float on_power;   ///< W
  float off_level;  ///< W
  float on_time;    ///< minutes, median
  float off_time;   ///< minutes, median
  float duty;       ///< share of the time on
  float starts_per_hour;

  // limits
  uint16_t block_minutes;  ///< length of the blocks whose greatest distances were kept
  uint8_t blocks;          ///< how many of them (255: or more)
  float block_mean;        ///< their mean, in standard deviations
  float block_scale;       ///< their Gumbel scale
  float block_max;         ///< the greatest
  float longest_on;        ///< minutes
  float longest_off;       ///< minutes
  float least_power;       ///< W, least mean of a whole on-phase
  float greatest_power;    ///< W, greatest mean of a whole on-phase
  float greatest_peak;     ///< W, greatest reading

  // shape
  float mean[FEATURES];
  float spread[FEATURES];
  Cluster cluster[MAX_CLUSTERS];

  Levels levels() const;
};

}  // namespace esphome::diol
