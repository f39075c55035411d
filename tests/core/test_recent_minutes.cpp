#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <vector>

#include "recent_minutes.h"

using namespace esphome::diol;

namespace {

MinuteTotals random_minute(std::mt19937 &random) {
  const bool measured = random() % 200 != 0;
  return {measured,
          static_cast<uint8_t>(random() % 61),
          static_cast<uint8_t>(random() % 5 == 0 ? random() % 5 : 0),
          static_cast<uint8_t>(random() % 4 == 0 ? random() % 20 : 0),
          static_cast<Milliwatts>(random() % 100000),
          static_cast<Milliwatts>(random() % 5000)};
}

/// All minutes, the latest first.
using History = std::deque<MinuteTotals>;
template<typename Value> uint32_t sum(const History &history, size_t count, Value value) {
  uint32_t total = 0;
  for (size_t i = 0; i < std::min(count, history.size()); i++)
    total += value(history[i]);
  return total;
}
Milliwatts least_floor(const History &history, size_t count) {
  Milliwatts least = UINT32_MAX;
  for (size_t i = 0; i < count; i++)
    least = std::min(least, history[i].floor);
  return least;
}

}  // namespace

TEST_CASE("recent minutes: all windows are those of a list of all minutes") {
  for (uint32_t seed = 1; seed <= 5; seed++) {
    std::mt19937 random(seed);
    RecentMinutes recent;
    History history;
    size_t unbroken = 0;
    int base_known = 0, duty_known = 0;
    for (int i = 0; i < 3000; i++) {
      const MinuteTotals minute = random_minute(random);
      recent.push(minute);
      history.push_front(minute);
      unbroken = minute.measured ? unbroken + 1 : 0;
      CAPTURE(i);
      const auto measured = sum(history, 180, [](const MinuteTotals &m) { return m.measured; });
      const auto on = sum(history, 180, [](const MinuteTotals &m) { return m.measured * m.on_seconds; });
      const auto start = [](const MinuteTotals &m) { return m.measured * std::min<uint32_t>(m.starts, 3); };
      REQUIRE(recent.duty_known() == (measured >= 174));
      if (measured > 0) {
        REQUIRE(recent.duty() == doctest::Approx(on / 60.0 / measured));
        REQUIRE(recent.starts_per_hour() == doctest::Approx(sum(history, 180, start) * 60.0 / measured));
      }
      REQUIRE(recent.hour_starts() == sum(history, 60, start));
      REQUIRE(recent.attempts() ==
              sum(history, 30, [](const MinuteTotals &m) { return std::min<uint32_t>(m.attempts, 15); }));
      Milliwatts peak = 0;
      for (size_t m = 0; m < std::min<size_t>(5, history.size()); m++)
        peak = std::max(peak, history[m].peak);
      REQUIRE(recent.peak() == peak);
      if (history.size() >= 10) {
        REQUIRE(recent.floor(10) == least_floor(history, 10));
        REQUIRE(recent.floor(5) == least_floor(history, 5));
      }
      REQUIRE(recent.base_known() == (unbroken > 170));
      if (recent.base_known())
        REQUIRE(recent.base() == least_floor(history, unbroken <= 180 ? unbroken : 171 + (unbroken - 1) % 10));
      base_known += recent.base_known();
      duty_known += recent.duty_known();
    }
    CHECK(base_known > 300);
    CHECK(duty_known > 1000);
    CHECK(duty_known < 3000);
  }
}

TEST_CASE("recent minutes: a base load from before a gap is forgotten") {
  RecentMinutes recent;
  MinuteTotals minute{true, 0, 0, 0, 2000, 500};
  for (int i = 0; i < 400; i++)
    recent.push(minute);
  REQUIRE(recent.base() == 500);
  minute.floor = 900;
  for (int i = 0; i < 181; i++) {
    minute.measured = i != 0;
    recent.push(minute);
    CHECK(recent.base_known() == (i > 170));
    if (recent.base_known())
      CHECK(recent.base() == 900);
  }
}
