#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "days.h"
#include "model_text_helpers.h"

namespace {

constexpr int DAY_MINUTES = 1440;

Day day_of(double on, double off = 40.0, double power = 28.0) {
  Day day;
  int q = 0;
  for (double value : {on, off, power})
    day.code[q++] = encode_uf16(static_cast<float>(value));
  return day;
}
float value(const Day &day, DayQuantity q) { return decode_uf16(day.code[q]); }

Minute minute(float watts, std::vector<Phase> phases = {}, bool measured = true) {
  Minute m{};
  m.measured = measured;
  m.power = static_cast<Milliwatts>(watts * 1000);
  for (const Phase &phase : phases)
    m.phases[m.phase_count++] = phase;
  return m;
}

/// A watch on the fridge's days: 20 min on, 40 off, each an eighth of an octave from day to day.
struct Watch {
  Days days = fridge_model().days;
  DriftWatch drift;
  int told{0};  // minutes
  explicit Watch(float spread = 0.125f) {
    std::fill_n(this->days.spread, DAY_QUANTITIES, spread);
    this->drift.reset(this->days);
  }
  bool add(const Day &day) {
    this->drift.add(day);
    const bool above = this->drift.score() > 1.0f;
    for (int i = 0; i < DAY_MINUTES; i++) {
      this->told += this->drift.score() > 1.0f;
      this->drift.pass_minute();
    }
    return above;
  }
};

}  // namespace

TEST_CASE("days: a day is 1440 measured minutes, its times the mean logarithm by their length, its power the mean") {
  std::mt19937 random(1);
  DayMeter meter;
  double sum[2]{}, logs[2]{}, watts = 0;
  int days = 0, measured = 0;
  for (int i = 0; days < 5; i++) {
    std::vector<Phase> phases;
    if (random() % 20 == 0)
      phases.push_back({random() % 2 == 0, static_cast<float>(random() % 6000) / 60.0f + 0.1f, 80.0f});
    for (const Phase &p : phases) {
      sum[p.on] += p.minutes;
      logs[p.on] += p.minutes * std::log2(p.minutes);
    }
    const bool is_measured = random() % 10 != 0;
    const float power = static_cast<float>(random() % 1000) / 10;
    measured += is_measured;
    watts += is_measured ? static_cast<Milliwatts>(power * 1000) / 1000.0 : 0.0;
    const bool done = meter.add(minute(power, phases, is_measured));
    REQUIRE(done == (measured == DAY_MINUTES));
    if (!done)
      continue;
    days++;
    CHECK(value(meter.day(), DAY_ON) == doctest::Approx(std::exp2(logs[1] / sum[1])).epsilon(0.001));
    CHECK(value(meter.day(), DAY_OFF) == doctest::Approx(std::exp2(logs[0] / sum[0])).epsilon(0.001));
    CHECK(value(meter.day(), DAY_POWER) == doctest::Approx(watts / DAY_MINUTES).epsilon(0.001));
    sum[0] = sum[1] = logs[0] = logs[1] = watts = 0;
    measured = 0;
  }
}

TEST_CASE("days: one with fewer than three runs or pauses is left out, and the next begins anew") {
  for (int runs : {2, 3}) {
    DayMeter meter;
    int days = 0;
    for (int i = 0; i < DAY_MINUTES; i++) {
      std::vector<Phase> phases;
      if (i < 10)
        phases.push_back({false, 30.0f, 2.0f});
      if (i < runs)
        phases.push_back({true, 15.0f, 80.0f});
      days += meter.add(minute(28.0f, phases));
    }
    CHECK(days == (runs == 3));
    for (int i = 0; i < DAY_MINUTES; i++)
      days += meter.add(
          minute(28.0f, i < 3 ? std::vector<Phase>{{true, 60.0f, 80.0f}, {false, 60.0f, 2.0f}} : std::vector<Phase>{}));
    CHECK(days == 1 + (runs == 3));
    CHECK(value(meter.day(), DAY_ON) == doctest::Approx(60.0).epsilon(0.001));
  }
}

TEST_CASE("days: a lamp's many seconds do not make a day's runs short") {
  DayMeter meter;
  for (int i = 0; i < DAY_MINUTES - 1; i++)
    meter.add(minute(28.0f, i % 60 == 0   ? std::vector<Phase>{{true, 20.0f, 80.0f}, {false, 40.0f, 2.0f}}
                            : i % 20 == 5 ? std::vector<Phase>{{true, 0.6f, 40.0f}}
                                          : std::vector<Phase>{}));
  REQUIRE(meter.add(minute(28.0f)));
  CHECK(value(meter.day(), DAY_ON) == doctest::Approx(20.0).epsilon(0.25));
}

