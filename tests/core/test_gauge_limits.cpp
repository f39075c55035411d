#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "gauge_limits.h"
#include "model_text_helpers.h"

namespace {

/// What just reaches the limit.
float limit_of(Gauge gauge, const Model &model, float caution = 1.0f) {
  float low = 0.0f, high = 1e7f;
  if (gauge == POWER_LOW)
    high = -high;
  for (int i = 0; i < 200; i++) {
    const float middle = (low + high) / 2;
    (gauge_score(gauge, middle, model, caution) > 1.0f ? high : low) = middle;
  }
  return low;
}

}  // namespace

TEST_CASE("gauge limits: the limits of a fridge") {
  const Model m = fridge_model();
  const std::pair<Gauge, double> limits[] = {
      {TIME_ON, 1.35 * 30},
      {TIME_OFF, 1.35 * 60},
      {POWER_HIGH, 80 + 1.8 * (90 - 80)},
      {FLOOR_ON, 1.1 * 100},
      {FLOOR_OFF, 2 + 1.5 * (1 + 0.015 * 80)},  // learnt was less than meters differ by
      {PEAK_POWER, 1.4 * 800},
      {ATTEMPTS, 1.3 * 4},
      {HOUR_STARTS, 1.3 * 3},
      {CYCLE_DUTY, m.duty + 1.8 * (0.5 - m.duty)},
      {BASE_LOAD, 2 + 1.6 * (1 + 0.015 * 80)},
      {SAME_READING, 1.75 * 20},
  };
  for (const auto &[gauge, limit] : limits) {
    CAPTURE(static_cast<int>(gauge));
    CHECK(limit_of(gauge, m) == doctest::Approx(limit).epsilon(1e-4));
  }
  CHECK(gauge_score(POWER_LOW, 80 - 1.8f * 6, m, 1.0f) == doctest::Approx(1.0));
  CHECK(gauge_score(POWER_LOW, 80 - 3.6f * 6, m, 1.0f) == doctest::Approx(2.0));
}

TEST_CASE("gauge limits: nothing is unusual on the usual side, however far") {
  const Model m = fridge_model();
  for (uint8_t g = 0; g < GAUGES; g++) {
    const float usual = g == POWER_LOW ? 1e6f : 0.0f;
    CHECK(gauge_score(static_cast<Gauge>(g), usual, m, 1.0f) == 0.0f);
  }
}

TEST_CASE("gauge limits: differences that meters and mains make are below any limit, whatever little was learnt") {
  Model m = fridge_model();
  for (uint8_t g = POWER_HIGH; g < GAUGES; g++)
    m.extreme[g] = gauge_centre(static_cast<Gauge>(g), m);
  CHECK(gauge_score(POWER_HIGH, 80 * 1.05f, m, 1.0f) < 1.0f);
  CHECK(gauge_score(POWER_LOW, 80 * 0.95f, m, 1.0f) < 1.0f);
  CHECK(gauge_score(FLOOR_ON, 80.0f, m, 1.0f) < 1.0f);
  CHECK(gauge_score(FLOOR_OFF, 5.0f, m, 1.0f) < 1.0f);
  CHECK(gauge_score(PEAK_POWER, 120.0f, m, 1.0f) < 1.0f);
  CHECK(gauge_score(ATTEMPTS, 3.0f, m, 1.0f) < 1.0f);
  CHECK(gauge_score(HOUR_STARTS, 3.0f, m, 1.0f) < 1.0f);
  CHECK(gauge_score(CYCLE_DUTY, m.duty * 1.2f, m, 1.0f) < 1.0f);
  CHECK(gauge_score(BASE_LOAD, 5.0f, m, 1.0f) < 1.0f);
  CHECK(gauge_score(SAME_READING, 25.0f, m, 1.0f) < 1.0f);
  // What does not cycle has a tenth to itself.
  Model router = router_model();
  router.extreme[POWER_HIGH] = router.extreme[POWER_LOW] = router.extreme[BASE_LOAD] = router.on_power;
  CHECK(gauge_score(POWER_HIGH, 11.7f, router, 1.0f) < 1.0f);
  CHECK(gauge_score(POWER_LOW, 8.3f, router, 1.0f) < 1.0f);
  CHECK(gauge_score(BASE_LOAD, 11.5f, router, 1.0f) < 1.0f);
}

TEST_CASE("gauge limits: which gauges mean something depends on the appliance") {
  using Set = std::set<int>;
  const auto applying = [](const Model &model) {
    Set set;
    for (uint8_t g = 0; g < GAUGES; g++) {
      if (gauge_applies(static_cast<Gauge>(g), model))
        set.insert(g);
    }
    return set;
  };
  CHECK(applying(fridge_model()).size() == GAUGES);
  CHECK(applying(router_model()) == Set{POWER_HIGH, POWER_LOW, FLOOR_ON, PEAK_POWER, BASE_LOAD, SAME_READING});
  // Not being used for long, or often in an hour, or with another program, is no fault.
  CHECK(applying(washer_model()) == Set{TIME_ON, FLOOR_ON, PEAK_POWER, BASE_LOAD, SAME_READING});
}

