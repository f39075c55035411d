#include "learning_data.h"

#include <algorithm>

#include "score.h"

namespace esphome::diol {

void LearningData::start(uint32_t minutes) {
  // Member by member: a whole new object would not fit on an ESP8266's stack.
  this->random_ = Random(1);
  this->minutes_ = this->on_seconds_ = 0;
  this->row_count_ = 0;
  this->phases_seen_[0] = this->phases_seen_[1] = 0;
  this->recent_at_ = this->recent_count_ = 0;
  const uint32_t per_block = (minutes + BLOCKS - 1) / BLOCKS;
  // Whole tens of minutes, as the model text keeps it
  this->block_minutes_ = static_cast<uint16_t>(std::max<uint32_t>(MIN_BLOCK_MINUTES, (per_block + 9) / 10 * 10));
  for (Block &block : this->blocks_)
    block = {{}, Block::NONE};
  this->part_minutes_ = static_cast<uint16_t>(std::max<uint32_t>((minutes + PARTS - 1) / PARTS, 1));
  for (Extremes &extremes : this->extremes_)
    extremes = {};
  this->day_meter_.reset();
  this->day_count_ = 0;
}

uint8_t LearningData::block_index_() const {
  return static_cast<uint8_t>(std::min<uint32_t>((this->minutes_ - 1) / this->block_minutes_, BLOCKS - 1));
}

uint8_t LearningData::part_index_() const {
  return static_cast<uint8_t>(std::min<uint32_t>((this->minutes_ - 1) / this->part_minutes_, PARTS - 1));
}

void LearningData::add(const Minute &minute, const Model *candidate) {
  for (uint8_t i = 0; i < minute.phase_count; i++)
    this->add_phase_(minute.phases[i]);
  if (this->day_meter_.add(minute) && this->day_count_ < DAYS)
    this->days_[this->day_count_++] = this->day_meter_.day();
  if (!minute.measured)
    return;
  this->minutes_++;
  this->on_seconds_ += minute.on_seconds;
  this->add_row_(minute.row);
  Block &block = this->blocks_[this->block_index_()];
  this->extremes_[this->part_index_()].add(minute.gauges);
  if (candidate != nullptr)
    this->add_witness_(minute.row, *candidate, block);
}

void LearningData::add_row_(const FeatureRow &row) {
  uint32_t at = this->row_count_;
  if (at < ROWS) {
    this->row_count_++;
  } else {
    at = this->random_.below(this->minutes_);
    if (at >= ROWS)
      return;
  }
  this->rows_[at] = row;
  this->row_block_[at] = this->block_index_();
}

void LearningData::add_phase_(const Phase &phase) {
  const uint32_t seen = this->phases_seen_[phase.on]++;
  const uint32_t at = seen < PHASES ? seen : this->random_.below(seen + 1);
  if (at < PHASES)
    this->phases_[phase.on][at] = {encode_uf16(phase.minutes), encode_uf16(phase.power)};
}

void LearningData::add_witness_(const FeatureRow &row, const Model &candidate, Block &block) {
  this->recent_[this->recent_at_] = row;
  this->recent_distance_[this->recent_at_] = distance(standardise(row, candidate), candidate);
  this->recent_at_ = (this->recent_at_ + 1) % VOTES;
  this->recent_count_ = std::min<uint8_t>(this->recent_count_ + 1, VOTES);
  if (this->recent_count_ < VOTES)
    return;
  float sorted[VOTES];
  std::copy_n(this->recent_distance_, VOTES, sorted);
  const float voted = median(sorted, VOTES);
  const uint16_t code = std::min<uint16_t>(encode_uf16(voted), Block::NONE - 1);
  if (block.distance != Block::NONE && code <= block.distance)
    return;
  block.distance = code;
  // The median of an odd number of values is one of them: that minute stands for the vote.
  const float *at = std::find(this->recent_distance_, this->recent_distance_ + VOTES, voted);
  block.witness = this->recent_[at - this->recent_distance_];
}

uint16_t LearningData::phase_count_(bool on) const {
  return static_cast<uint16_t>(std::min<uint32_t>(this->phases_seen_[on], PHASES));
}

float LearningData::phase_median_(bool on, uint16_t PhaseSample::*what) const {
  const uint16_t count = this->phase_count_(on);
  if (count == 0)
    return 0.0f;
  float values[PHASES];
  for (uint16_t i = 0; i < count; i++)
    values[i] = decode_uf16(this->phases_[on][i].*what);
  return median(values, count);
}

float LearningData::phase_minutes_at(bool on, float share) const {
  const uint16_t count = this->phase_count_(on);
  float values[PHASES], total = 0.0f, below = 0.0f;
  for (uint16_t i = 0; i < count; i++)
    total += values[i] = decode_uf16(this->phases_[on][i].minutes);
  std::sort(values, values + count);
  for (uint16_t i = 0; i < count; i++) {
    below += values[i];
    if (below >= share * total)
      return values[i];
  }
  return 0.0f;
}

}  // namespace esphome::diol
