#include "kmeans.h"

#include <algorithm>

namespace esphome::diol {

void KMeans::start(const GridRow *rows, uint16_t count, uint8_t clusters, uint32_t seed) {
  this->rows_ = rows;
  this->count_ = count;
  this->wanted_ = clusters;
  this->start_ = this->pass_ = 0;
  this->random_ = Random(seed);
  this->now_ = {};
  this->best_ = {};
  this->seeding_ = true;
}

uint32_t KMeans::squared_distance(const GridRow &row, const GridRow &centre) {
  uint32_t squares = 0, known = 0;
  for (uint8_t j = 0; j < FEATURES; j++) {
    if (row[j] == GRID_MISSING)
      continue;
    const int32_t off = row[j] - centre[j];
    squares += static_cast<uint32_t>(off * off);
    known++;
  }
  return known == 0 ? 0 : squares * FEATURES / known;
}

uint8_t KMeans::nearest_(const GridRow &row, uint32_t *squared) const {
  uint8_t nearest = 0;
  *squared = UINT32_MAX;
  for (uint8_t k = 0; k < this->now_.clusters; k++) {
    const uint32_t d = squared_distance(row, this->now_.centre[k]);
    if (d < *squared) {
      *squared = d;
      nearest = k;
    }
  }
  return nearest;
}

void KMeans::seed_one_() {
  uint16_t chosen = 0;
  if (this->now_.clusters == 0) {
    chosen = static_cast<uint16_t>(this->random_.below(this->count_));
  } else {
    uint32_t total = 0, squared;
    for (uint16_t i = 0; i < this->count_; i++) {
      this->nearest_(this->rows_[i], &squared);
      total += squared;
    }
    if (total == 0) {  // every row lies on a centre: there are no more different rows
      this->seeding_ = false;
      return;
    }
    uint32_t at = this->random_.below(total);
    for (uint16_t i = 0; i < this->count_; i++) {
      this->nearest_(this->rows_[i], &squared);
      chosen = i;
      if (at < squared)
        break;
      at -= squared;
    }
  }
  int8_t *centre = this->now_.centre[this->now_.clusters++];
  for (uint8_t j = 0; j < FEATURES; j++)
    centre[j] = this->rows_[chosen][j] == GRID_MISSING ? 0 : this->rows_[chosen][j];
  this->seeding_ = this->now_.clusters < this->wanted_;
}

bool KMeans::lloyd_pass_() {
  std::fill_n(reinterpret_cast<uint8_t *>(this->total_), sizeof(this->total_), 0);
  std::fill_n(this->now_.size, MAX_CLUSTERS, 0);
  this->now_.error = 0;
  for (uint16_t i = 0; i < this->count_; i++) {
    uint32_t squared;
    const uint8_t k = this->nearest_(this->rows_[i], &squared);
    this->now_.error += squared;
    this->now_.size[k]++;
    for (uint8_t j = 0; j < FEATURES; j++) {
      if (this->rows_[i][j] == GRID_MISSING)
        continue;
      this->total_[k].sum[j] += this->rows_[i][j];
      this->total_[k].present[j]++;
    }
  }
  bool moved = false;
  for (uint8_t k = 0; k < this->now_.clusters; k++) {
    for (uint8_t j = 0; j < FEATURES; j++) {
      const int32_t n = this->total_[k].present[j], sum = this->total_[k].sum[j];
      if (n == 0)
        continue;
      // To the nearest grid step, halves away from zero
      const int8_t at = static_cast<int8_t>((sum + (sum < 0 ? -n / 2 : n / 2)) / n);
      moved |= at != this->now_.centre[k][j];
      this->now_.centre[k][j] = at;
    }
  }
  return moved;
}

void KMeans::finish_start_() {
  if (this->start_ == 0 || this->now_.error < this->best_.error)
    this->best_ = this->now_;
  this->start_++;
  this->pass_ = 0;
  this->now_ = {};
  this->seeding_ = true;
  if (this->start_ < STARTS)
    return;
  // Empty clusters are left out, and the order does not depend on the seeding.
  Solution sorted{};
  while (sorted.clusters < this->best_.clusters) {
    uint16_t *heaviest = std::max_element(this->best_.size, this->best_.size + this->best_.clusters);
    if (*heaviest == 0)
      break;
    std::copy_n(this->best_.centre[heaviest - this->best_.size], FEATURES, sorted.centre[sorted.clusters]);
    sorted.size[sorted.clusters++] = *heaviest;
    *heaviest = 0;
  }
  this->best_ = sorted;
}

bool KMeans::step() {
  if (this->start_ >= STARTS)
    return true;
  if (this->seeding_) {
    this->seed_one_();
  } else if (!this->lloyd_pass_() || ++this->pass_ >= MAX_PASSES) {
    this->finish_start_();
  }
  return this->start_ >= STARTS;
}

}  // namespace esphome::diol
