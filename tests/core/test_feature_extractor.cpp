#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "feature_feeder.h"

using namespace esphome::diol;

TEST_CASE("features: minutes end at whole minutes of the caller's clock, every one once") {
  Feeder feeder;
  feeder.sample(minutes(1000) + 12345, 80.0f);
  for (int i = 1; i < 40; i++)
    feeder.sample(minutes(1000) + 12345 + static_cast<TimeMs>(i) * 47111, 80.0f);
  REQUIRE(feeder.minutes.size() == 30);
  for (size_t i = 0; i < feeder.minutes.size(); i++)
    CHECK(feeder.minutes[i].minute.end == minutes(1001 + static_cast<double>(i)));
}

TEST_CASE("features: nothing happens before the first reading") {
  Feeder feeder;
  feeder.advance(minutes(10));
  feeder.sample(minutes(11), NO_READING);
  feeder.advance(minutes(20));
  CHECK(feeder.minutes.empty());
}

TEST_CASE("features: a minute counts as measured from its half") {
  for (uint32_t seconds : {29, 30, 31}) {
    Feeder feeder;
    feeder.sample(minutes(1) + (60 - seconds) * SECOND_MS, 80.0f);
    feeder.advance(minutes(2));
    CHECK(feeder.last().measured == (seconds >= 30));
  }
}

TEST_CASE("features: a reading holds for five minutes and then history is lost") {
  for (TimeMs start : {minutes(300), minutes(300) + 20000, minutes(300) + 1}) {
    CAPTURE(start);
    Feeder feeder;
    feeder.hold(start - minutes(100), start - minutes(60), 2.0f);
    feeder.hold(start - minutes(60), start - minutes(30), 80.0f);
    feeder.hold(start - minutes(30), start, 2.0f);
    feeder.sample(start, 2.0f);
    SUBCASE("after just five minutes it goes on") {
      feeder.sample(start + minutes(5), 2.0f);
      feeder.advance(start + minutes(7));
      CHECK(feeder.last().row.value(ELAPSED_OFF) > 36.0f);
      CHECK(feeder.last().row.value(LAST_ON) == doctest::Approx(30.0));
      CHECK(feeder.last().row.value(UNCHANGED) > 36.0f);
    }
    SUBCASE("a millisecond later it begins anew") {
      feeder.sample(start + minutes(5) + 1, 2.0f);
      feeder.advance(start + minutes(7));
      CHECK(feeder.last().row.value(ELAPSED_OFF) < 3.0f);
      CHECK_FALSE(feeder.last().row.has(LAST_ON));
      CHECK_FALSE(feeder.last().row.has(LAST_OFF));
      CHECK(feeder.last().row.value(UNCHANGED) < 3.0f);
    }
  }
}

TEST_CASE("features: minutes without readings are told apart and counted") {
  Feeder feeder;
  feeder.hold(0, minutes(10), 80.0f);
  feeder.advance(minutes(30));
  REQUIRE(feeder.minutes.size() == 30);
  CHECK(feeder.minutes[13].minute.measured);
  CHECK_FALSE(feeder.minutes[15].minute.measured);
  CHECK_FALSE(feeder.last().measured);
}

TEST_CASE("features: an excursion of two readings is a change of state after thirty seconds") {
  for (const auto &[seconds, changes] : {std::pair{29U, false}, std::pair{30U, true}}) {
    Feeder feeder;
    feeder.hold(0, minutes(10), 2.0f);
    feeder.sample(minutes(10) + 15 * SECOND_MS, 80.0f);
    feeder.sample(minutes(10) + 25 * SECOND_MS, 80.0f);
    feeder.sample(minutes(10) + (15 + seconds) * SECOND_MS, 2.0f);
    feeder.advance(minutes(11));
    CHECK(feeder.last().on == changes);
    CHECK(feeder.last().row.value(changes ? ELAPSED_ON : ELAPSED_OFF) ==
          doctest::Approx(changes ? 0.75 : 11.0).epsilon(0.001));
  }
}

