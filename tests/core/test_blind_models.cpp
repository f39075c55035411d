#include <doctest/doctest.h>

#include <initializer_list>

#include "extreme_range.h"
#include "gauge_limits.h"
#include "model_text_helpers.h"
#include "plug.h"
#include "reach.h"
#include "score.h"

// A model text is data from anywhere: whatever it says, a plug that takes it must still notice the faults that people
// have it for. What could not is refused.

namespace {

constexpr float LONGEST_MINUTES = 45 * 24 * 60;  // that a plug counts
constexpr TimeMs DAY_MS = 24 * 60 * MINUTE_MS;

/// A model as blind as somebody could make one: all that it says lies at the ends of what may be said, or a little
/// beyond.
Model blindest_model(std::mt19937 &random) {
  const auto one_of = [&](std::initializer_list<float> values) { return values.begin()[random() % values.size()]; };
  Model m = random_model(random);
  m.learnt_hours = static_cast<uint16_t>(one_of({1, 6, 47, 48, 216, 65535}));
  m.block_mean = one_of({0.0f, 4.0f, 16.0f});
  m.block_scale = one_of({0.0f, 4.0f});
  m.block_max = one_of({4.0f, 16.0f, 17.0f});
  m.clusters = MAX_CLUSTERS;
  for (uint8_t g = 0; g < GAUGES; g++) {
    const ExtremeRange range = extreme_range(static_cast<Gauge>(g), m);
    m.extreme[g] = g == POWER_LOW ? one_of({0.0f, range.sharp_least, 1.01f * range.sharp_least, range.most})
                                  : one_of({range.sharp_most, 0.999f * range.sharp_most, range.most, range.least});
  }
  for (uint8_t j = 0; j < FEATURES; j++) {
    m.mean[j] = one_of({0.0f, 1.0f, 8.0f, 60000.0f});
    m.spread[j] = one_of({0.25f, 1.0f, max_spread(j), max_spread(j)});
  }
  for (uint8_t k = 0; k < m.clusters; k++) {
    for (int8_t &at : m.cluster[k].at)
      at = static_cast<int8_t>(one_of({-127, -127, 0, 127, 127}));
  }
  return m;
}

float gauge_score_of(const Model &model, Gauge gauge, float value, float sensitivity) {
  Minute minute = minute_of({{gauge, value}});
  minute.row.clear();
  return score_minute(minute, model, limits_of(model, sensitivity), {}).value();
}

}  // namespace

TEST_CASE("blind models: what is taken notices each fault in time, at every sensitivity, else it is refused") {
  std::mt19937 random(11);
  int taken = 0, refused = 0;
  for (int round = 0; round < 20000; round++) {
    Model m;
    const std::string text = text_of(blindest_model(random));
    if (const Refusal refusal = parse_model(text.data(), text.size(), &m)) {
      REQUIRE((refusal.code == Refusal::BLIND_MODEL || refusal.code == Refusal::BAD_VALUE));
      refused++;
      continue;
    }
    taken++;
    CAPTURE(text);
    for (float sensitivity : {MIN_SENSITIVITY, DEFAULT_SENSITIVITY, MAX_SENSITIVITY}) {
      const auto score = [&](Gauge gauge, float value) { return gauge_score_of(m, gauge, value, sensitivity); };
      if (m.cycles)
        REQUIRE(score(TIME_ON, LONGEST_MINUTES) > 1.0f);  // never stops
      if (m.cycles && !m.on_demand)
        REQUIRE(score(TIME_OFF, LONGEST_MINUTES) > 1.0f);  // never starts again
      if (!m.cycles && !m.on_demand)
        REQUIRE(score(POWER_LOW, 0.0f) > 1.0f);  // is dead
      if (!m.on_demand) {
        REQUIRE(score(SAME_READING, LONGEST_MINUTES) > 1.0f);  // its meter is
        REQUIRE(score(POWER_HIGH, 100.0f * m.on_power) > 1.0f);
        REQUIRE(limits_of(m, sensitivity).distance < reach_of(m));
        REQUIRE(reach_of(m) >= LEAST_REACH);
      }
      REQUIRE(score(FLOOR_ON, 60.0f * m.on_power) > 1.0f);
    }
  }
  CHECK(taken > 200);
  CHECK(refused > 5000);
}

TEST_CASE("blind models: a plug with the blindest model that is taken notices an appliance that is stuck") {
  std::mt19937 random(3);
  int watched = 0;
  for (int round = 0; round < 2000 && watched < 12; round++) {
    Model made = blindest_model(random);
    made.cycles = true;
    made.on_demand = false;
    made.days = {};
    made.on_power = 100.0f;
    made.off_level = 1.0f;
    made.on_time = made.off_time = 30.0f;
    made.duty = 0.5f;
    made.starts_per_hour = 1.0f;
    for (uint8_t g = 0; g < GAUGES; g++)
      made.extreme[g] = allowed_extreme(static_cast<Gauge>(g), g == POWER_LOW ? 0.0f : 1e6f, made);
    for (float stuck_at : {100.0f, 0.0f}) {
      Plug plug;
      if (plug.import(text_of(made), ImportMode::EXACT))
        break;
      plug.monitor.set_sensitivity(MIN_SENSITIVITY);
      TimeMs now = 0;
      for (; now < 46 * DAY_MS && plug.kinds.empty(); now += 4 * MINUTE_MS)
        plug(now, stuck_at);
      CAPTURE(text_of(made));
      CAPTURE(stuck_at);
      REQUIRE_FALSE(plug.kinds.empty());
      watched++;
    }
  }
  CHECK(watched >= 12);
}