TEST_CASE("gauge limits: of on-demand appliances a run may take longer and draw more") {
  Model regular = washer_model();
  regular.on_demand = false;
  CHECK(limit_of(TIME_ON, washer_model()) == doctest::Approx(2.0 * 120).epsilon(1e-4));
  CHECK(limit_of(TIME_ON, regular) == doctest::Approx(1.35 * 120).epsilon(1e-4));
  CHECK(limit_of(FLOOR_ON, washer_model()) == doctest::Approx(1.35 * 2000).epsilon(1e-4));
  CHECK(limit_of(FLOOR_ON, regular) == doctest::Approx(1.1 * 2000).epsilon(1e-4));
}

TEST_CASE("gauge limits: caution is one after nine days at a false alarm a month, and grows both ways") {
  Model m = fridge_model();
  CHECK(caution_of(m, 1.0f) == doctest::Approx(1.0));
  m.learnt_hours = 2000;
  CHECK(caution_of(m, 1.0f) == doctest::Approx(1.0));
  m.learnt_hours = 108;
  CHECK(caution_of(m, 1.0f) == doctest::Approx(1.3));
  CHECK(caution_of(m, 0.5f) == doctest::Approx(1.45));
  CHECK(caution_of(m, 2.0f) == doctest::Approx(1.15));
  m.learnt_hours = 216;
  CHECK(caution_of(m, 0.1f) == doctest::Approx(1.0 + 0.15 * std::log2(10.0)));
  CHECK(caution_of(m, 10.0f) == doctest::Approx(1.0 - 0.15 * std::log2(10.0)));
  CHECK(caution_of(m, 0.0f) == caution_of(m, MIN_SENSITIVITY));
  CHECK(caution_of(m, 1e6f) == caution_of(m, MAX_SENSITIVITY));
}

TEST_CASE("gauge limits: the less was learnt and the fewer false alarms are accepted, the wider every limit is") {
  const Model m = fridge_model();
  for (float rate = MIN_SENSITIVITY; rate <= MAX_SENSITIVITY; rate *= 1.3f) {
    Model learnt = m;
    float last = 0.0f;
    for (uint16_t hours : {1000, 216, 200, 100, 48, 24, 6, 1}) {
      learnt.learnt_hours = hours;
      CHECK(caution_of(learnt, rate) >= last);
      last = caution_of(learnt, rate);
      CHECK(last >= 0.3f);
      if (rate * 1.3f <= MAX_SENSITIVITY)
        CHECK(caution_of(learnt, rate * 1.3f) <= last);
    }
  }
  for (uint8_t g = 0; g < GAUGES; g++) {
    const Gauge gauge = static_cast<Gauge>(g);
    const bool low = gauge == POWER_LOW;
    CAPTURE(static_cast<int>(g));
    for (float caution = 0.3f; caution < 3.0f; caution += 0.1f) {
      const float tight = limit_of(gauge, m, caution), wide = limit_of(gauge, m, caution + 0.1f);
      CHECK((low ? -wide : wide) >= (low ? -tight : tight));
    }
  }
}

TEST_CASE("gauge limits: no limit is within what was learnt") {
  std::mt19937 random(1);
  for (int round = 0; round < 5000; round++) {
    const Model m = random_model(random);
    for (uint8_t g = 0; g < GAUGES; g++) {
      const Gauge gauge = static_cast<Gauge>(g);
      if (gauge_applies(gauge, m))
        REQUIRE(gauge_score(gauge, m.extreme[g], m, caution_of(m, 10.0f)) <= 1.0f);
    }
  }
}

TEST_CASE("gauge limits: the extreme for a value makes that value the limit") {
  const Model fridge = fridge_model();
  for (float caution : {0.5f, 1.0f, 2.5f}) {
    for (uint8_t g = 0; g < GAUGES; g++) {
      const Gauge gauge = static_cast<Gauge>(g);
      Model m = fridge;
      const float centre = gauge_centre(gauge, m);
      const float value = centre + 5.0f * gauge_width(gauge, m);
      m.extreme[g] = extreme_for(gauge, value, m, caution);
      CAPTURE(static_cast<int>(g));
      CHECK(gauge_score(gauge, value, m, caution) == doctest::Approx(1.0).epsilon(1e-4));
      CHECK(gauge_score(gauge, value, fridge, caution) > 1.0f);
    }
  }
}

TEST_CASE("gauge limits: whatever the model and the reading, the score is a number and not below zero") {
  std::mt19937 random(2);
  for (int round = 0; round < 5000; round++) {
    const Model m = random_model(random);
    for (uint8_t g = 0; g < GAUGES; g++) {
      const Gauge gauge = static_cast<Gauge>(g);
      if (!gauge_applies(gauge, m))
        continue;
      const float value = decode_uf16(static_cast<uint16_t>(random()));
      const float score = gauge_score(gauge, value, m, caution_of(m, 1.0f));
      REQUIRE(std::isfinite(score));
      REQUIRE(score >= 0.0f);
      REQUIRE(std::isfinite(extreme_for(gauge, value, m, 1.0f)));
    }
  }
}
