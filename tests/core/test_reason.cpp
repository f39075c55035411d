#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <set>
#include <string>

#include "numeric.h"
#include "reason.h"
#include "sample_models.h"

using namespace esphome::diol;

namespace {

Score score_of(const Minute &minute, const Model &model, const DriftWatch &drift, float limit = 1.0f) {
  return score_minute(minute, model, {limit, 1.0f}, drift);
}
Reason reason_of(Minute minute, bool on, const Model &model = fridge_model(), const DriftWatch &drift = {}) {
  minute.on = on;
  return find_reason(minute, model, score_of(minute, model, drift), drift);
}
Reason reason_of(const FeatureRow &row, bool on) { return reason_of(minute_of(row, gauges_of({})), on); }
Reason reason_of(Gauges gauges, bool on, const Model &model = fridge_model()) {
  return reason_of(minute_of(gauges), on, model);
}
Reason of_feature(Feature feature, Kind kind, float now, float learnt) {
  return {kind, {Deviation::SHAPE, TIME_ON}, feature, DAY_ON, now, learnt};
}
std::string text_of(const Reason &reason, uint32_t number = 3) {
  char buffer[256];
  const size_t length = describe(reason, number, 12, buffer, sizeof(buffer));
  REQUIRE(std::strlen(buffer) == length);
  return buffer;
}

}  // namespace

TEST_CASE("reason: each planted deviation gets its kind") {
  struct Case {
    Feature feature;
    double deviation;
    bool on;
    const char *kind;
  };
  const Case cases[] = {
      {LAST_ON, 6, false, "runs_too_long"},
      {LAST_ON, -6, false, "short_cycling"},
      {LAST_OFF, 6, true, "does_not_start"},
      {LAST_OFF, -6, true, "short_cycling"},
      {ON_POWER, 6, true, "power_high"},
      {ON_POWER, -6, true, "power_low"},
      {DUTY, 6, true, "duty_high"},
      {DUTY, -6, false, "duty_low"},
      {OFF_LEVEL, 6, false, "standby_changed"},
      {OFF_LEVEL, -1.5, false, "standby_changed"},
      {STARTS, 6, true, "short_cycling"},
      {STARTS, -3.5, true, "runs_too_long"},
      {STARTS, -3.5, false, "does_not_start"},
      {PEAK, 7, true, "spike"},
      {UNCHANGED, 7, true, "meter_stuck"},
  };
  for (const Case &c : cases) {
    std::array<double, FEATURES> deviations{};
    deviations[c.feature] = c.deviation;
    const Reason reason = reason_of(row_at(fridge_model(), deviations), c.on);
    CAPTURE(c.kind);
    CAPTURE(c.feature);
    CHECK(std::string(kind_name(reason.kind)) == c.kind);
    CHECK(reason.feature == c.feature);
  }
}

TEST_CASE("reason: each gauge has its kind, a sentence and its numbers") {
  struct Case {
    Gauge gauge;
    float value;
    bool on;
    const char *text;
  };
  const Case cases[] = {
      {TIME_ON, 190, true, "On for 3 h 10 min; longest learnt 30 min [runs_too_long n=3 age=12 on=190 max=30]"},
      {TIME_OFF, 300, false, "Off for 5 h; longest learnt 1 h [does_not_start n=3 age=12 off=300 max=60]"},
      {POWER_HIGH, 120, true,
       "Draws 120 W while on; greatest learnt 90 W [power_high n=3 age=12 power=120.0 max=90.0]"},
      {POWER_LOW, 40, true, "Draws 40 W while on; least learnt 74 W [power_low n=3 age=12 power=40.0 min=74.0]"},
      {FLOOR_ON, 180, true,
       "Never below 180 W for 5 min; greatest learnt 100 W [power_high n=3 age=12 floor=180.0 max=100.0]"},
      {FLOOR_OFF, 9.5, false,
       "Draws 9.5 W while off; greatest learnt 4.0 W [standby_changed n=3 age=12 standby=9.5 max=4.0]"},
      {PEAK_POWER, 1800, true, "Peak of 1800 W; greatest learnt 800 W [spike n=3 age=12 peak=1800.0 max=800.0]"},
      {ATTEMPTS, 20, false,
       "Failed to start 20 times in half an hour; most learnt 4 [fails_to_start n=3 age=12 attempts=20 max=4]"},
      {HOUR_STARTS, 9, true, "Started 9 times in an hour; most learnt 3 [short_cycling n=3 age=12 starts=9 max=3]"},
      {CYCLE_DUTY, 0.75, true,
       "On for 75 % of its last cycles; most learnt 50 % [duty_high n=3 age=12 duty=75 max=50]"},
      {BASE_LOAD, 9, false,
       "Never below 9.0 W for 3 h; greatest learnt 4.0 W [standby_changed n=3 age=12 base=9.0 max=4.0]"},
      {BASE_LOAD, 60, true,
       "Never below 60 W for 3 h; greatest learnt 4.0 W [standby_changed n=3 age=12 base=60.0 max=4.0]"},
      {SAME_READING, 300, true,
       "The reading has not changed for 5 h; longest learnt 20 min [meter_stuck n=3 age=12 unchanged=300 max=20]"},
  };
  for (const Case &c : cases) {
    const Reason reason = reason_of({{c.gauge, c.value}}, c.on);
    CHECK(reason.by.gauge == c.gauge);
    CHECK(text_of(reason) == c.text);
  }
}

