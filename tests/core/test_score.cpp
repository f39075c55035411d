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
constexpr float FAR_LIMIT = 1e6f;  // so that the limits beside the distance alone count
float distance_of(const FeatureRow &row, const Model &model) { return distance(standardise(row, model), model); }
std::array<double, FEATURES> only(uint8_t feature, double deviation) {
  std::array<double, FEATURES> deviations{};
  deviations[feature] = deviation;
  return deviations;
}
/// Off, after a whole run of this mean power.
FeatureRow off_after(float power) {
  FeatureRow row = row_at(fridge_model());
  row.set(ELAPSED_ON, 0.0f);
  row.set(ON_POWER, power);
  return row;
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

TEST_CASE("score: staying in one state reaches the threshold at 1.3 times the longest learnt, at once") {
  const Model model = fridge_model();
  FeatureRow row = row_at(model);
  row.set(ELAPSED_OFF, 0.0f);
  row.set(ELAPSED_ON, 39.0f);
  CHECK(score_minute(row, model, FAR_LIMIT).value == doctest::Approx(1.0).epsilon(0.001));
  CHECK(score_minute(row, model, FAR_LIMIT).by == Deviation::TIME_ON);
  CHECK(score_minute(row, model, FAR_LIMIT).at_once == score_minute(row, model, FAR_LIMIT).value);
  row.set(ELAPSED_ON, 0.0f);
  row.set(ELAPSED_OFF, 156.0f);
  CHECK(score_minute(row, model, FAR_LIMIT).value == doctest::Approx(2.0).epsilon(0.001));
  CHECK(score_minute(row, model, FAR_LIMIT).by == Deviation::TIME_OFF);
  CHECK(score_minute(row, model, FAR_LIMIT).at_once == score_minute(row, model, FAR_LIMIT).value);
  row.code[PEAK] = FeatureRow::MISSING;
  CHECK(score_minute(row, router_model(), FAR_LIMIT).value < 0.01f);
}

TEST_CASE(
    "score: the mean power of a run reaches the threshold at one and a half times the learnt way, on both sides") {
  const Model model = fridge_model();  // learnt: from 74 to 90 W, usually 80
  const auto score = [&](float power) { return score_minute(off_after(power), model, FAR_LIMIT); };
  CHECK(score(80.0f).by != Deviation::POWER);
  for (const auto &[power, expected] :
       {std::pair{95.0f, 1.0}, {110.0f, 2.0}, {71.0f, 1.0}, {62.0f, 2.0}, {90.0f, 2.0 / 3}}) {
    CAPTURE(power);
    CHECK(score(power).value == doctest::Approx(expected).epsilon(0.001));
    CHECK(score(power).by == Deviation::POWER);
  }
}

TEST_CASE("score: a run's power may differ by 4 percent however alike the learnt runs were") {
  Model model = fridge_model();
  model.least_power = model.greatest_power = model.on_power;
  for (float power : {80.0f + 1.5f * 3.2f, 80.0f - 1.5f * 3.2f})
    CHECK(score_minute(off_after(power), model, FAR_LIMIT).value == doctest::Approx(1.0).epsilon(0.01));
  model.greatest_power = 81.0f;
  CHECK(score_minute(off_after(84.8f), model, FAR_LIMIT).value == doctest::Approx(1.0).epsilon(0.01));
  model.greatest_power = 86.4f;
  CHECK(score_minute(off_after(84.8f), model, FAR_LIMIT).value == doctest::Approx(0.5).epsilon(0.01));
}

TEST_CASE("score: the power of a run counts when the run is over, and needs a vote") {
  const Model model = fridge_model();
  const Score over = score_minute(off_after(200.0f), model, FAR_LIMIT);
  CHECK(over.value > 5.0f);
  CHECK(over.at_once < 1.0f);
  FeatureRow row = off_after(200.0f);
  row.set(ELAPSED_ON, 3.0f);
  CHECK(score_minute(row, model, FAR_LIMIT).value < 1.0f);
  row = off_after(200.0f);
  row.code[LAST_ON] = FeatureRow::MISSING;
  CHECK(score_minute(row, model, FAR_LIMIT).value < 1.0f);
  CHECK(score_minute(off_after(200.0f), router_model(), FAR_LIMIT).by != Deviation::POWER);
}

TEST_CASE("score: a reading reaches the threshold at one and a half times the greatest learnt, at once") {
  for (const Model &model : {fridge_model(), router_model()}) {
    FeatureRow row = row_at(model);
    row.set(PEAK, 1.5f * model.greatest_peak);
    const Score score = score_minute(row, model, FAR_LIMIT);
    CHECK(score.value == doctest::Approx(1.0).epsilon(0.001));
    CHECK(score.at_once == score.value);
    CHECK(score.by == Deviation::PEAK);
    row.code[PEAK] = FeatureRow::MISSING;
    CHECK(score_minute(row, model, FAR_LIMIT).at_once < 1.0f);
  }
}

TEST_CASE("score: a reading of one and a half times the usual power is no peak, however little was learnt") {
  Model model = fridge_model();
  FeatureRow row = row_at(model);
  row.set(PEAK, 180.0f);
  for (float learnt : {0.0f, 80.0f, 120.0f}) {
    model.greatest_peak = learnt;
    CHECK(score_minute(row, model, FAR_LIMIT).at_once == doctest::Approx(1.0).epsilon(0.001));
  }
  model.greatest_peak = 240.0f;
  CHECK(score_minute(row, model, FAR_LIMIT).at_once == doctest::Approx(0.5).epsilon(0.001));
}

TEST_CASE("score: what comes from the distance alone needs a vote") {
  const Model model = fridge_model();
  const Score score = score_minute(row_at(model, only(LAST_ON, 7.0)), model, 1.0f);
  CHECK(score.value == doctest::Approx(7.0).epsilon(0.02));
  CHECK(score.at_once < 1.0f);
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
    REQUIRE(score.at_once >= 0.0f);
    REQUIRE(score.at_once <= score.value);
    REQUIRE(score.cluster < m.clusters);
  }
}
