#include "adaptation.h"

#include <algorithm>

#include "extreme_range.h"
#include "reach.h"
#include "score.h"
#include "training.h"

namespace esphome::diol {

namespace {
// Measured on 30 pairs of recorded fridges (docs/detection.md).
constexpr uint32_t OWN_HOUR_WORTH = 8;    // of hours learnt: the donor's days count, too
constexpr float UNIT_MARGIN = 1.5f;       // of distances from one unit to another
constexpr uint32_t MIN_ADAPT_PHASES = 1;  // the donor's model tells that it cycles
constexpr float NEVER_SWITCHED = 1.3f;
constexpr float LOCAL_MARGIN = 1.1f;      // above the greatest distance seen while fitting
constexpr float MAX_LIMIT_GROWTH = 1.5f;  // of the donor's limits: a sick appliance must not become the norm
constexpr uint16_t ROWS_PER_SLICE = 8;

/// The donor's extremes in this appliance's units, or what was seen of it, if that is not much more.
void scale_extremes(const Model &donor, const LearningData &data, Model *m) {
  Extremes seen;
  for (uint8_t i = 0; i < data.parts(); i++)
    seen.add(data.extremes()[i]);
  for (uint8_t g = 0; g < GAUGES; g++) {
    const Gauge gauge = static_cast<Gauge>(g);
    const float centre = gauge_centre(gauge, *m);
    const float scale = gauge_unit(gauge, *m) / gauge_unit(gauge, donor);
    const float excess = scale * (donor.extreme[g] - gauge_centre(gauge, donor));
    m->extreme[g] = centre + excess;
    if (seen.has(gauge)) {
      const float own = seen.value(gauge) - centre, most = MAX_LIMIT_GROWTH * excess;
      m->extreme[g] =
          centre + (gauge == POWER_LOW ? std::min(excess, std::max(own, most)) : std::max(excess, std::min(own, most)));
    }
    m->extreme[g] = allowed_extreme(gauge, m->extreme[g], *m);
  }
}

/// Days like the donor's, around this appliance's own medians.
void scale_days(const Model &donor, Model *m) {
  if (!donor.days.known())
    return;
  m->days.mean[DAY_ON] *= m->on_time / donor.on_time;
  m->days.mean[DAY_OFF] *= m->off_time / donor.off_time;
  m->days.mean[DAY_POWER] *= m->on_power * m->duty / (donor.on_power * donor.duty);
  for (float &mean : m->days.mean)
    mean = through_uf16(std::clamp(mean, 0.1f, MAX_PHASE_MINUTES));
}
/// Whether the row's times in the present state are within the model's limits.
bool times_are_usual(const FeatureRow &row, const Model &model, float caution) {
  const auto usual = [&](Gauge gauge, Feature feature) {
    return !gauge_applies(gauge, model) || !row.has(feature) ||
           gauge_score(gauge, row.value(feature), model, caution) <= 1.0f;
  };
  return usual(TIME_ON, ELAPSED_ON) && usual(TIME_OFF, ELAPSED_OFF);
}

}  // namespace

void Adaptation::start(const Model *donor, const LearningData *data, const Levels &levels, uint32_t interval_ms) {
  this->donor_ = donor;
  this->data_ = data;
  this->levels_ = levels;
  this->interval_ms_ = interval_ms;
  this->stage_ = Stage::LOCATE;
}

bool Adaptation::step() {
  switch (this->stage_) {
    case Stage::IDLE:
      return true;
    case Stage::LOCATE:
      this->locate_();
      this->stage_ = Stage::MEANS;
      return false;
    case Stage::MEANS:
      if (this->means_slice_())
        this->stage_ = Stage::PREPARE;
      return false;
    case Stage::PREPARE:
      this->prepare_();
      this->stage_ = Stage::FIT;
      return false;
    case Stage::FIT:
      if (!this->fit_slice_())
        return false;
      this->finish_();
      this->stage_ = Stage::IDLE;
      return true;
  }
  return true;
}

void Adaptation::locate_() {
  const Model &donor = *this->donor_;
  const LearningData &data = *this->data_;
  Model &m = this->result_.model;
  m = donor;
  locate(data, this->levels_, donor.cycles ? MIN_ADAPT_PHASES : MIN_PHASES, &m);
  m.on_demand = donor.on_demand;  // hours do not tell
  // An appliance that cycles and one that does not have no location in common; the donor's stays and will not fit.
  if (m.cycles != donor.cycles)
    m = donor;
  m.adapted = true;
  // Peaks at another interval are not the donor's: they stay left out, and the text says whose interval it holds for.
  this->comparable_ = same_interval(this->interval_ms_, donor);
  if (this->comparable_)
    m.interval_s = whole_seconds(this->interval_ms_);
  // Limits that come from hours of this appliance and days of another have to be wider than either's own.
  m.learnt_hours =
      static_cast<uint16_t>(std::clamp<uint32_t>(OWN_HOUR_WORTH * data.minutes() / 60, 1, donor.learnt_hours));
  scale_extremes(donor, data, &m);
  scale_days(donor, &m);
  for (auto &own : this->own_)
    own = {0, 0.0f};
  this->at_ = 0;
}

bool Adaptation::means_slice_() {
  const uint16_t end = std::min<uint16_t>(this->at_ + ROWS_PER_SLICE, this->data_->rows());
  for (; this->at_ < end; this->at_++) {
    const OwnUnits own = in_own_units(this->data_->row(this->at_), this->result_.model);
    for (uint8_t i = 0; i < OWN_MEAN_COUNT; i++) {
      if (own.known[OWN_MEANS[i]])
        this->own_[i].mean +=
            (own.value[OWN_MEANS[i]] - this->own_[i].mean) / static_cast<float>(++this->own_[i].count);
    }
  }
  return this->at_ >= this->data_->rows();
}

void Adaptation::prepare_() {
  Model &m = this->result_.model;
  for (uint8_t i = 0; i < OWN_MEAN_COUNT; i++) {
    // The donor's where no row has it
    if (this->own_[i].count > 0)
      m.mean[OWN_MEANS[i]] = through_uf16(this->own_[i].mean);
  }
  extend_reach(&m);
  this->caution_ = caution_of(m, DEFAULT_SENSITIVITY);
  this->limit_ = UNIT_MARGIN * limits_of(*this->donor_, DEFAULT_SENSITIVITY).distance;
  this->explained_ = this->at_ = 0;
  this->greatest_ = 0.0f;
}

bool Adaptation::fit_slice_() {
  const Model &m = this->result_.model;
  const uint16_t end = std::min<uint16_t>(this->at_ + ROWS_PER_SLICE, this->data_->rows());
  for (; this->at_ < end; this->at_++) {
    const FeatureRow &row = this->data_->row(this->at_);
    const float far = distance(standardise(comparable_row(row, this->comparable_), m), m);
    this->explained_ += far <= this->limit_ && times_are_usual(row, m, this->caution_);
    this->greatest_ = std::max(this->greatest_, far);
  }
  return this->at_ >= this->data_->rows();
}

void Adaptation::finish_() {
  const Model &donor = *this->donor_;
  const LearningData &data = *this->data_;
  Model &m = this->result_.model;
  // Power alone would fit anything that never switches: in that time the donor would have.
  const bool never_switched =
      donor.cycles && !this->levels_.cycles &&
      static_cast<float>(data.minutes()) > NEVER_SWITCHED * (donor.extreme[TIME_ON] + donor.extreme[TIME_OFF]);
  const bool nothing = data.rows() == 0 || never_switched;
  this->result_.fit = nothing ? 0.0f : static_cast<float>(this->explained_) / data.rows();
  const float most = std::min(MAX_LIMIT_GROWTH * donor.block_max, MAX_BLOCK_DISTANCE);
  const float seen = std::min(LOCAL_MARGIN * this->greatest_, most);
  m.block_max = std::min(UNIT_MARGIN * std::max(donor.block_max, seen), MAX_BLOCK_DISTANCE);
  m.block_mean = std::min(UNIT_MARGIN * donor.block_mean, MAX_BLOCK_DISTANCE);
  m.block_scale = std::min(UNIT_MARGIN * donor.block_scale, MAX_BLOCK_SCALE);
}

}  // namespace esphome::diol
