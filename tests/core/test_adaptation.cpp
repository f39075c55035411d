#include <doctest/doctest.h>

#include <memory>
#include <random>

#include "adaptation.h"
#include "gauge_limits.h"
#include "model_text_helpers.h"

namespace {

constexpr Levels LARGER{true, 4000, 160000};

/// What a fridge of twice the power and half the times shows in a day, with these gauges in one of its minutes.
std::unique_ptr<LearningData> gathered(Gauges odd = {}) {
  auto data = std::make_unique<LearningData>();
  data->start(1440);
  for (int i = 0; i < 1440; i++) {
    const bool on = i % 30 < 10;
    Minute minute = minute_of(row_at(fridge_model()), gauges_of({}));
    minute.on = on;
    minute.on_seconds = on ? 60 : 0;
    minute.row.set(ELAPSED_ON, on ? static_cast<float>(i % 30) : 0.0f);
    minute.row.set(ELAPSED_OFF, on ? 0.0f : static_cast<float>(i % 30 - 10));
    minute.row.set(LAST_ON, 10.0f);
    minute.row.set(LAST_OFF, 20.0f);
    minute.row.set(ON_POWER, 160.0f);
    minute.row.set(OFF_LEVEL, 4.0f);
    minute.row.set(STARTS, 2.0f);
    minute.row.set(PEAK, 160.0f);
    if (i == 700)
      minute.gauges = gauges_of(odd);
    if (i % 30 == 10 || i % 30 == 0) {
      minute.phase_count = 1;
      minute.phases[0] = i % 30 == 10 ? Phase{true, 10.0f, 160.0f} : Phase{false, 20.0f, 4.0f};
    }
    data->add(minute, nullptr);
  }
  return data;
}

Adapted adapt(const Model &donor, const LearningData &data, const Levels &levels, uint32_t interval_ms) {
  Adaptation adaptation;
  adaptation.start(&donor, &data, levels, interval_ms);
  while (!adaptation.step()) {
  }
  return adaptation.result();
}

Adapted adapted(Gauges odd = {}, const Model &donor = fridge_model()) {
  return adapt(donor, *gathered(odd), LARGER, 10000);
}

}  // namespace

TEST_CASE("adaptation: the donor's extremes are taken over in the appliance's own units") {
  const Model donor = fridge_model(), m = adapted().model;
  REQUIRE(m.adapted);
  REQUIRE(m.on_power == doctest::Approx(160.0).epsilon(0.001));
  REQUIRE(m.on_time == doctest::Approx(10.0).epsilon(0.001));
  CHECK(m.extreme[TIME_ON] == doctest::Approx(donor.extreme[TIME_ON] / 2));
  CHECK(m.extreme[TIME_OFF] == doctest::Approx(donor.extreme[TIME_OFF] / 2));
  CHECK(m.extreme[POWER_HIGH] == doctest::Approx(160 + 2 * 10));
  CHECK(m.extreme[POWER_LOW] == doctest::Approx(160 - 2 * 6));
  CHECK(m.extreme[FLOOR_ON] == doctest::Approx(donor.extreme[FLOOR_ON] * 2));
  CHECK(m.extreme[FLOOR_OFF] == doctest::Approx(4 + 2 * 2));
  CHECK(m.extreme[PEAK_POWER] == doctest::Approx(donor.extreme[PEAK_POWER] * 2));
  CHECK(m.extreme[ATTEMPTS] == donor.extreme[ATTEMPTS]);
  CHECK(m.extreme[HOUR_STARTS] == doctest::Approx(donor.extreme[HOUR_STARTS] * 2));
  CHECK(m.extreme[CYCLE_DUTY] == doctest::Approx(donor.extreme[CYCLE_DUTY]).epsilon(0.01));
  CHECK(m.extreme[BASE_LOAD] == doctest::Approx(4 + 2 * 2));
  CHECK(m.extreme[SAME_READING] == donor.extreme[SAME_READING]);
}

TEST_CASE("adaptation: what was seen of the appliance widens an extreme by half at most") {
  const Model plain = adapted().model;
  for (uint8_t g = 0; g < GAUGES; g++) {
    const Gauge gauge = static_cast<Gauge>(g);
    const float centre = gauge_centre(gauge, plain), excess = plain.extreme[g] - centre;
    CAPTURE(static_cast<int>(g));
    for (const auto &[seen, taken] : {std::pair{0.5f, 1.0f}, {1.25f, 1.25f}, {1.45f, 1.45f}, {5.0f, 1.5f}}) {
      const Model m = adapted({{gauge, centre + seen * excess}}).model;
      const float most = gauge == CYCLE_DUTY ? 1.0f : 1e9f;
      CHECK(m.extreme[g] == doctest::Approx(std::min(centre + taken * excess, most)).epsilon(0.002));
      CHECK(said(parse(text_of(m))) == said(Refusal::NONE));
    }
  }
}

TEST_CASE("adaptation: days are the donor's around the appliance's own times and power") {
  const Model donor = fridge_model(), m = adapted().model;
  CHECK(m.days.mean[DAY_ON] == doctest::Approx(10.0).epsilon(0.01));
  CHECK(m.days.mean[DAY_OFF] == doctest::Approx(20.0).epsilon(0.01));
  CHECK(m.days.mean[DAY_POWER] == doctest::Approx(2 * 28.0).epsilon(0.01));
  for (uint8_t q = 0; q < DAY_QUANTITIES; q++)
    CHECK(m.days.spread[q] == donor.days.spread[q]);
  Model without = donor;
  without.days = {};
  CHECK_FALSE(adapted({}, without).model.days.known());
}

