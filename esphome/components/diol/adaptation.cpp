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
}  // namespace

Adapted adapt(const Model &donor, const LearningData &data, const Levels &levels, uint32_t interval_ms) {
  Adapted result{donor, 0.0f};
  Model &m = result.model;
  const float on_ratio = donor.cycles ? donor.longest_on / donor.on_time : 0.0f;
  const float off_ratio = donor.cycles ? donor.longest_off / donor.off_time : 0.0f;
  Model local = donor;
  locate(data, levels, &local);
  // An appliance that cycles and one that does not have no location in common; the donor's stays and will not fit.
  if (local.cycles == donor.cycles)
    m = local;
  m.adapted = true;
  m.interval_s = static_cast<uint8_t>(std::clamp<uint32_t>((interval_ms + SECOND_MS / 2) / SECOND_MS, 1, UINT8_MAX));
  m.longest_on = on_ratio * m.on_time;
  m.longest_off = off_ratio * m.off_time;
  for (Feature feature : OWN_MEANS)
    m.mean[feature] = decode_uf16(encode_uf16(own_mean(data, m, feature)));

  const float limit = distance_limit(donor, DEFAULT_SENSITIVITY);
  float distances[LearningData::ROWS];
  uint16_t explained = 0;
  for (uint16_t i = 0; i < data.rows(); i++) {
    distances[i] = distance(standardise(data.row(i), m), m);
    explained += distances[i] <= limit;
  }
  // Power alone would fit anything that never switches: in that time the donor would have.
  const bool never_switched =
      donor.cycles && !levels.cycles &&
      static_cast<float>(data.minutes()) > TIMER_FACTOR * (donor.longest_on + donor.longest_off);
  result.fit = data.rows() == 0 || never_switched ? 0.0f : static_cast<float>(explained) / data.rows();
  const float greatest = data.rows() == 0 ? 0.0f : *std::max_element(distances, distances + data.rows());
  m.block_max = std::max(donor.block_max, std::min(LOCAL_MARGIN * greatest, MAX_LIMIT_GROWTH * donor.block_max));
  return result;
}

}  // namespace esphome::diol
