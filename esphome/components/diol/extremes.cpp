#include "extremes.h"

#include <algorithm>

namespace esphome::diol {

bool has_whole_power(const FeatureRow &row) {
  return row.has(LAST_ON) && row.has(ON_POWER) && row.code[ELAPSED_ON] == 0;
}

void Extremes::add(const FeatureRow &row) {
  if (row.has(PEAK))
    this->greatest_peak = std::max(this->greatest_peak, row.code[PEAK]);
  if (row.has(ELAPSED_ON)) {
    this->longest_on = std::max(this->longest_on, row.code[ELAPSED_ON]);
    this->longest_off = std::max(this->longest_off, row.code[ELAPSED_OFF]);
  }
  if (has_whole_power(row)) {
    this->least_power = std::min(this->least_power, row.code[ON_POWER]);
    this->greatest_power = std::max(this->greatest_power, row.code[ON_POWER]);
  }
}

void Extremes::add(const Extremes &other) {
  this->longest_on = std::max(this->longest_on, other.longest_on);
  this->longest_off = std::max(this->longest_off, other.longest_off);
  this->least_power = std::min(this->least_power, other.least_power);
  this->greatest_power = std::max(this->greatest_power, other.greatest_power);
  this->greatest_peak = std::max(this->greatest_peak, other.greatest_peak);
}

}  // namespace esphome::diol
