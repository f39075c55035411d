#include <doctest/doctest.h>

#include <random>

#include "levels.h"

using namespace esphome::diol;

namespace {
constexpr uint32_t MINUTE = 60000;

/// Adds `minutes` at about `watts`, a tenth of a minute at a time, with a noise of `noise` of the value.
void add(LevelHistogram &histogram, std::mt19937 &random, double watts, int minutes, double noise = 0.03) {
  std::normal_distribution<double> relative(1.0, noise);
  for (int i = 0; i < minutes * 10; i++)
    histogram.add(static_cast<Milliwatts>(std::max(0.0, watts * relative(random)) * 1000), MINUTE / 10);
}
}  // namespace

TEST_CASE("levels: an empty histogram knows no levels") {
  CHECK_FALSE(LevelHistogram().estimate().cycles);
  CHECK(LevelHistogram().share_between(0, MAX_POWER) == 0.0f);
}

TEST_CASE("levels: a fridge has two, and the thresholds lie between them") {
  LevelHistogram histogram;
  std::mt19937 random(1);
  add(histogram, random, 80, 480);
  add(histogram, random, 2, 960);
  const Levels levels = histogram.estimate();
  REQUIRE(levels.cycles);
  CHECK(levels.on_level == doctest::Approx(80000).epsilon(0.06));
  CHECK(levels.off_level == doctest::Approx(2000).epsilon(0.12));
  CHECK(levels.off_level < levels.turn_off());
  CHECK(levels.turn_off() < levels.turn_on());
  CHECK(levels.turn_on() < levels.on_level);
}

TEST_CASE("levels: a defrost heater of 300 W does not pull the level of a 70 W compressor") {
  LevelHistogram with, without;
  std::mt19937 random(2), same(2);
  for (auto [histogram, generator] : {std::pair{&with, &random}, std::pair{&without, &same}}) {
    add(*histogram, *generator, 70, 500);
    add(*histogram, *generator, 1, 900);
  }
  add(with, random, 300, 40);
  const Levels levels = with.estimate();
  REQUIRE(levels.cycles);
  CHECK(levels.on_level == doctest::Approx(70000).epsilon(0.06));
  CHECK(levels.turn_on() == doctest::Approx(without.estimate().turn_on()).epsilon(0.05));
}

TEST_CASE("levels: a start-up current of a few seconds does not pull them either") {
  LevelHistogram histogram;
  std::mt19937 random(3);
  add(histogram, random, 90, 400);
  add(histogram, random, 0, 1000);
  histogram.add(1'200'000, 60000);
  const Levels levels = histogram.estimate();
  REQUIRE(levels.cycles);
  CHECK(levels.on_level == doctest::Approx(90000).epsilon(0.06));
  CHECK(levels.off_level < 200);
}

TEST_CASE("levels: one level is one level, whatever its noise") {
  for (double watts : {0.0, 0.3, 8.0, 60.0, 2000.0}) {
    for (double noise : {0.0, 0.02, 0.1}) {
      LevelHistogram histogram;
      std::mt19937 random(4);
      add(histogram, random, watts, 1440, noise);
      const Levels levels = histogram.estimate();
      CAPTURE(watts);
      CAPTURE(noise);
      CHECK_FALSE(levels.cycles);
      CHECK(levels.on_level == doctest::Approx(watts * 1000).epsilon(0.1).scale(1000));
    }
  }
}

TEST_CASE("levels: zero and the greatest power have their place") {
  LevelHistogram histogram;
  histogram.add(0, 10 * MINUTE);
  histogram.add(UINT32_MAX - 2000, 10 * MINUTE);
  const Levels levels = histogram.estimate();
  CHECK(levels.cycles);
  CHECK(levels.off_level < 100);
  CHECK(levels.on_level == doctest::Approx(MAX_POWER).epsilon(0.07));
}

TEST_CASE("levels: the share of time between two powers is counted, borders included") {
  LevelHistogram histogram;
  histogram.add(1000, 10 * MINUTE);
  histogram.add(50000, 30 * MINUTE);
  histogram.add(500000, 60 * MINUTE);
  CHECK(histogram.share_between(0, MAX_POWER) == 1.0f);
  CHECK(histogram.share_between(50000, 50000) == doctest::Approx(0.3));
  CHECK(histogram.share_between(0, 50000) == doctest::Approx(0.4));
  CHECK(histogram.share_between(100000, 200000) == 0.0f);
  histogram.clear();
  CHECK(histogram.share_between(0, MAX_POWER) == 0.0f);
}

TEST_CASE("levels: many short readings count as much as few long ones") {
  LevelHistogram by_seconds, by_minutes;
  for (int i = 0; i < 60 * 33; i++)
    by_seconds.add(30000, 997);
  by_minutes.add(30000, 60 * 33 * 997);
  for (auto *histogram : {&by_seconds, &by_minutes})
    histogram->add(5000, 60 * 67 * 997);
  CHECK(by_seconds.share_between(30000, 30000) == doctest::Approx(0.33).epsilon(0.001));
  CHECK(by_seconds.share_between(30000, 30000) ==
        doctest::Approx(by_minutes.share_between(30000, 30000)).epsilon(1e-4));
}

TEST_CASE("levels: a peak of a fiftieth of the time does not take one of the two for itself") {
  LevelHistogram histogram;
  std::mt19937 random(5);
  add(histogram, random, 60, 300);
  add(histogram, random, 3, 1000);
  add(histogram, random, 2500, 20);
  const Levels levels = histogram.estimate();
  REQUIRE(levels.cycles);
  CHECK(levels.on_level == doctest::Approx(60000).epsilon(0.06));
  CHECK(levels.off_level == doctest::Approx(3000).epsilon(0.12));
}

TEST_CASE("levels: any power from 10 to 200 W alike is not two levels") {
  LevelHistogram histogram;
  for (double watts = 10; watts < 200; watts *= 1.001)
    histogram.add(static_cast<Milliwatts>(watts * 1000), MINUTE);
  CHECK_FALSE(histogram.estimate().cycles);
}
