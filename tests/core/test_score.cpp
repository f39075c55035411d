#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>

#include "numeric.h"
#include "sample_models.h"
#include "score.h"

using namespace esphome::diol;

namespace {
constexpr float FAR_LIMIT = 1e6f;  // so that timers alone count
float distance_of(const FeatureRow &row, const Model &model) { return distance(standardise(row, model), model); }
std::array<double, FEATURES> only(uint8_t feature, double deviation) {
  std::array<double, FEATURES> deviations{};
  deviations[feature] = deviation;
  return deviations;
}
}  // namespace

TEST_CASE("score: a minute at the centre of a cluster is not unusual") {
  const Model model = fridge_model();
  uint8_t nearest = 9;
  CHECK(distance(standardise(row_at(model), model), model, &nearest) < 0.05f);
  CHECK(nearest == 0);
  const auto second = row_at(model, {-1, 1, 0, 0, 0, 0, 0, 0, -1.5, 0});
  CHECK(distance(standardise(second, model), model, &nearest) < 0.05f);
  CHECK(nearest == 1);
}

TEST_CASE("score: one feature off by some standard deviations is as far as that") {
  const Model model = fridge_model();
  for (uint8_t j : {LAST_ON, LAST_OFF, ON_POWER, DUTY, OFF_LEVEL, STARTS, UNCHANGED}) {
    CAPTURE(j);
    CHECK(distance_of(row_at(model, only(j, 1.5)), model) == doctest::Approx(1.5).epsilon(0.02));
  }
  CHECK(distance_of(row_at(model, only(PEAK, 3.0)), model) == doctest::Approx(3.0).epsilon(0.02));
}

TEST_CASE("score: own units make two sizes of the same appliance alike") {
  const Model small = fridge_model();
  Model large = small;
  large.on_power *= 2;
  large.on_time *= 4;
  large.off_time *= 2;
  std::mt19937 random(3);
  for (int round = 0; round < 200; round++) {
    std::array<double, FEATURES> deviations;
    for (double &d : deviations)
      d = static_cast<double>(random() % 2000) / 1000 - 0.9;
    CHECK(distance_of(row_at(small, deviations), small) ==
          doctest::Approx(distance_of(row_at(large, deviations), large)).epsilon(0.03));
  }
}

TEST_CASE("score: a missing feature is left out, and the rest counts for all") {
  const Model model = fridge_model();
  FeatureRow row = row_at(model, only(PEAK, 3.0));
  for (uint8_t j : {LAST_ON, LAST_OFF, DUTY, STARTS, OFF_LEVEL})
    row.code[j] = FeatureRow::MISSING;
  CHECK(standardise(row, model).count == 5);
  CHECK(distance_of(row, model) == doctest::Approx(3.0 * std::sqrt(2.0)).epsilon(0.02));
  row.code[PEAK] = FeatureRow::MISSING;
  CHECK(distance_of(row, model) < 0.1f);
}

TEST_CASE("score: nothing known is no score") {
  FeatureRow row;
  std::fill_n(row.code, FEATURES, FeatureRow::MISSING);
  CHECK_FALSE(score_minute(row, fridge_model(), 1.0f).known);
  CHECK(score_minute(row_at(fridge_model()), fridge_model(), 1.0f).known);
}

TEST_CASE("score: an appliance that does not cycle is judged by power, peak and change alone") {
  const Model model = router_model();
  const Standardised z = standardise(row_at(fridge_model()), model);
  for (uint8_t j = 0; j < FEATURES; j++)
    CHECK(z.known[j] == (j == ON_POWER || j == PEAK || j == UNCHANGED));
  CHECK(z.count == 3);
}

TEST_CASE("score: a feature counts to eight standard deviations and no further") {
  const Model model = fridge_model();
  CHECK(distance_of(row_at(model, only(ON_POWER, 8.0)), model) ==
        doctest::Approx(distance_of(row_at(model, only(ON_POWER, 500.0)), model)).epsilon(0.02));
  CHECK(distance_of(row_at(model, only(ON_POWER, 500.0)), model) == doctest::Approx(8.0).epsilon(0.01));
}

TEST_CASE("score: it is the distance in parts of the limit") {
  const Model model = fridge_model();
  const FeatureRow row = row_at(model, only(ON_POWER, 4.0));
  const Score score = score_minute(row, model, 2.5f);
  CHECK(score.value == distance_of(row, model) / 2.5f);
  CHECK(score.by == Deviation::SHAPE);
}

TEST_CASE("score: staying in one state reaches the threshold at one and a half times the longest learnt") {
  const Model model = fridge_model();
  FeatureRow row = row_at(model);
  row.set(ELAPSED_OFF, 0.0f);
  row.set(ELAPSED_ON, 45.0f);
  CHECK(score_minute(row, model, FAR_LIMIT).value == doctest::Approx(1.0).epsilon(0.001));
  CHECK(score_minute(row, model, FAR_LIMIT).by == Deviation::TIMER_ON);
  row.set(ELAPSED_ON, 0.0f);
  row.set(ELAPSED_OFF, 180.0f);
  CHECK(score_minute(row, model, FAR_LIMIT).value == doctest::Approx(2.0).epsilon(0.001));
  CHECK(score_minute(row, model, FAR_LIMIT).by == Deviation::TIMER_OFF);
  CHECK(score_minute(row, router_model(), FAR_LIMIT).value < 0.01f);
}

TEST_CASE("limits: the return level of the learnt maxima, or a margin above the greatest") {
  std::mt19937 random(4);
  int by_level = 0;
  for (int round = 0; round < 1000; round++) {
    Model m = random_model(random);
    const double rate = std::pow(10.0, static_cast<double>(random() % 2001) / 1000 - 1);
    const double blocks = std::max(1.0, 730.5 * 60 / (rate * m.block_minutes));
    const double level = m.block_mean + m.block_scale * (std::log(blocks) - 0.57721566);
    const double floor = m.block_max * (1 + 0.2 * (1 - std::log10(rate)));
    by_level += level > floor;
    CHECK(distance_limit(m, static_cast<float>(rate)) ==
          doctest::Approx(std::max({level, floor, 0.125})).epsilon(1e-4));
  }
  CHECK(by_level > 50);
}

TEST_CASE("limits: the more false alarms are accepted the lower they are") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; round++) {
    const Model m = random_model(random);
    float last = distance_limit(m, MIN_SENSITIVITY);
    for (float rate = MIN_SENSITIVITY; rate <= MAX_SENSITIVITY; rate *= 1.1f) {
      const float limit = distance_limit(m, rate);
      REQUIRE(limit <= last);
      REQUIRE(limit > 0.0f);
      last = limit;
    }
    CHECK(distance_limit(m, 1000.0f) == distance_limit(m, MAX_SENSITIVITY));
    CHECK(distance_limit(m, 0.0f) == distance_limit(m, MIN_SENSITIVITY));
  }
}

TEST_CASE("score: whatever the model and the readings it is a number and not below zero") {
  std::mt19937 random(6);
  for (int round = 0; round < 20000; round++) {
    const Model m = random_model(random);
    FeatureRow row;
    for (uint16_t &code : row.code)
      code = random() % 4 == 0 ? FeatureRow::MISSING : static_cast<uint16_t>(random());
    const Score score = score_minute(row, m, distance_limit(m, 1.0f));
    REQUIRE(std::isfinite(score.value));
    REQUIRE(score.value >= 0.0f);
    REQUIRE(score.cluster < m.clusters);
  }
}
