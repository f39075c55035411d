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
// Features whose usual value is the unit's own, not the kind's
constexpr Feature OWN_MEANS[] = {ON_POWER, OFF_LEVEL, PEAK, UNCHANGED};

/// Mean of a feature over the rows, in own units; the donor's where no row has it.
float own_mean(const LearningData &data, const Model &model, Feature feature) {
  float mean = 0.0f;
  uint16_t count = 0;
  for (uint16_t i = 0; i < data.rows(); i++) {
    const OwnUnits own = in_own_units(data.row(i), model);
    if (own.known[feature])
      mean += (own.value[feature] - mean) / static_cast<float>(++count);
  }
  return count == 0 ? model.mean[feature] : mean;
}

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

Adapted adapt(const Model &donor, const LearningData &data, const Levels &levels, uint32_t interval_ms) {
  Adapted result{donor, 0.0f};
  Model &m = result.model;
  Model local = donor;
  locate(data, levels, donor.cycles ? MIN_ADAPT_PHASES : MIN_PHASES, &local);
  local.on_demand = donor.on_demand;  // hours do not tell
  // An appliance that cycles and one that does not have no location in common; the donor's stays and will not fit.
  if (local.cycles == donor.cycles)
    m = local;
  m.adapted = true;
  // Peaks at another interval are not the donor's: they stay left out, and the text says whose interval it holds for.
  const bool comparable = same_interval(interval_ms, donor);
  if (comparable)
    m.interval_s = whole_seconds(interval_ms);
  // Limits that come from hours of this appliance and days of another have to be wider than either's own.
  m.learnt_hours =
      static_cast<uint16_t>(std::clamp<uint32_t>(OWN_HOUR_WORTH * data.minutes() / 60, 1, donor.learnt_hours));
  scale_extremes(donor, data, &m);
  scale_days(donor, &m);
  for (Feature feature : OWN_MEANS)
    m.mean[feature] = through_uf16(own_mean(data, m, feature));
  extend_reach(&m);

  const float caution = caution_of(m, DEFAULT_SENSITIVITY);
  const float limit = UNIT_MARGIN * limits_of(donor, DEFAULT_SENSITIVITY).distance;
  float distances[LearningData::ROWS];
  uint16_t explained = 0;
  for (uint16_t i = 0; i < data.rows(); i++) {
    distances[i] = distance(standardise(comparable_row(data.row(i), comparable), m), m);
    explained += distances[i] <= limit && times_are_usual(data.row(i), m, caution);
  }
  // Power alone would fit anything that never switches: in that time the donor would have.
  const bool never_switched =
      donor.cycles && !levels.cycles &&
      static_cast<float>(data.minutes()) > NEVER_SWITCHED * (donor.extreme[TIME_ON] + donor.extreme[TIME_OFF]);
  result.fit = data.rows() == 0 || never_switched ? 0.0f : static_cast<float>(explained) / data.rows();
  const float greatest = data.rows() == 0 ? 0.0f : *std::max_element(distances, distances + data.rows());
  const float most = std::min(MAX_LIMIT_GROWTH * donor.block_max, MAX_BLOCK_DISTANCE);
  m.block_max =
      std::min(UNIT_MARGIN * std::max(donor.block_max, std::min(LOCAL_MARGIN * greatest, most)), MAX_BLOCK_DISTANCE);
  m.block_mean = std::min(UNIT_MARGIN * donor.block_mean, MAX_BLOCK_DISTANCE);
  m.block_scale = std::min(UNIT_MARGIN * donor.block_scale, MAX_BLOCK_SCALE);
  return result;
}

}  // namespace esphome::diol
