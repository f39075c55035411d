#include "training.h"

#include <algorithm>
#include <cmath>

#include "extreme_range.h"
#include "reach.h"
#include "score.h"

namespace esphome::diol {

namespace {
constexpr uint16_t ROWS_PER_SLICE = 8;
constexpr uint8_t MIN_TRIM_BLOCKS = 20;  // so that "unusual for a block" means something
constexpr float TRIM_DEVIATIONS = 8.0f;  // median absolute deviations
constexpr uint8_t MAX_TRIM_PERCENT = 15;
constexpr uint8_t MIN_LIMIT_BLOCKS = 4;
constexpr float GUMBEL_SCALE = 0.77969680f;  // sqrt(6) / pi: scale of a Gumbel distribution of standard deviation 1
// Least spreads, in own units: what a meter resolves and what healthy appliances of one kind differ by anyway.
constexpr float LEAST_SPREAD[FEATURES] = {0.15f, 0.15f, 0.15f, 0.15f, 0.02f, 0.05f, 0.05f, 0.1f, 0.05f, 1.0f};
// Off-times of appliances that people start range over more than an octave (fridges: 1.1 to 1.6, all others seen: 2.6
// and more), or their longest, often seen, is far from the usual, or they start less than three times a day.
constexpr float ON_DEMAND_RANGE = 2.2f, ON_DEMAND_LONGEST = 6.0f, ON_DEMAND_STARTS = 3.0f / 24;
constexpr uint8_t CLUSTERS = 6;  // measured: docs/detection.md

/// Whether it starts when people want it to.
bool starts_on_demand(const LearningData &data, const Model &model) {
  const float range = data.phase_minutes_at(false, 0.9f) / data.phase_minutes_at(false, 0.1f);
  Model regular = model;
  regular.on_demand = false;
  const float longest = robust_extreme(TIME_OFF, data.extremes(), data.parts(), regular);
  return range > ON_DEMAND_RANGE || longest > ON_DEMAND_LONGEST * model.off_time ||
         model.starts_per_hour < ON_DEMAND_STARTS;
}

}  // namespace

void locate(const LearningData &data, const Levels &levels, uint32_t min_phases, Model *model) {
  model->cycles = levels.cycles && data.phases_seen(true) >= min_phases && data.phases_seen(false) >= min_phases;
  if (!model->cycles) {
    // Two levels, but hardly used
    model->on_demand = levels.cycles;
    model->on_power = through_uf16(std::max(static_cast<float>(levels.on_level) / 1000.0f, 0.1f));
    model->off_level = model->on_time = model->off_time = model->duty = model->starts_per_hour = 0.0f;
    return;
  }
  model->on_power = through_uf16(data.median_phase_power(true));
  model->off_level = through_uf16(data.median_phase_power(false));
  model->on_time = through_uf16(data.median_phase_minutes(true));
  model->off_time = through_uf16(data.median_phase_minutes(false));
  model->duty = through_uf16(data.share_on());
  model->starts_per_hour = through_uf16(data.starts_per_hour());
  model->on_demand = starts_on_demand(data, *model);
}

uint8_t whole_seconds(uint32_t interval_ms) {
  return static_cast<uint8_t>(std::clamp<uint32_t>((interval_ms + SECOND_MS / 2) / SECOND_MS, 1, UINT8_MAX));
}

void Training::Moment::add(float value) {
  const float off = value - this->mean;
  this->mean += off / static_cast<float>(++this->count);
  this->squares += off * (value - this->mean);
}

float Training::Moment::deviation() const { return std::sqrt(this->squares / static_cast<float>(this->count)); }

void Training::start(const LearningData *data, const Levels &levels, uint32_t interval_ms, bool provisional) {
  this->data_ = data;
  this->levels_ = levels;
  this->interval_ms_ = interval_ms;
  this->provisional_ = provisional;
  this->stage_ = Stage::LOCATE;
}

bool Training::step() {
  switch (this->stage_) {
    case Stage::IDLE:
      return true;
    case Stage::LOCATE:
      this->locate_();
      this->stage_ = Stage::MOMENTS;
      return false;
    case Stage::MOMENTS:
      if (this->moments_slice_())
        this->stage_ = Stage::GRID;
      return false;
    case Stage::GRID:
      if (this->grid_slice_()) {
        // A fixed seed: the same readings give the same model, byte for byte.
        this->kmeans_.start(this->grid_, this->grid_count_, CLUSTERS, 1);
        this->stage_ = Stage::CLUSTER;
      }
      return false;
    case Stage::CLUSTER:
      if (this->kmeans_.step()) {
        this->take_clusters_();
        extend_reach(&this->model_);
        this->distances_ = {0, 0.0f, 0.0f};
        this->greatest_distance_ = 0.0f;
        this->at_ = 0;
        this->stage_ = Stage::BLOCKS;
      }
      return false;
    case Stage::BLOCKS:
      if (this->blocks_slice_()) {
        this->at_ = 0;
        // Learnt for hours only: no block was measured by an earlier model, so all rows stand in for their maxima.
        this->stage_ = this->distances_.count < MIN_LIMIT_BLOCKS ? Stage::ROWS : Stage::LIMITS;
      }
      return false;
    case Stage::ROWS:
      if (this->rows_slice_())
        this->stage_ = Stage::LIMITS;
      return false;
    case Stage::LIMITS:
      this->limits_();
      this->stage_ = Stage::IDLE;
      return true;
  }
  return true;
}

void Training::locate_() {
  const LearningData &data = *this->data_;
  this->model_ = {};
  Model &m = this->model_;
  m.provisional = this->provisional_;
  m.interval_s = whole_seconds(this->interval_ms_);
  m.learnt_hours = static_cast<uint16_t>(std::clamp<uint32_t>(data.minutes() / 60, 1, UINT16_MAX));
  locate(data, this->levels_, MIN_PHASES, &m);
  this->trim_blocks_();
  for (Moment &moment : this->moment_)
    moment = {0, 0.0f, 0.0f};
  this->at_ = this->grid_count_ = 0;
}

void Training::trim_blocks_() {
  // A bad day inside the learning time was unusual by what had been learnt before it: such blocks are left out.
  const LearningData &data = *this->data_;
  std::fill_n(this->trimmed_bits_, sizeof(this->trimmed_bits_), 0);
  float distances[LearningData::BLOCKS];
  uint16_t count = 0;
  for (uint8_t b = 0; b < data.blocks(); b++) {
    if (data.block(b).distance != LearningData::Block::NONE)
      distances[count++] = decode_uf16(data.block(b).distance);
  }
  if (count < MIN_TRIM_BLOCKS)
    return;
  const float middle = median(distances, count);
  const uint16_t kept = static_cast<uint16_t>(count - count * MAX_TRIM_PERCENT / 100);
  std::nth_element(distances, distances + kept - 1, distances + count);
  const float most_kept = distances[kept - 1];
  for (uint16_t i = 0; i < count; i++)
    distances[i] = std::fabs(distances[i] - middle);
  const float limit = std::max(middle + TRIM_DEVIATIONS * median(distances, count), most_kept);
  for (uint8_t b = 0; b < data.blocks(); b++) {
    if (data.block(b).distance != LearningData::Block::NONE && decode_uf16(data.block(b).distance) > limit)
      this->trimmed_bits_[b / 8] |= 1 << (b % 8);
  }
}

bool Training::moments_slice_() {
  const uint16_t end = std::min<uint16_t>(this->at_ + ROWS_PER_SLICE, this->data_->rows());
  for (; this->at_ < end; this->at_++) {
    if (this->trimmed_(this->data_->block_of(this->at_)))
      continue;
    const OwnUnits own = in_own_units(this->data_->row(this->at_), this->model_);
    for (uint8_t j = 0; j < FEATURES; j++) {
      if (own.known[j])
        this->moment_[j].add(own.value[j]);
    }
  }
  if (this->at_ < this->data_->rows())
    return false;
  for (uint8_t j = 0; j < FEATURES; j++) {
    const Moment &moment = this->moment_[j];
    const float spread = moment.count == 0 ? 0.0f : moment.deviation();
    this->model_.mean[j] = through_uf16(moment.mean);
    this->model_.spread[j] = decode_uf8(encode_uf8(std::clamp(spread, LEAST_SPREAD[j], max_spread(j))));
  }
  this->at_ = 0;
  return true;
}

bool Training::grid_slice_() {
  const uint16_t end = std::min<uint16_t>(this->at_ + ROWS_PER_SLICE, this->data_->rows());
  for (; this->at_ < end; this->at_++) {
    if (this->trimmed_(this->data_->block_of(this->at_)))
      continue;
    const Standardised z = standardise(this->data_->row(this->at_), this->model_);
    int8_t *row = this->grid_[this->grid_count_++];
    for (uint8_t j = 0; j < FEATURES; j++) {
      const float steps = z.value[j] / COORDINATE_STEP;
      const float rounded = steps < 0.0f ? steps - 0.5f : steps + 0.5f;
      row[j] = z.known[j] ? static_cast<int8_t>(std::clamp(rounded, -127.0f, 127.0f)) : GRID_MISSING;
    }
  }
  return this->at_ >= this->data_->rows();
}

void Training::take_clusters_() {
  Model &m = this->model_;
  m.clusters = std::max<uint8_t>(this->kmeans_.clusters(), 1);
  const float minutes_per_row = static_cast<float>(this->data_->minutes()) / std::max<uint16_t>(this->grid_count_, 1);
  for (uint8_t k = 0; k < this->kmeans_.clusters(); k++) {
    m.cluster[k].weight = encode_uf8(minutes_per_row * this->kmeans_.size(k) / 16.0f);
    std::copy_n(this->kmeans_.centre(k), FEATURES, m.cluster[k].at);
  }
}

void Training::take_distance_(const FeatureRow &row, float at_least) {
  const float far = distance(standardise(row, this->model_), this->model_);
  const float d = std::min(std::max(far, at_least), MAX_BLOCK_DISTANCE);
  this->distances_.add(d);
  this->greatest_distance_ = std::max(this->greatest_distance_, d);
}

bool Training::blocks_slice_() {
  const LearningData &data = *this->data_;
  const uint16_t end = std::min<uint16_t>(this->at_ + ROWS_PER_SLICE, data.blocks());
  for (; this->at_ < end; this->at_++) {
    const uint8_t b = static_cast<uint8_t>(this->at_);
    const LearningData::Block &block = data.block(b);
    if (this->trimmed_(b) || block.distance == LearningData::Block::NONE)
      continue;
    // The clusters have seen these blocks and lie near them. What a block was when it was new is the honest measure,
    // once half of the time was known.
    this->take_distance_(block.witness, b >= data.blocks() / 2 ? decode_uf16(block.distance) : 0.0f);
  }
  return this->at_ >= data.blocks();
}

bool Training::rows_slice_() {
  const LearningData &data = *this->data_;
  const uint16_t end = std::min<uint16_t>(this->at_ + ROWS_PER_SLICE, data.rows());
  for (; this->at_ < end; this->at_++)
    this->take_distance_(data.row(this->at_), 0.0f);
  if (this->at_ < data.rows())
    return false;
  this->distances_.mean = this->greatest_distance_;
  return true;
}

void Training::limits_() {
  const LearningData &data = *this->data_;
  Model &m = this->model_;
  m.block_minutes = data.block_minutes();
  const uint16_t count = this->distances_.count;
  m.blocks = static_cast<uint8_t>(std::clamp<uint16_t>(count, 1, UINT8_MAX));
  m.block_mean = this->distances_.mean;
  m.block_scale = count == 0 ? 0.0f : std::min(GUMBEL_SCALE * this->distances_.deviation(), MAX_BLOCK_SCALE);
  m.block_max = this->greatest_distance_;
  for (uint8_t g = 0; g < GAUGES; g++) {
    const Gauge gauge = static_cast<Gauge>(g);
    m.extreme[g] = allowed_extreme(gauge, robust_extreme(gauge, data.extremes(), data.parts(), m), m);
  }
  if (m.cycles && !m.on_demand)
    m.days = summarise(data.days(), data.day_count());
}

}  // namespace esphome::diol
