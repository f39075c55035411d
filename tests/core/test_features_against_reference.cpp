#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "feature_feeder.h"
#include "numeric.h"
#include "reference_features.h"

using namespace esphome::diol;

namespace {

/// A restless appliance: phases of seconds to an hour, powers around the hysteresis, NaN, gaps.
std::vector<TimedSample> restless(uint32_t seed, uint32_t hours) {
  std::mt19937 random(seed);
  std::vector<TimedSample> samples;
  uint32_t now = random() % 100, until = now;
  float level = 80.0f;
  while (now < hours * 3600) {
    if (now >= until) {
      until = now + (random() % 3 == 0 ? random() % 60 : random() % 2400);
      const float levels[] = {0.0f, 2.0f, 30.0f, 80.0f, 120.0f};
      level = levels[random() % 5];
    }
    const bool noisy = random() % 3 != 0;
    samples.push_back({now, noisy ? level + static_cast<float>(random() % 1000) / 1000.0f : level});
    now += 1 + random() % 60;
    if (random() % 20 == 0)
      samples.push_back({now++, NO_READING});
    if (random() % 400 == 0)
      now += random() % 1200;
    if (random() % 300 == 0)
      now = (now / 60 + 1) * 60;  // on the minute
  }
  return samples;
}

template<uint8_t COUNT>
std::string differences(const Codes<COUNT> &row, uint8_t i, const std::optional<double> &want, bool mean) {
  if (row.has(i) != want.has_value())
    return want.has_value() ? "missing" : "not missing";
  if (!want.has_value())
    return "";
  // The means of power are whole milliwatts; all else is exact.
  if (mean ? std::fabs(row.value(i) - *want) < 0.0015 + *want / 2048
           : row.code[i] == encode_uf16(static_cast<float>(*want)))
    return "";
  return std::to_string(row.value(i)) + " instead of " + std::to_string(*want);
}

// In how many minutes each was known, and a gauge not 0
int all_known[FEATURES], all_told[GAUGES];

void compare_with_reference(const std::vector<TimedSample> &samples, const Levels &levels) {
  Feeder feeder(levels);
  for (const auto &[second, watts] : samples)
    feeder.sample_by_seconds(static_cast<TimeMs>(second) * SECOND_MS, watts);
  const ReferenceFeatures reference(samples, levels);
  int compared = 0, phases = 0, known[FEATURES]{}, told[GAUGES]{};
  for (const auto &ended : feeder.minutes) {
    const auto end = static_cast<uint32_t>(ended.minute.end / SECOND_MS);
    const ReferenceRow expected = reference.minute(end);
    CAPTURE(end);
    REQUIRE(ended.minute.measured == expected.measured);
    REQUIRE(ended.phases().size() == expected.phases.size());
    for (size_t i = 0; i < expected.phases.size(); i++) {
      REQUIRE(ended.phases()[i].on == expected.phases[i].on);
      REQUIRE(ended.phases()[i].minutes == doctest::Approx(expected.phases[i].minutes));
      REQUIRE(ended.phases()[i].power == doctest::Approx(expected.phases[i].power).epsilon(0.001));
      phases++;
    }
    if (!expected.measured)
      continue;
    REQUIRE(ended.minute.on == expected.on);
    for (uint8_t j = 0; j < FEATURES; j++) {
      CAPTURE(static_cast<int>(j));
      REQUIRE(differences(ended.minute.row, j, expected.value[j], j == ON_POWER || j == OFF_LEVEL) == "");
      known[j] += expected.value[j].has_value();
    }
    for (uint8_t g = 0; g < GAUGES; g++) {
      CAPTURE(static_cast<int>(g));
      const bool mean = g == POWER_HIGH || g == POWER_LOW || g == CYCLE_DUTY;
      REQUIRE(differences(ended.minute.gauges, g, expected.gauge[g], mean) == "");
      told[g] += expected.gauge[g].value_or(0.0) > 0.0;
    }
    compared++;
  }
  CHECK(compared > 300);
  for (uint8_t j = 0; j < FEATURES; j++)
    all_known[j] += known[j];
  for (uint8_t g = 0; g < GAUGES; g++)
    all_told[g] += told[g];
  if (levels.cycles)
    CHECK(phases >= 5);
}

}  // namespace

TEST_CASE("features: all ten, and all twelve gauges, are those of a slow and obvious implementation") {
  std::fill_n(all_known, FEATURES, 0);
  std::fill_n(all_told, GAUGES, 0);
  for (uint32_t seed = 1; seed <= 6; seed++) {
    CAPTURE(seed);
    compare_with_reference(restless(seed, 9), FRIDGE_LEVELS);
  }
  for (int minutes : all_known)
    CHECK(minutes > 300);
  for (int minutes : all_told)
    CHECK(minutes > 30);
}

TEST_CASE("features: without cycles only those of power and change are known, and right") {
  for (uint32_t seed = 20; seed <= 22; seed++) {
    CAPTURE(seed);
    compare_with_reference(restless(seed, 9), Levels{});
  }
}

TEST_CASE("features: extra calls in between change nothing") {
  for (uint32_t seed = 1; seed <= 5; seed++) {
    std::mt19937 random(seed);
    Feeder plain, restless_caller;
    TimeMs last = 0;
    for (const auto &[second, watts] : restless(seed, 12)) {
      const TimeMs now = static_cast<TimeMs>(second) * SECOND_MS + random() % 1000;
      if (now <= last)
        continue;
      // The last moment of holding is the one to get wrong.
      for (TimeMs t = last; t < now; t += 1 + random() % 40000) {
        restless_caller.advance(t);
        if (t < last + MAX_HOLD_MS && t + 40000 > last + MAX_HOLD_MS && now > last + MAX_HOLD_MS)
          restless_caller.advance(last + MAX_HOLD_MS);  // the last moment of holding
      }
      plain.sample(now, watts);
      restless_caller.sample(now, watts);
      last = now;
    }
    CAPTURE(seed);
    REQUIRE(plain.minutes.size() == restless_caller.minutes.size());
    for (size_t i = 0; i < plain.minutes.size(); i++) {
      const Minute &a = plain.minutes[i].minute, &b = restless_caller.minutes[i].minute;
      CAPTURE(i);
      REQUIRE(a.end == b.end);
      REQUIRE(a.measured == b.measured);
      REQUIRE(a.on == b.on);
      REQUIRE(a.phase_count == b.phase_count);
      REQUIRE(std::memcmp(a.row.code, b.row.code, sizeof(a.row.code)) == 0);
      REQUIRE(std::memcmp(a.gauges.code, b.gauges.code, sizeof(a.gauges.code)) == 0);
    }
  }
}
