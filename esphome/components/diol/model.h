#pragma once

#include <cstdint>

#include "minute.h"

namespace esphome::diol {

constexpr uint8_t MAX_CLUSTERS = 8;
constexpr uint8_t FEATURE_SET = 1;
constexpr float MAX_POWER_W = 32768.0f, MAX_PEAK_W = 65536.0f;  ///< that a text has
// Beyond these limits no reading would ever be unusual (a feature is clipped at 8 standard deviations): no text has
// them.
constexpr float MAX_BLOCK_DISTANCE = 16.0f, MAX_BLOCK_SCALE = 4.0f;
constexpr float MIN_PHASE_MINUTES = 0.05f;
constexpr float MAX_PHASE_MINUTES = 20160.0f;  ///< two weeks; a plug that may be silent for longer guards nothing
constexpr float MAX_DAY_SPREAD = 1.0f;         ///< octaves from day to day
/// Greatest spread of a feature.
constexpr float max_spread(uint8_t feature) { return feature == UNCHANGED ? 16.0f : 8.0f; }
constexpr float COORDINATE_STEP = 1.0f / 16.0f;  ///< of a cluster's coordinate, in standard deviations

/// A cluster: where it lies in standardised features and how much of the learning time it took.
struct Cluster {
  uint8_t weight;  ///< uf8 code of the minutes / 16
  int8_t at[FEATURES];
};

/// What is compared from day to day.
enum DayQuantity : uint8_t {
  DAY_ON,     ///< minutes, geometric mean of a day's on-phases, by their length
  DAY_OFF,    ///< minutes, geometric mean of its off-phases
  DAY_POWER,  ///< W, mean
};
constexpr uint8_t DAY_QUANTITIES = 3;

/// The days learnt from: their geometric mean and how they spread. All zero when unknown.
struct Days {
  float mean[DAY_QUANTITIES];
  float spread[DAY_QUANTITIES];  ///< octaves
  bool known() const { return this->mean[DAY_ON] > 0.0f; }
};

/// All that detection needs: what the model text says, decoded. Units as in docs/model-format.md.
struct Model {
  bool provisional;  ///< learnt for less than the full time
  bool adapted;      ///< fitted by a plug to its own appliance
  bool cycles;       ///< the appliance switches between two levels
  bool on_demand;    ///< it does so when people want it to, not by itself
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
  float extreme[GAUGES];   ///< the greatest learnt of each gauge; of POWER_LOW the least
  Days days;

  // shape
  float mean[FEATURES];
  float spread[FEATURES];
  Cluster cluster[MAX_CLUSTERS];

  Levels levels() const;
};

}  // namespace esphome::diol
