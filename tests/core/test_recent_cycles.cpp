#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "recent_cycles.h"

using namespace esphome::diol;

namespace {
float middle_of_last(const std::vector<float> &values) {
  std::vector<float> last(values.end() - 3, values.end());
  std::sort(last.begin(), last.end());
  return last[1];
}
}  // namespace

TEST_CASE("recent cycles: they are known after three runs and three pauses, and then the medians of the last three") {
  std::mt19937 random(1);
  RecentCycles cycles;
  std::vector<float> on, off, power;
  for (int i = 0; i < 500; i++) {
    const Phase phase{random() % 2 == 0, static_cast<float>(random() % 100), static_cast<float>(random() % 1000)};
    const bool settled = random() % 4 != 0;
    cycles.push(phase, settled);
    (phase.on ? on : off).push_back(phase.minutes);
    if (phase.on && settled)
      power.push_back(phase.power);
    REQUIRE(cycles.power_known() == (power.size() >= 3));
    if (cycles.power_known())
      REQUIRE(cycles.power() == middle_of_last(power));
    REQUIRE(cycles.known() == (on.size() >= 3 && off.size() >= 3));
    if (!cycles.known())
      continue;
    REQUIRE(cycles.on_minutes() == middle_of_last(on));
    REQUIRE(cycles.off_minutes() == middle_of_last(off));
  }
  cycles.reset();
  CHECK_FALSE(cycles.known());
}

TEST_CASE("recent cycles: one odd run among three does not show, two do") {
  RecentCycles cycles;
  for (int i = 0; i < 3; i++) {
    cycles.push({true, 20.0f, 80.0f}, true);
    cycles.push({false, 40.0f, 2.0f}, false);
  }
  cycles.push({true, 300.0f, 500.0f}, true);
  CHECK(cycles.power() == 80.0f);
  CHECK(cycles.on_minutes() == 20.0f);
  cycles.push({true, 310.0f, 510.0f}, true);
  CHECK(cycles.power() == 500.0f);
  CHECK(cycles.on_minutes() == 300.0f);
}

TEST_CASE("recent cycles: the power of runs that were over before they settled does not count") {
  RecentCycles cycles;
  for (int i = 0; i < 10; i++) {
    CHECK(cycles.power_known() == (i >= 3));
    cycles.push({true, 20.0f, 80.0f}, true);
    cycles.push({true, 1.0f, 900.0f}, false);
  }
  CHECK(cycles.power() == 80.0f);
  CHECK_FALSE(cycles.known());
}