TEST_CASE("reason: a drift is told with how much more or less") {
  const auto text = [](double on, double off, double power) {
    DriftWatch drift;
    drift.reset(fridge_model().days);
    for (int i = 0; i < 3; i++)
      drift.add({{encode_uf16(static_cast<float>(on)), encode_uf16(static_cast<float>(off)),
                  encode_uf16(static_cast<float>(power))}});
    return text_of(reason_of(minute_of({}), true, fridge_model(), drift));
  };
  CHECK(text(60, 40, 28) == "Runs have become 200 % longer [drift n=3 age=12 day_on=300]");
  CHECK(text(10, 40, 28) == "Runs have become 50 % shorter [drift n=3 age=12 day_on=50]");
  CHECK(text(20, 80, 28) == "Pauses have become 100 % longer [drift n=3 age=12 day_off=200]");
  CHECK(text(20, 20, 28) == "Pauses have become 50 % shorter [drift n=3 age=12 day_off=50]");
  CHECK(text(20, 40, 56) == "Draws 100 % more a day than it used to [drift n=3 age=12 day_power=200]");
  CHECK(text(20, 40, 14) == "Draws 50 % less a day than it used to [drift n=3 age=12 day_power=50]");
}

TEST_CASE("reason: what exceeds a gauge's limit is named with its kind, though the shape says something else") {
  // Far from any cluster in something else, which the limit on distance would have to hide
  Minute minute = minute_of({{POWER_HIGH, 120.0f}});
  minute.row = row_at(fridge_model(), {0, 0, 0, 6});
  REQUIRE(reason_of(minute.row, false).feature == LAST_OFF);
  const Score score = score_of(minute, fridge_model(), {}, 100.0f);
  CHECK(find_reason(minute, fridge_model(), score, {}).kind == Kind::POWER_HIGH);
}

TEST_CASE("reason: what deviates most is named, measured from the nearest cluster") {
  const Model model = fridge_model();
  // Far from the first cluster in peak, but that is where the second lies
  const Reason reason = reason_of(row_at(model, {-1, 1, 0, 0, 1.0, 0, 0, 0, -1.5, 0}), false);
  CHECK(reason.feature == ON_POWER);
  CHECK(reason.now == doctest::Approx(85.0).epsilon(0.001));
  CHECK(reason.learnt == doctest::Approx(80.0));
}

TEST_CASE("reason: sentences are English, with numbers a person reads and a program finds") {
  const auto text = [](Feature feature, Kind kind, float now, float learnt) {
    return text_of(of_feature(feature, kind, now, learnt), 12);
  };
  CHECK(text(ON_POWER, Kind::POWER_HIGH, 123.4f, 80.0f) ==
        "Draws 123 W while on; usually 80 W [power_high n=12 age=12 power=123.4 usual=80.0]");
  CHECK(text(OFF_LEVEL, Kind::STANDBY_CHANGED, 5.25f, 1.5f) ==
        "Draws 5.2 W while off; usually 1.5 W [standby_changed n=12 age=12 standby=5.2 usual=1.5]");
  CHECK(text(DUTY, Kind::DUTY_HIGH, 0.98f, 0.333f) ==
        "On for 98 % of the last 3 h; usually 33 % [duty_high n=12 age=12 duty=98 usual=33]");
  CHECK(text(STARTS, Kind::SHORT_CYCLING, 4.0f, 1.0f) ==
        "Started 12.0 times in the last 3 h; usually 3.0 [short_cycling n=12 age=12 starts=12.0 usual=3.0]");
  CHECK(text(UNCHANGED, Kind::METER_STUCK, 3000.0f, 0.0f) ==
        "The reading has not changed for 2 days 2 h [meter_stuck n=12 age=12 unchanged=3000]");
  CHECK(text(LAST_ON, Kind::SHORT_CYCLING, 2.0f, 20.0f) ==
        "Last ran for 2 min; usually 20 min [short_cycling n=12 age=12 last_on=2 usual=20]");
}