TEST_CASE("days: they are summarised by medians from five on, and one bad day hardly counts") {
  std::vector<Day> days;
  for (int i = 0; i < 9; i++) {
    CHECK(summarise(days.data(), static_cast<uint8_t>(days.size())).known() == (i >= 5));
    days.push_back(day_of(20.0 * std::exp2(0.2 * (i % 3 - 1))));
  }
  const Days clean = summarise(days.data(), 9);
  CHECK(clean.mean[DAY_ON] == doctest::Approx(20.0).epsilon(0.001));
  CHECK(clean.spread[DAY_ON] == doctest::Approx(0.2 * 1.4826).epsilon(0.04));
  // Alike to the last bit, they still differ from day to day.
  CHECK(clean.spread[DAY_OFF] == doctest::Approx(0.1).epsilon(0.04));
  days[4] = day_of(300.0, 2.0, 80.0);
  const Days dirty = summarise(days.data(), 9);
  CHECK(dirty.mean[DAY_ON] == doctest::Approx(20.0).epsilon(0.16));
  CHECK(dirty.mean[DAY_OFF] == clean.mean[DAY_OFF]);
  CHECK(dirty.mean[DAY_POWER] == clean.mean[DAY_POWER]);
  CHECK(dirty.spread[DAY_ON] <= 1.5f * clean.spread[DAY_ON]);
}

TEST_CASE("days: whatever they were, a text of their summary is not refused") {
  std::mt19937 random(3);
  for (int round = 0; round < 500; round++) {
    std::vector<Day> days(5 + random() % 24);
    for (Day &day : days) {
      for (uint16_t &code : day.code)
        code = static_cast<uint16_t>(random() % (1 + random() % 65535));
    }
    Model m = fridge_model();
    m.days = summarise(days.data(), static_cast<uint8_t>(days.size()));
    REQUIRE(said(parse(text_of(m))) == said(Refusal::NONE));
  }
}

TEST_CASE("drift: a lasting step is told within three days, once, for an hour, and then is the usual") {
  for (double step : {1.5, 1 / 1.5}) {
    Watch watch(0.1f);
    for (int i = 0; i < 10; i++)
      CHECK_FALSE(watch.add(day_of(20.0 * std::exp2(0.05 * (i % 3 - 1)))));
    int day = 0;
    while (!watch.add(day_of(20.0 * step)))
      REQUIRE(++day < 3);
    CHECK(watch.told == 60);
    for (int i = 0; i < 100; i++)
      REQUIRE_FALSE(watch.add(day_of(20.0 * step * std::exp2(0.05 * (i % 3 - 1)))));
    CHECK(watch.told == 60);
  }
}

TEST_CASE("drift: what changed is named, with how much") {
  Watch watch(0.1f);
  while (!(watch.drift.add(day_of(20.0, 26.0, 28.0)), watch.drift.score() > 1.0f))
    ;
  CHECK(watch.drift.quantity() == DAY_OFF);
  CHECK(watch.drift.ratio() < 0.8f);
  CHECK(watch.drift.ratio() > 0.6f);
}

TEST_CASE("drift: a season of half a percent a day is never told, in either direction") {
  for (double a_day : {1.005, 1 / 1.005}) {
    Watch watch(0.1f);
    double factor = 1.0;
    for (int i = 0; i < 120; i++) {
      factor *= a_day;
      REQUIRE_FALSE(watch.add(day_of(20.0 * factor, 40.0 / factor, 28.0 * factor)));
    }
  }
}

TEST_CASE("drift: a single bad day is not told, nor days that vary as they did while learning") {
  Watch watch;
  CHECK_FALSE(watch.add(day_of(300.0, 5.0, 70.0)));
  for (int i = 0; i < 30; i++)
    CHECK_FALSE(watch.add(day_of(20.0)));
  std::mt19937 random(4);
  std::normal_distribution<double> normal(0.0, 0.125);
  int told = 0;
  for (int i = 0; i < 1000; i++)
    told += watch.add(
        day_of(20.0 * std::exp2(normal(random)), 40.0 * std::exp2(normal(random)), 28.0 * std::exp2(normal(random))));
  CHECK(told <= 1);
}

TEST_CASE("drift: without learnt days nothing is told") {
  DriftWatch drift;
  drift.reset(Days{});
  for (int i = 0; i < 30; i++)
    drift.add(day_of(2000.0));
  CHECK(drift.score() == 0.0f);
}