TEST_CASE("features: a single reading is a change of state when none other follows it for ninety seconds") {
  for (const auto &[seconds, changes] : {std::pair{60U, false}, {89U, false}, {90U, true}}) {
    Feeder feeder;
    feeder.hold(0, minutes(10), 2.0f);
    feeder.sample(minutes(10), 80.0f);
    feeder.sample(minutes(10) + seconds * SECOND_MS, 2.0f);
    feeder.advance(minutes(12));
    CAPTURE(seconds);
    CHECK(feeder.last().on == changes);
    CHECK(feeder.last().gauges.value(ATTEMPTS) == (changes ? 0.0f : 1.0f));
  }
}

TEST_CASE("gauges: excursions that came to nothing are counted for half an hour") {
  Feeder feeder;
  feeder.hold(0, minutes(10), 2.0f);
  for (int i = 0; i < 5; i++) {
    feeder.sample(minutes(10 + i) + 20 * SECOND_MS, 600.0f);
    feeder.sample(minutes(10 + i) + 28 * SECOND_MS, 2.0f);
  }
  feeder.advance(minutes(15));
  CHECK(feeder.last().gauges.value(ATTEMPTS) == 5.0f);
  CHECK(feeder.last().gauges.value(HOUR_STARTS) == 0.0f);
  CHECK(feeder.last().gauges.value(PEAK_POWER) == 600.0f);
  feeder.hold(minutes(15), minutes(40), 2.0f);
  CHECK(feeder.last().gauges.value(ATTEMPTS) == 5.0f);
  feeder.hold(minutes(40), minutes(45), 2.0f);
  CHECK(feeder.last().gauges.value(ATTEMPTS) == 0.0f);
}

TEST_CASE("gauges: an inrush at the start of a run is no peak, the same in its middle is one") {
  Feeder feeder;
  feeder.hold(0, minutes(10), 2.0f);
  feeder.sample(minutes(10), 900.0f);
  feeder.hold(minutes(10) + 10 * SECOND_MS, minutes(13), 80.0f);
  for (size_t i = 9; i < 13; i++)
    CHECK(feeder.minutes[i].minute.gauges.value(PEAK_POWER) <= 80.0f);
  CHECK(feeder.last().row.value(PEAK) == 900.0f);
  feeder.sample(minutes(13), 900.0f);
  feeder.hold(minutes(13) + 10 * SECOND_MS, minutes(14), 80.0f);
  CHECK(feeder.last().gauges.value(PEAK_POWER) == 900.0f);
}

TEST_CASE("gauges: the mean power of a run is taken without its first two minutes") {
  Feeder feeder;
  for (int cycle = 0; cycle < 4; cycle++) {
    feeder.hold(minutes(30 * cycle), minutes(30 * cycle + 10), 2.0f);
    feeder.hold(minutes(30 * cycle + 10), minutes(30 * cycle + 11.5), 200.0f);
    feeder.hold(minutes(30 * cycle + 11.5), minutes(30 * cycle + 30), 80.0f);
  }
  feeder.hold(minutes(120), minutes(125), 2.0f);
  CHECK(feeder.last().gauges.value(POWER_HIGH) == doctest::Approx(80.0));
  CHECK(feeder.last().gauges.value(POWER_LOW) == feeder.last().gauges.value(POWER_HIGH));
  CHECK(feeder.last().gauges.value(CYCLE_DUTY) == doctest::Approx(2.0 / 3).epsilon(0.001));
}

TEST_CASE("gauges: without a reading for five minutes they are all unknown") {
  Feeder feeder;
  feeder.hold(0, minutes(200), 80.0f);
  REQUIRE(feeder.last().gauges.has(TIME_ON));
  REQUIRE(feeder.last().gauges.has(FLOOR_ON));
  feeder.advance(minutes(206));
  for (uint8_t g = 0; g < GAUGES; g++)
    CHECK_FALSE(feeder.last().gauges.has(g));
}

