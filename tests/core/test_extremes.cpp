#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "extremes.h"
#include "gauge_limits.h"
#include "model_text_helpers.h"

namespace {

constexpr int PARTS = 12;

Extremes seen(Gauges values) {
  Extremes extremes;
  extremes.add(gauges_of(values));
  return extremes;
}
bool same(const Extremes &a, const Extremes &b) {
  for (uint8_t g = 0; g < GAUGES; g++) {
    const Gauge gauge = static_cast<Gauge>(g);
    if (a.has(gauge) != b.has(gauge) || (a.has(gauge) && a.value(gauge) != b.value(gauge)))
      return false;
  }
  return true;
}
/// Twelve parts of which some had another value.
float robust(Gauge gauge, float usual, float bad, int bad_parts, const Model &model = fridge_model(),
             int parts = PARTS) {
  std::vector<Extremes> all;
  for (int i = 0; i < parts; i++)
    all.push_back(seen({{gauge, i < bad_parts ? bad : usual}}));
  std::shuffle(all.begin(), all.end(), std::mt19937(1));
  return robust_extreme(gauge, all.data(), static_cast<uint8_t>(parts), model);
}

}  // namespace

TEST_CASE("extremes: the greatest of each gauge is kept, of the least power the least, in whatever order they come") {
  std::mt19937 random(1);
  for (int round = 0; round < 100; round++) {
    std::vector<GaugeRow> rows(20);
    float greatest[GAUGES]{}, least_power = 1e9f;
    for (GaugeRow &row : rows) {
      row.clear();
      for (uint8_t g = 0; g < GAUGES; g++) {
        if (random() % 3 == 0)
          continue;
        row.code[g] = static_cast<uint16_t>(random() % GaugeRow::MISSING);
        greatest[g] = std::max(greatest[g], row.value(g));
        if (g == POWER_LOW)
          least_power = std::min(least_power, row.value(g));
      }
    }
    greatest[POWER_LOW] = least_power;
    Extremes forward, backward;
    std::for_each(rows.begin(), rows.end(), [&](const GaugeRow &row) { forward.add(row); });
    std::for_each(rows.rbegin(), rows.rend(), [&](const GaugeRow &row) { backward.add(row); });
    REQUIRE(same(forward, backward));
    for (uint8_t g = 0; g < GAUGES; g++)
      REQUIRE(forward.value(static_cast<Gauge>(g)) == greatest[g]);
    // Those of two times merge to those of both.
    Extremes one, two;
    for (size_t i = 0; i < rows.size(); i++)
      (i % 3 == 0 ? one : two).add(rows[i]);
    Extremes reversed = two;
    one.add(two);
    reversed.add(one);
    REQUIRE(same(one, forward));
    REQUIRE(same(reversed, forward));
    one.add(Extremes{});
    REQUIRE(same(one, forward));
  }
}

TEST_CASE("extremes: zero was seen, and what a row does not know was not") {
  const Extremes extremes = seen({{TIME_ON, 0.0f}, {POWER_LOW, 0.0f}});
  for (uint8_t g = 0; g < GAUGES; g++)
    CHECK(extremes.has(static_cast<Gauge>(g)) == (g == TIME_ON || g == POWER_LOW));
  CHECK(extremes.value(TIME_ON) == 0.0f);
  CHECK(extremes.value(POWER_LOW) == 0.0f);
}

TEST_CASE("extremes: up to two bad parts of twelve do not become the norm, three do") {
  CHECK(robust(TIME_ON, 30.0f, 300.0f, 0) == 30.0f);
  for (int bad : {1, 2})
    CHECK(robust(TIME_ON, 30.0f, 300.0f, bad) == 45.0f);
  CHECK(robust(TIME_ON, 30.0f, 300.0f, 3) == 300.0f);
  // A little more than usual is no bad part.
  CHECK(robust(TIME_ON, 30.0f, 40.0f, 1) == 40.0f);
}

TEST_CASE("extremes: how far a bad part may lead is measured from the centre, on the side that is unusual") {
  CHECK(robust(POWER_HIGH, 90.0f, 300.0f, 2) == 95.0f);
  CHECK(robust(POWER_LOW, 74.0f, 10.0f, 2) == 71.0f);
  CHECK(robust(POWER_LOW, 74.0f, 10.0f, 3) == 10.0f);
  CHECK(robust(POWER_LOW, 74.0f, 72.0f, 1) == 72.0f);
  CHECK(robust(BASE_LOAD, 6.0f, 80.0f, 1) == doctest::Approx(2 + 1.5 * 4));
  // ... and not less than what meters differ by
  CHECK(robust(POWER_HIGH, 80.0f, 300.0f, 1) == doctest::Approx(80 + 1.5 * 3.2).epsilon(0.001));
}

TEST_CASE("extremes: fewer than five parts cannot be told apart, parts in which it was never seen do not count") {
  CHECK(robust(TIME_ON, 30.0f, 300.0f, 1, fridge_model(), 4) == 300.0f);
  CHECK(robust(TIME_ON, 30.0f, 300.0f, 1, fridge_model(), 5) == 45.0f);
  std::vector<Extremes> parts(PARTS);
  CHECK(robust_extreme(TIME_ON, parts.data(), PARTS, fridge_model()) == 0.0f);
  for (int i = 0; i < 4; i++)
    parts[static_cast<size_t>(i * 3)] = seen({{TIME_ON, i == 2 ? 300.0f : 30.0f}});
  CHECK(robust_extreme(TIME_ON, parts.data(), PARTS, fridge_model()) == 300.0f);
}

TEST_CASE("extremes: of an appliance that people start every part counts") {
  CHECK(robust(TIME_ON, 60.0f, 300.0f, 1, washer_model()) == 300.0f);
  CHECK(robust(FLOOR_ON, 500.0f, 2000.0f, 1, washer_model()) == 2000.0f);
}
