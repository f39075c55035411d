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
/// Without anything of the daily tier.
Score score_of(const Minute &minute, const Model &model, const Limits &limits = {FAR_LIMIT, 1.0f}) {
  return score_minute(minute, model, limits, DriftWatch());
}
Score score_of(const FeatureRow &row, const Model &model, float limit) {
  return score_of(minute_of(row, gauges_of({})), model, {limit, 1.0f});
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

TEST_CASE("score: nothing known is nothing unusual") {
  FeatureRow row;
  row.clear();
  CHECK(score_of(row, fridge_model(), 1.0f).value() == 0.0f);
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

TEST_CASE("score: the shape is the distance in parts of the limit, and needs a vote") {
  const Model model = fridge_model();
  const FeatureRow row = row_at(model, only(LAST_ON, 7.0));
  const Score score = score_of(row, model, 2.5f);
  CHECK(score.shape == distance_of(row, model) / 2.5f);
  CHECK(score.value() == score.shape);
  CHECK(score.at_once == 0.0f);
  CHECK(score.by.source == Deviation::SHAPE);
}

TEST_CASE("score: each gauge beyond its limit is an anomaly at once, and the reason for it") {
  const Model model = fridge_model();
  for (uint8_t g = 0; g < GAUGES; g++) {
    const Gauge gauge = static_cast<Gauge>(g);
    const float value = gauge_centre(gauge, model) + 3.0f * gauge_width(gauge, model);
    for (float caution : {1.0f, 2.0f}) {
      const Score score = score_of(minute_of({{gauge, value}}), model, {FAR_LIMIT, caution});
      CAPTURE(static_cast<int>(g));
      CHECK(score.at_once == doctest::Approx(gauge_score(gauge, value, model, caution)).epsilon(0.002));
      CHECK(score.value() == score.at_once);
      CHECK(score.by.source == Deviation::GAUGE);
      CHECK(score.by.gauge == gauge);
    }
  }
}

TEST_CASE("score: of several gauges the most unusual counts") {
  const Model model = fridge_model();
  const Score score = score_of(minute_of({{TIME_ON, 50.0f}, {PEAK_POWER, 4000.0f}, {ATTEMPTS, 6.0f}}), model);
  CHECK(score.by.gauge == PEAK_POWER);
  CHECK(score.at_once == doctest::Approx(gauge_score(PEAK_POWER, 4000.0f, model, 1.0f)));
}

TEST_CASE("score: a gauge that is less unusual than the shape is not the reason") {
  Minute minute = minute_of({{TIME_ON, 81.0f}});
  CHECK(score_of(minute, fridge_model()).by.source == Deviation::GAUGE);
  minute.row = row_at(fridge_model(), only(ON_POWER, 7.0));
  const Score score = score_of(minute, fridge_model(), {0.5f, 1.0f});
  CHECK(score.by.source == Deviation::SHAPE);
  CHECK(score.at_once == doctest::Approx(2.0).epsilon(0.001));
  CHECK(score.value() > 10.0f);
}

TEST_CASE("score: gauges that say nothing of an appliance are not looked at, nor is the shape of what people do") {
  Minute minute = minute_of({{TIME_OFF, 40000.0f}, {HOUR_STARTS, 50.0f}, {ATTEMPTS, 90.0f}, {CYCLE_DUTY, 1.0f}});
  minute.row = row_at(fridge_model(), only(ON_POWER, 8.0));
  CHECK(score_of(minute, washer_model(), {1.0f, 1.0f}).value() == 0.0f);
  CHECK(score_of(minute, router_model()).at_once == 0.0f);
  CHECK(score_of(minute, fridge_model()).value() > 1.0f);
}

TEST_CASE("score: a drift is an anomaly, less so the more caution there is") {
  const Model model = fridge_model();
  DriftWatch drift;
  drift.reset(model.days);
  for (int i = 0; i < 3; i++)
    drift.add({{encode_uf16(60.0f), encode_uf16(40.0f), encode_uf16(28.0f)}});
  REQUIRE(drift.score() > 1.0f);
  for (float caution : {1.0f, 2.0f}) {
    const Score score = score_minute(minute_of({}), model, {FAR_LIMIT, caution}, drift);
    CHECK(score.at_once == drift.score() / caution);
    CHECK(score.by.source == Deviation::DRIFT);
  }
}

TEST_CASE("score: readings six times as often or as seldom as the donor's do not show what depends on it") {
  const Model model = fridge_model();  // every 10 s
  const std::pair<uint32_t, bool> intervals[] = {{0, true},     {1667, true},   {10000, true}, {59999, true},
                                                 {1666, false}, {60000, false}, {1000, false}, {120000, false}};
  for (const auto &[interval, same] : intervals) {
    CAPTURE(interval);
    CHECK(same_interval(interval, model) == same);
    Minute minute = minute_of({{PEAK_POWER, 5000.0f}, {ATTEMPTS, 60.0f}});
    minute.interval_ms = interval;
    minute.row = row_at(model, only(PEAK, 6.0));
    CHECK((score_of(minute, model).at_once > 1.0f) == same);
    CHECK((score_of(minute, model, {1.0f, 1.0f}).shape > 1.0f) == same);
    // All else counts.
    minute.gauges.set(TIME_ON, 100.0f);
    minute.gauges.set(HOUR_STARTS, 20.0f);
    CHECK(score_of(minute, model).at_once > 2.0f);
  }
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
          doctest::Approx(1.8 * std::max({level, floor, 0.125})).epsilon(1e-4));
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
    GaugeRow gauges;
    for (uint16_t &code : row.code)
      code = random() % 4 == 0 ? FeatureRow::MISSING : static_cast<uint16_t>(random());
    for (uint16_t &code : gauges.code)
      code = random() % 4 == 0 ? GaugeRow::MISSING : static_cast<uint16_t>(random());
    const Score score = score_of(minute_of(row, gauges), m, limits_of(m, 1.0f));
    REQUIRE(std::isfinite(score.value()));
    REQUIRE(score.shape >= 0.0f);
    REQUIRE(score.at_once >= 0.0f);
    REQUIRE(score.cluster < m.clusters);
  }
}