TEST_CASE("features: what the other phase was like is known for three hours") {
  for (bool on : {false, true}) {
    CAPTURE(on);
    const float before = on ? 2.0f : 80.0f, now = on ? 80.0f : 2.0f;
    Feeder feeder;
    feeder.hold(0, minutes(10), now);
    feeder.hold(minutes(10), minutes(30), before);
    feeder.hold(minutes(30), minutes(30 + 180), now);
    const Feature last = on ? LAST_OFF : LAST_ON, power = on ? OFF_LEVEL : ON_POWER;
    CHECK(feeder.last().row.value(last) == 20.0f);
    CHECK(feeder.last().row.value(power) == doctest::Approx(before));
    feeder.hold(minutes(30 + 180), minutes(30 + 181), now);
    CHECK_FALSE(feeder.last().row.has(last));
    CHECK_FALSE(feeder.last().row.has(power));
    CHECK(feeder.last().row.value(on ? ON_POWER : OFF_LEVEL) == doctest::Approx(now));
  }
}

TEST_CASE("features: a phase counts from when the power crossed over") {
  Feeder feeder;
  feeder.hold(0, minutes(7), 80.0f);
  feeder.hold(minutes(7), minutes(20), 2.0f);
  feeder.hold(minutes(20), minutes(45), 80.0f);
  feeder.hold(minutes(45), minutes(50), 2.0f);
  CHECK(feeder.last().row.value(LAST_OFF) == 13.0f);
  CHECK(feeder.last().row.value(LAST_ON) == 25.0f);
  CHECK(feeder.last().row.value(ELAPSED_OFF) == 5.0f);
  CHECK(feeder.last().row.value(ELAPSED_ON) == 0.0f);
  std::vector<Phase> phases;
  for (const auto &ended : feeder.minutes) {
    for (const Phase &phase : ended.phases())
      phases.push_back(phase);
  }
  // The first one was not seen from its start.
  REQUIRE(phases.size() == 2);
  CHECK_FALSE(phases[0].on);
  CHECK(phases[0].minutes == 13.0f);
  CHECK(phases[0].power == doctest::Approx(2.0));
  CHECK(phases[1].on);
  CHECK(phases[1].minutes == 25.0f);
  CHECK(phases[1].power == doctest::Approx(80.0));
}

TEST_CASE("features: duty and starts are those of the last three hours, known when they are nearly whole") {
  Feeder feeder;
  for (int hour = 0; hour < 10; hour++) {
    feeder.hold(minutes(hour * 60), minutes(hour * 60 + 15), 80.0f);
    feeder.hold(minutes(hour * 60 + 15), minutes(hour * 60 + 60), 2.0f);
    if (hour == 2) {
      CHECK_FALSE(feeder.minutes[172].minute.row.has(DUTY));
      CHECK(feeder.minutes[173].minute.row.has(DUTY));
    }
  }
  CHECK(feeder.last().row.value(DUTY) == doctest::Approx(0.25).epsilon(0.001));
  CHECK(feeder.last().row.value(STARTS) == doctest::Approx(1.0).epsilon(0.001));
  feeder.hold(minutes(600), minutes(780), 2.0f);
  CHECK(feeder.last().row.value(DUTY) == 0.0f);
  CHECK(feeder.last().row.value(STARTS) == 0.0f);
}

TEST_CASE("features: the peak is forgotten after five minutes, the time unchanged at the next change") {
  Feeder feeder;
  feeder.hold(0, minutes(10), 2.0f);
  CHECK(feeder.last().row.value(UNCHANGED) == 10.0f);
  feeder.sample(minutes(10), 1500.0f);
  feeder.hold(minutes(10) + SECOND_MS, minutes(15), 2.0f);
  CHECK(feeder.last().row.value(PEAK) == 1500.0f);
  CHECK(feeder.last().row.value(UNCHANGED) == doctest::Approx(5.0 - 1.0 / 60).epsilon(0.001));
  feeder.hold(minutes(15), minutes(16), 2.0f);
  CHECK(feeder.last().row.value(PEAK) == 2.0f);
}

