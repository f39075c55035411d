#include "adaptation.h"

#include <algorithm>

#include "score.h"
#include "training.h"

namespace esphome::diol {

namespace {
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

/// The donor's limits in this appliance's units, or what was seen of it, if that is not much more.
void scale_limits(const Model &donor, const LearningData &data, Model *m) {
  const float watts = m->on_power / donor.on_power;
  Extremes seen;
  for (uint8_t b = 0; b < data.blocks(); b++)
    seen.add(data.block(b).extremes);
  const float peak = watts * donor.greatest_peak;
  m->greatest_peak = std::max(peak, std::min(decode_uf16(seen.greatest_peak), MAX_LIMIT_GROWTH * peak));
  if (!m->cycles)
    return;
  m->longest_on = std::min(donor.longest_on / donor.on_time * m->on_time, MAX_PHASE_MINUTES);
  m->longest_off = std::min(donor.longest_off / donor.off_time * m->off_time, MAX_PHASE_MINUTES);
  const float above = watts * (donor.greatest_power - donor.on_power);
  const float below = watts * (donor.on_power - donor.least_power);
  const float seen_above = decode_uf16(seen.greatest_power) - m->on_power;
  const float seen_below = m->on_power - decode_uf16(std::min(seen.least_power, encode_uf16(m->on_power)));
  m->greatest_power = greatest_power(*m, m->on_power + std::max(above, std::min(seen_above, MAX_LIMIT_GROWTH * above)));
  m->least_power = m->on_power - std::max(below, std::min(seen_below, MAX_LIMIT_GROWTH * below));
}
}  // namespace

Adapted adapt(const Model &donor, const LearningData &data, const Levels &levels, uint32_t interval_ms) {
  Adapted result{donor, 0.0f};
  Model &m = result.model;
  Model local = donor;
  locate(data, levels, &local);
  // An appliance that cycles and one that does not have no location in common; the donor's stays and will not fit.
  if (local.cycles == donor.cycles)
    m = local;
  m.adapted = true;
  m.interval_s = whole_seconds(interval_ms);
  scale_limits(donor, data, &m);
  for (Feature feature : OWN_MEANS)
    m.mean[feature] = through_uf16(own_mean(data, m, feature));

  const float limit = distance_limit(donor, DEFAULT_SENSITIVITY);
  float distances[LearningData::ROWS];
  uint16_t explained = 0;
  for (uint16_t i = 0; i < data.rows(); i++) {
    distances[i] = distance(standardise(data.row(i), m), m);
    explained += distances[i] <= limit;
  }
  // Power alone would fit anything that never switches: in that time the donor would have.
  const bool never_switched = donor.cycles && !levels.cycles &&
                              static_cast<float>(data.minutes()) > TIME_FACTOR * (donor.longest_on + donor.longest_off);
  result.fit = data.rows() == 0 || never_switched ? 0.0f : static_cast<float>(explained) / data.rows();
  const float greatest = data.rows() == 0 ? 0.0f : *std::max_element(distances, distances + data.rows());
  const float most = std::min(MAX_LIMIT_GROWTH * donor.block_max, MAX_BLOCK_DISTANCE);
  m.block_max = std::max(donor.block_max, std::min(LOCAL_MARGIN * greatest, most));
  return result;
}

}  // namespace esphome::diol