TEST_CASE("reason: however extreme its numbers, a text has at most 255 characters and ends with its code") {
  const float extremes[] = {0.0f, 0.4f, 59.6f, 1e6f, 1.6e7f, 5.5e11f};
  for (uint8_t feature = 0; feature < FEATURES; feature++) {
    for (uint8_t kind = 1; kind <= static_cast<uint8_t>(Kind::UNUSUAL); kind++) {
      for (float now : extremes) {
        for (float learnt : extremes) {
          // Times reach forty days at most, and a longest learnt one two weeks.
          const bool time = feature <= LAST_OFF || feature == UNCHANGED;
          const Reason reason =
              of_feature(static_cast<Feature>(feature), static_cast<Kind>(kind), time ? std::min(now, 1.6e7f) : now,
                         time ? std::min(learnt, 1.6e7f) : learnt);
          const std::string text = text_of(reason, UINT32_MAX);
          REQUIRE(text.size() < 255);
          REQUIRE(text.back() == ']');
          REQUIRE(text.find(std::string(" [") + kind_name(reason.kind) + " n=4294967295 ") != std::string::npos);
        }
      }
    }
  }
}

TEST_CASE("reason: however extreme a gauge or a drift, its text has at most 255 characters") {
  for (float now : {0.0f, 0.4f, 59.6f, 1e6f, 1.6e7f}) {
    for (float learnt : {0.0f, 0.4f, 59.6f, 1e6f, 1.6e7f}) {
      for (uint8_t g = 0; g < GAUGES; g++) {
        const Reason reason{
            Kind::STANDBY_CHANGED, {Deviation::GAUGE, static_cast<Gauge>(g)}, ELAPSED_ON, DAY_ON, now, learnt};
        REQUIRE(text_of(reason, UINT32_MAX).back() == ']');
      }
      for (uint8_t q = 0; q < DAY_QUANTITIES; q++) {
        const Reason reason{Kind::DRIFT, {Deviation::DRIFT, TIME_ON}, ELAPSED_ON, static_cast<DayQuantity>(q), now,
                            learnt};
        REQUIRE(text_of(reason, UINT32_MAX).back() == ']');
      }
    }
  }
}

TEST_CASE("reason: every kind has a name of its own") {
  std::set<std::string> names;
  for (uint8_t kind = 0; kind <= static_cast<uint8_t>(Kind::UNUSUAL); kind++)
    names.insert(kind_name(static_cast<Kind>(kind)));
  CHECK(names.size() == static_cast<size_t>(Kind::UNUSUAL) + 1);
  CHECK(names.count("") == 1);
}

TEST_CASE("reason: a small buffer is not overrun") {
  char buffer[16];
  CHECK(describe(of_feature(PEAK, Kind::SPIKE, 1.0f, 2.0f), 1, 0, buffer, sizeof(buffer)) == 15);
  CHECK(buffer[15] == '\0');
}

TEST_CASE("reason: every unusual minute of any model has a kind") {
  std::mt19937 random(2);
  for (int round = 0; round < 5000; round++) {
    const Model model = random_model(random);
    Minute minute = minute_of({});
    for (uint16_t &code : minute.row.code)
      code = random() % 4 == 0 ? FeatureRow::MISSING : static_cast<uint16_t>(random());
    for (uint16_t &code : minute.gauges.code)
      code = random() % 4 == 0 ? GaugeRow::MISSING : static_cast<uint16_t>(random());
    // These two are always known together.
    if (!minute.row.has(ELAPSED_ON) || !minute.row.has(ELAPSED_OFF))
      minute.row.code[ELAPSED_ON] = minute.row.code[ELAPSED_OFF] = FeatureRow::MISSING;
    const Score score = score_of(minute, model, {});
    if (score.value() <= 1.0f)
      continue;
    const Reason reason = reason_of(minute, random() & 1, model);
    REQUIRE(reason.kind != Kind::NONE);
    REQUIRE(reason.by.source == score.by.source);
    if (reason.by.source == Deviation::GAUGE)
      REQUIRE(gauge_applies(reason.by.gauge, model));
    else
      REQUIRE(minute.row.has(reason.feature));
    REQUIRE(text_of(reason).size() < 255);
  }
}