TEST_CASE("features: absurd readings are clipped") {
  Feeder feeder{Levels{}};
  feeder.hold(0, minutes(2), -50.0f);
  CHECK(feeder.last().row.value(PEAK) == 0.0f);
  feeder.hold(minutes(2), minutes(4), INFINITY);
  CHECK(feeder.last().row.value(PEAK) == doctest::Approx(60000.0).epsilon(0.001));
  CHECK(feeder.last().row.value(ON_POWER) > 29000.0f);
}

TEST_CASE("features: months in one state neither overflow nor begin anew") {
  Feeder feeder;
  for (int i = 0; i < 70 * 24 * 15; i++)
    feeder.sample(minutes(4.0 * i), 2.0f);
  CHECK(feeder.last().row.value(ELAPSED_OFF) == doctest::Approx(45 * 1440).epsilon(0.001));
  CHECK(feeder.last().row.value(UNCHANGED) == doctest::Approx(45 * 1440).epsilon(0.001));
  CHECK(feeder.last().row.value(OFF_LEVEL) == doctest::Approx(2.0));
}

TEST_CASE("features: the 32-bit millisecond counter's range is no limit") {
  const TimeMs start = (TimeMs{1} << 32) - minutes(30);
  Feeder early, late;
  for (int i = 0; i < 400; i++) {
    const float watts = i / 40 % 2 == 0 ? 80.0f : 2.0f;
    early.sample(minutes(100) + static_cast<TimeMs>(i) * 10 * SECOND_MS, watts);
    late.sample(start / MINUTE_MS * MINUTE_MS + static_cast<TimeMs>(i) * 10 * SECOND_MS, watts);
  }
  REQUIRE(early.minutes.size() == late.minutes.size());
  for (size_t i = 0; i < early.minutes.size(); i++)
    CHECK(std::memcmp(&early.minutes[i].minute.row, &late.minutes[i].minute.row, sizeof(FeatureRow)) == 0);
}

TEST_CASE("features: the interval between readings settles at its mean and starts as unknown") {
  Feeder feeder;
  CHECK(feeder.extractor.interval_ms() == 0);
  for (TimeMs t = 0; t < minutes(60); t += 12 * SECOND_MS)
    feeder.sample(t, 80.0f);
  CHECK(feeder.extractor.interval_ms() == 12 * SECOND_MS);
  CHECK(feeder.last().interval_ms == 12 * SECOND_MS);
  // and follows when it becomes another
  for (TimeMs t = minutes(60); t < minutes(60 * 5); t += 3 * SECOND_MS)
    feeder.sample(t, 80.0f);
  CHECK(feeder.extractor.interval_ms() == doctest::Approx(3 * SECOND_MS).epsilon(0.01));
}

TEST_CASE("features: a reset forgets everything but the levels") {
  Feeder feeder;
  feeder.hold(0, minutes(20), 80.0f);
  feeder.hold(minutes(20), minutes(260), 2.0f);
  feeder.extractor.reset();
  CHECK_FALSE(feeder.extractor.advance(minutes(261)));
  feeder.hold(minutes(270), minutes(272), 80.0f);
  CHECK(feeder.last().row.value(ELAPSED_ON) == 2.0f);
  for (Feature feature : {LAST_ON, LAST_OFF, DUTY, STARTS, OFF_LEVEL})
    CHECK_FALSE(feeder.last().row.has(feature));
}

TEST_CASE("features: the share of a minute is rounded, not cut off") {
  Feeder feeder;
  for (int hour = 0; hour < 3; hour++) {
    const TimeMs off = minutes(hour * 60 + 15) + 700;
    feeder.hold(minutes(hour * 60) + (hour == 0 ? 0 : 200), off - 10 * SECOND_MS, 80.0f);
    feeder.sample(off - 10 * SECOND_MS, 80.0f);
    feeder.hold(off, minutes(hour * 60 + 60) + (hour == 2 ? 0 : 200), 2.0f);
  }
  // 0.7 s, twice 0.5 s more: three times a whole second
  CHECK(feeder.last().row.value(DUTY) == doctest::Approx(2703.0 / 10800).epsilon(0.0003));
}
