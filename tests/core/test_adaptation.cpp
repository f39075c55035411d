#include <doctest/doctest.h>

#include <memory>

#include "adaptation.h"
#include "model_text_helpers.h"

namespace {

constexpr Levels LARGER{true, 4000, 160000};

/// What a fridge of twice the power and half the times shows in a day. One run has another power, one reading is a
/// peak.
struct Seen {
  float other_power{160.0f};
  float peak{200.0f};
  std::unique_ptr<LearningData> data = std::make_unique<LearningData>();

  const LearningData &gather() {
    this->data->start(1440);
    for (int i = 0; i < 1440; i++) {
      const bool on = i % 30 < 10;
      const float power = i / 30 == 20 ? this->other_power : 160.0f;
      Minute minute{0, true, on, row_at(fridge_model()), 0, {}, static_cast<uint8_t>(on ? 60 : 0)};
      minute.row.set(ELAPSED_ON, on ? static_cast<float>(i % 30) : 0.0f);
      minute.row.set(ELAPSED_OFF, on ? 0.0f : static_cast<float>(i % 30 - 10));
      minute.row.set(LAST_ON, 10.0f);
      minute.row.set(LAST_OFF, 20.0f);
      minute.row.set(ON_POWER, power);
      minute.row.set(OFF_LEVEL, 4.0f);
      minute.row.set(STARTS, 2.0f);
      minute.row.set(PEAK, i == 700 ? this->peak : 160.0f);
      if (i % 30 == 10 || i % 30 == 0) {
        minute.phase_count = 1;
        minute.phases[0] = i % 30 == 10 ? Phase{true, 10.0f, 160.0f} : Phase{false, 20.0f, 4.0f};
      }
      this->data->add(minute, nullptr);
    }
    return *this->data;
  }
};

Model adapted(float other_power, float peak, const Model &donor = fridge_model()) {
  Seen seen{other_power, peak};
  return adapt(donor, seen.gather(), LARGER, 10000).model;
}

}  // namespace

TEST_CASE("adaptation: the donor's limits are taken over in the appliance's own units") {
  const Model donor = fridge_model(), m = adapted(160.0f, 200.0f);
  REQUIRE(m.adapted);
  REQUIRE(m.on_power == doctest::Approx(160.0).epsilon(0.001));
  CHECK(m.longest_on == doctest::Approx(donor.longest_on / 2));
  CHECK(m.longest_off == doctest::Approx(donor.longest_off / 2));
  CHECK(m.least_power == doctest::Approx(donor.least_power * 2));
  CHECK(m.greatest_power == doctest::Approx(donor.greatest_power * 2));
  CHECK(m.greatest_peak == doctest::Approx(donor.greatest_peak * 2));
}

TEST_CASE("adaptation: what was seen widens the limits, but to no more than one and a half times the donor's") {
  // The donor's runs go from 6 W below the usual to 10 W above: here 12 and 20; its peak is here 1600 W.
  CHECK(adapted(185.0f, 200.0f).greatest_power == doctest::Approx(185.0));
  CHECK(adapted(185.0f, 200.0f).least_power == doctest::Approx(148.0));
  CHECK(adapted(400.0f, 200.0f).greatest_power == doctest::Approx(190.0));
  CHECK(adapted(145.0f, 200.0f).least_power == doctest::Approx(145.0));
  CHECK(adapted(145.0f, 200.0f).greatest_power == doctest::Approx(180.0));
  CHECK(adapted(50.0f, 200.0f).least_power == doctest::Approx(142.0));
  CHECK(adapted(160.0f, 2000.0f).greatest_peak == doctest::Approx(2000.0));
  CHECK(adapted(160.0f, 9000.0f).greatest_peak == doctest::Approx(2400.0));
}

TEST_CASE("adaptation: an appliance of which no whole run was seen keeps the donor's units and limits") {
  LearningData nothing;
  nothing.start(1440);
  const Model donor = fridge_model(), m = adapt(donor, nothing, LARGER, 10000).model;
  CHECK(m.on_power == donor.on_power);
  CHECK(m.longest_on == donor.longest_on);
  CHECK(m.least_power == donor.least_power);
  CHECK(m.greatest_power == donor.greatest_power);
  CHECK(m.greatest_peak == donor.greatest_peak);
}

TEST_CASE("adaptation: without cycles the peak is scaled, and of runs nothing is said") {
  Levels level;
  level.on_level = 20000;
  auto data = std::make_unique<LearningData>();
  data->start(1440);
  Minute minute{0, true, true, row_at(router_model()), 0, {}, 60};
  minute.row.set(PEAK, 45.0f);
  data->add(minute, nullptr);
  const Model m = adapt(router_model(), *data, level, 10000).model;
  CHECK(m.on_power == doctest::Approx(20.0));
  CHECK(m.greatest_peak == doctest::Approx(45.0));
  CHECK(m.least_power == 0.0f);
  CHECK(m.greatest_power == 0.0f);
  CHECK_FALSE(parse(text_of(m)));
}

TEST_CASE("adaptation: however wide the donor's limits and whatever was seen, the text of the result is not refused") {
  Model donor = fridge_model();
  donor.greatest_power = 1600.0f;
  donor.block_max = 12.0f;
  donor.least_power = 0.0f;
  for (Feature far : {LAST_ON, LAST_OFF, DUTY, STARTS})
    donor.mean[far] = 6.0f;
  CHECK_FALSE(parse(text_of(donor)));
  for (float power : {1.0f, 160.0f, 30000.0f}) {
    const Model m = adapted(power, 60000.0f, donor);
    CAPTURE(power);
    CHECK(said(parse(text_of(m))) == said(Refusal::NONE));
    CHECK(m.greatest_power > 15.0f * m.on_power);
    CHECK(m.block_max == 16.0f);
  }
}