TEST_CASE("blind models: clusters or spreads that swallow everything are refused, unless nothing is said of a shape") {
  Model fridge = fridge_model();
  for (uint8_t j = 0; j < FEATURES; j++)
    fridge.spread[j] = max_spread(j);
  CHECK(said(parse(text_of(fridge))) == said(Refusal::BLIND_MODEL, 0, "reach"));

  // Of a router three features are known: eight clusters are enough for all corners of what they can be.
  Model router = router_model();
  router.clusters = MAX_CLUSTERS;
  for (uint8_t k = 0; k < router.clusters; k++) {
    for (const auto &[feature, bit] : {std::pair{ON_POWER, 1}, {PEAK, 2}, {UNCHANGED, 4}})
      router.cluster[k].at[feature] = k & bit ? 127 : -127;
  }
  for (Feature feature : {ON_POWER, PEAK, UNCHANGED}) {
    router.mean[feature] = 2.0f;
    router.spread[feature] = 0.25f;
  }
  CHECK(said(parse(text_of(router))) == said(Refusal::BLIND_MODEL, 0, "reach"));
  for (uint8_t k = 0; k < router.clusters; k++)
    router.cluster[k].at[PEAK] = 0;
  CHECK(said(parse(text_of(router))) == said(Refusal::NONE));

  Model washer = washer_model();
  for (uint8_t j = 0; j < FEATURES; j++)
    washer.spread[j] = max_spread(j);
  CHECK(said(parse(text_of(washer))) == said(Refusal::NONE));
}

TEST_CASE("blind models: what was learnt in less than two days may be silent for a week, else for two") {
  for (const auto &[hours, longest] : {std::pair<uint16_t, float>{47, 10080.0f}, {48, 20160.0f}}) {
    Model m = fridge_model();
    m.learnt_hours = hours;
    for (const auto &[gauge, field] :
         {std::pair{TIME_ON, "longest_on"}, {TIME_OFF, "longest_off"}, {SAME_READING, "longest_unchanged"}}) {
      Model at = m;
      at.extreme[gauge] = longest;
      CHECK_FALSE(parse(text_of(at)));
      at.extreme[gauge] = decode_uf16(static_cast<uint16_t>(encode_uf16(longest) + 1));
      CHECK(said(parse(text_of(at))) == said(Refusal::BLIND_MODEL, 0, field));
    }
  }
}

TEST_CASE("blind models: of what is always on, drawing nothing has to be unusual") {
  for (const auto &[hours, share] : {std::pair<uint16_t, float>{47, 0.78125f}, {48, 0.65625f}}) {
    Model m = router_model();
    m.learnt_hours = hours;
    m.on_power = m.extreme[POWER_HIGH] = 8.0f;
    m.extreme[POWER_LOW] = share * 8.0f;
    CHECK_FALSE(parse(text_of(m)));
    m.extreme[POWER_LOW] = decode_uf16(static_cast<uint16_t>(encode_uf16(share * 8.0f) - 1));
    CHECK(said(parse(text_of(m))) == said(Refusal::BLIND_MODEL, 0, "least_power"));
  }
}

TEST_CASE("blind models: no anomaly that is accepted as normal makes one") {
  Plug plug;
  Model m = router_model();
  REQUIRE_FALSE(plug.import(text_of(m), ImportMode::EXACT));
  TimeMs now = 0;
  const auto draw = [&](float watts, int hours) {
    for (const TimeMs until = now + static_cast<TimeMs>(hours) * 60 * MINUTE_MS; now < until; now += 10'000)
      plug(now, watts + static_cast<float>(now / 10'000 % 2) * 0.125f);
  };
  draw(10.0f, 4);
  CHECK(plug.kinds.empty());
  draw(0.0f, 12);
  REQUIRE(plug.kinds == std::vector<std::string>{"power_low"});
  REQUIRE(plug.monitor.accept());
  CHECK_FALSE(parse(std::string(plug.monitor.text().text)));
  CHECK(plug.monitor.model().extreme[POWER_LOW] > 6.5f);
  // It still draws nothing, and that stays unusual, now and later.
  draw(0.0f, 1);
  CHECK(plug.kinds.size() == 2);
  draw(10.0f, 12);
  CHECK_FALSE(plug.monitor.detector().anomaly());
  draw(0.0f, 12);
  CHECK(plug.kinds == std::vector<std::string>{"power_low", "power_low", "power_low"});
}
