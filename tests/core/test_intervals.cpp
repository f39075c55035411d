#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "plug.h"

/// The same appliance, read more often or more seldom.

namespace {

struct Found {
  std::vector<std::string> kinds;
  std::vector<TimeMs> began;
};

/// Two days with three faults, read every second; of the readings every n-th is taken.
Found watch(uint32_t every_seconds) {
  Plug plug;
  TinyAppliance appliance(11);
  appliance.interval = SECOND_MS;
  Found found;
  const auto take = [&](TimeMs now, float watts) {
    if (now / SECOND_MS % every_seconds != 0)
      return;
    plug(now, watts);
    if (plug.kinds.size() > found.began.size())
      found.began.push_back(plug.began);
  };
  plug.import(fridge_text(), ImportMode::EXACT);
  appliance.run(20, take);
  appliance.get_stuck(true, 2, take);
  appliance.run(10, take);
  appliance.get_stuck(false, 3, take);
  appliance.run(10, take);
  appliance.off_power = 9;
  appliance.run(0.6, take);
  found.kinds = plug.kinds;
  return found;
}

}  // namespace

TEST_CASE("intervals: read every 1, 5 or 30 seconds the same anomalies are found, within minutes of each other") {
  const Found slow = watch(30);
  CHECK(slow.kinds == std::vector<std::string>{"runs_too_long", "does_not_start", "standby_changed"});
  for (uint32_t seconds : {1U, 5U}) {
    const Found found = watch(seconds);
    CAPTURE(seconds);
    REQUIRE(found.kinds == slow.kinds);
    for (size_t i = 0; i < slow.began.size(); i++) {
      CHECK(found.began[i] <= slow.began[i] + 3 * MINUTE_MS);
      CHECK(slow.began[i] <= found.began[i] + 3 * MINUTE_MS);
    }
  }
}

TEST_CASE(
    "intervals: it is said when readings come at another interval than the donor's, and peaks do not count then") {
  for (const auto &[seconds, same] : {std::pair{1U, false}, {10U, true}, {20U, true}, {60U, true}}) {
    Plug plug;  // the donor read every 20 s
    TinyAppliance appliance(11);
    appliance.interval = seconds * SECOND_MS;
    plug.import(fridge_text(), ImportMode::EXACT);
    appliance.run(3, std::ref(plug));
    CAPTURE(seconds);
    CHECK(plug.monitor.sees_as_donor() == same);
    REQUIRE(plug.kinds.empty());
    appliance.get_stuck(false, 0.1, std::ref(plug));
    appliance.stuck = true;
    for (int i = 0; i < 6; i++) {
      plug(appliance.now, 400.0f);
      appliance.now += appliance.interval;
      appliance.run(0.05, std::ref(plug));
    }
    CHECK(plug.kinds.empty() != same);
  }
}
