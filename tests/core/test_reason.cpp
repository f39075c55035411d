#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <string>

#include "reason.h"
#include "sample_models.h"

using namespace esphome::diol;

namespace {

constexpr float LIMIT = 1.0f;

Reason reason_of(const FeatureRow &row, bool on, const Model &model = fridge_model()) {
  return find_reason(row, on, model, score_minute(row, model, LIMIT));
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

TEST_CASE("reason: a timer that ran out says which") {
  FeatureRow row = row_at(fridge_model());
  row.set(ELAPSED_OFF, 0.0f);
  row.set(ELAPSED_ON, 190.0f);
  CHECK(text_of(reason_of(row, true)) ==
        "On for 3 h 10 min; longest learnt 30 min [runs_too_long n=3 age=12 on=190 max=30]");
  row.set(ELAPSED_ON, 0.0f);
  row.set(ELAPSED_OFF, 300.0f);
  CHECK(text_of(reason_of(row, false)) == "Off for 5 h; longest learnt 1 h [does_not_start n=3 age=12 off=300 max=60]");
}

TEST_CASE("reason: what exceeds a limit is named with its kind, though the shape says something else") {
  const Model model = fridge_model();
  const auto text = [&](const FeatureRow &row, Deviation by) {
    // Far from any cluster in something else, which the limit on distance would have to hide
    const Score score = score_minute(row, model, 100.0f);
    REQUIRE(score.by == by);
    REQUIRE(score.value > 1.0f);
    return text_of(find_reason(row, false, model, score));
  };
  FeatureRow row = row_at(model, {0, 0, 0, 6});
  row.set(ELAPSED_ON, 0.0f);
  REQUIRE(reason_of(row, false).feature == LAST_OFF);
  row.set(ON_POWER, 100.0f);
  CHECK(text(row, Deviation::POWER) ==
        "Draws 100 W while on; usually 80 W [power_high n=3 age=12 power=100.0 usual=80.0]");
  row.set(ON_POWER, 68.0f);
  CHECK(text(row, Deviation::POWER) ==
        "Draws 68 W while on; usually 80 W [power_low n=3 age=12 power=68.0 usual=80.0]");
  row.set(ON_POWER, 80.0f);
  row.set(PEAK, 1800.0f);
  CHECK(text(row, Deviation::PEAK) == "Peak of 1800 W; usually draws 80 W [spike n=3 age=12 peak=1800.0 usual=80.0]");
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
    return text_of(Reason{kind, feature, now, learnt}, 12);
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
          const Reason reason{static_cast<Kind>(kind), static_cast<Feature>(feature),
                              time ? std::min(now, 1.6e7f) : now, time ? std::min(learnt, 1.6e7f) : learnt};
          const std::string text = text_of(reason, UINT32_MAX);
          REQUIRE(text.size() < 255);
          REQUIRE(text.back() == ']');
          REQUIRE(text.find(std::string(" [") + kind_name(reason.kind) + " n=4294967295 ") != std::string::npos);
        }
      }
    }
  }
}

TEST_CASE("reason: a time within the longest learnt is told beside the usual one") {
  FeatureRow row = row_at(fridge_model());
  row.set(ELAPSED_ON, 0.0f);
  row.set(ELAPSED_OFF, 50.0f);
  Score score{true, 1.1f, 0.0f, Deviation::SHAPE, 0};
  Reason reason = find_reason(row, false, fridge_model(), score);
  REQUIRE(reason.feature == ELAPSED_OFF);
  CHECK(text_of(reason) == "Off for 50 min; usually 40 min [does_not_start n=3 age=12 off=50 usual=40]");
}

TEST_CASE("reason: a small buffer is not overrun") {
  char buffer[16];
  CHECK(describe({Kind::SPIKE, PEAK, 1.0f, 2.0f}, 1, 0, buffer, sizeof(buffer)) == 15);
  CHECK(buffer[15] == '\0');
}

TEST_CASE("reason: every unusual minute of any model has a kind") {
  std::mt19937 random(2);
  for (int round = 0; round < 5000; round++) {
    const Model model = random_model(random);
    FeatureRow row;
    for (uint16_t &code : row.code)
      code = random() % 4 == 0 ? FeatureRow::MISSING : static_cast<uint16_t>(random());
    // These two are always known together.
    if (!row.has(ELAPSED_ON) || !row.has(ELAPSED_OFF))
      row.code[ELAPSED_ON] = row.code[ELAPSED_OFF] = FeatureRow::MISSING;
    const Score score = score_minute(row, model, LIMIT);
    if (!score.known)
      continue;
    const Reason reason = find_reason(row, random() & 1, model, score);
    REQUIRE(reason.kind != Kind::NONE);
    REQUIRE(row.has(reason.feature));
    REQUIRE(text_of(reason).size() < 255);
  }
}