TEST_CASE("adaptation: an hour of the appliance counts eight, but not more than the donor's hours") {
  Model donor = fridge_model();
  CHECK(adapted({}, donor).model.learnt_hours == 8 * 24);
  donor.learnt_hours = 100;
  CHECK(adapted({}, donor).model.learnt_hours == 100);
}

TEST_CASE("adaptation: an appliance of which no whole run was seen keeps the donor's units and limits") {
  LearningData nothing;
  nothing.start(1440);
  const Model donor = fridge_model(), m = adapt(donor, nothing, LARGER, 10000).model;
  CHECK(m.on_power == donor.on_power);
  for (uint8_t g = 0; g < GAUGES; g++)
    CHECK(m.extreme[g] == doctest::Approx(donor.extreme[g]));
}

TEST_CASE("adaptation: without cycles power and peak are scaled, and of runs nothing is said") {
  Levels level;
  level.on_level = 20000;
  auto data = std::make_unique<LearningData>();
  data->start(1440);
  data->add(minute_of(row_at(router_model()), gauges_of({{PEAK_POWER, 45.0f}})), nullptr);
  const Model m = adapt(router_model(), *data, level, 10000).model;
  CHECK(m.on_power == doctest::Approx(20.0));
  CHECK(m.extreme[POWER_HIGH] == doctest::Approx(24.0));
  CHECK(m.extreme[POWER_LOW] == doctest::Approx(18.0));
  CHECK(m.extreme[PEAK_POWER] == doctest::Approx(45.0));
  CHECK(m.extreme[BASE_LOAD] == doctest::Approx(22.0));
  for (Gauge gauge : {TIME_ON, TIME_OFF, FLOOR_OFF, ATTEMPTS, HOUR_STARTS, CYCLE_DUTY})
    CHECK(m.extreme[gauge] == 0.0f);
  CHECK_FALSE(parse(text_of(m)));
}

TEST_CASE("adaptation: whether people start it is the donor's to say, hours do not tell") {
  CHECK(adapted({}, washer_model()).model.on_demand);
  CHECK_FALSE(adapted().model.on_demand);
}

TEST_CASE("adaptation: whatever the donor and whatever was seen, the text of the result is not refused") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; round++) {
    Model donor;  // as it was read from its text
    const std::string text = text_of(random_model(random));
    REQUIRE_FALSE(parse_model(text.data(), text.size(), &donor));
    const auto any = [&] { return decode_uf16(static_cast<uint16_t>(random() % 65535)); };
    const auto data = gathered({{TIME_ON, any()},
                                {TIME_OFF, any()},
                                {POWER_HIGH, any()},
                                {POWER_LOW, any()},
                                {FLOOR_ON, any()},
                                {FLOOR_OFF, any()},
                                {PEAK_POWER, any()},
                                {ATTEMPTS, any()},
                                {HOUR_STARTS, any()},
                                {CYCLE_DUTY, 1.0f},
                                {BASE_LOAD, any()},
                                {SAME_READING, any()}});
    const Adapted result = adapt(donor, *data, LARGER, 10000);
    CAPTURE(text);
    CHECK(said(parse(text_of(result.model))) == said(Refusal::NONE));
    CHECK(result.fit >= 0.0f);
    CHECK(result.fit <= 1.0f);
  }
}

TEST_CASE("adaptation: at another interval the donor's stays in the text, and peaks do not count for the fit") {
  const auto data = gathered();
  for (const auto &[interval, kept] : {std::pair{1000U, 10}, {5000U, 5}, {30000U, 30}, {60000U, 10}})
    CHECK(adapt(fridge_model(), *data, LARGER, interval).model.interval_s == kept);
  Model donor = fridge_model();
  for (uint8_t k = 0; k < donor.clusters; k++)
    donor.cluster[k].at[PEAK] = 127;  // peaks of which the plug sees none
  donor.spread[PEAK] = 8.0f;
  CHECK(adapt(donor, *data, LARGER, 1000).fit >= adapt(donor, *data, LARGER, 10000).fit);
}

TEST_CASE("adaptation: a model whose times are far shorter than the appliance's does not fit") {
  CHECK(adapted().fit == 1.0f);
  // Of phases longer than its donor's only their own median is known: a run of hours stands out.
  auto data = std::make_unique<LearningData>();
  data->start(1440);
  for (int i = 0; i < 1440; i++) {
    Minute minute = minute_of(row_at(fridge_model()), gauges_of({}));
    minute.row.set(ELAPSED_ON, static_cast<float>(i));
    minute.row.set(ELAPSED_OFF, 0.0f);
    data->add(minute, nullptr);
  }
  CHECK(adapt(fridge_model(), *data, LARGER, 10000).fit < MIN_FIT);
}

TEST_CASE("adaptation: it is done in many slices, each of a few rows") {
  const auto data = gathered();
  const Model donor = fridge_model();
  Adaptation adaptation;
  adaptation.start(&donor, data.get(), LARGER, 10000);
  int slices = 1;
  while (!adaptation.step()) {
    CHECK(adaptation.running());
    slices++;
  }
  CHECK_FALSE(adaptation.running());
  CHECK(slices >= 2 * data->rows() / 8);
}
