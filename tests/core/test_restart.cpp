#include <doctest/doctest.h>

#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "feature_feeder.h"
#include "plug.h"

TEST_CASE("restart: what was before is unknown, and times count from the restart") {
  Feeder feeder;
  feeder.hold(minutes(100), minutes(112), 80.0f);  // it was on already
  const Minute &minute = feeder.last();
  CHECK(minute.row.value(ELAPSED_ON) == 12.0f);
  CHECK(minute.gauges.value(TIME_ON) == 12.0f);
  for (Feature feature : {LAST_ON, LAST_OFF, OFF_LEVEL, DUTY, STARTS})
    CHECK_FALSE(minute.row.has(feature));
  for (Gauge gauge : {POWER_HIGH, POWER_LOW, CYCLE_DUTY, BASE_LOAD, FLOOR_OFF})
    CHECK_FALSE(minute.gauges.has(gauge));
  // A phase that was not seen from its start is none to learn from.
  feeder.hold(minutes(112), minutes(130), 2.0f);
  for (const Ended &ended : feeder.minutes)
    CHECK(ended.phases().empty());
}

TEST_CASE("restart: no anomaly arises from restarts, whenever they come") {
  for (uint32_t seed = 1; seed <= 8; seed++) {
    Plug plug;
    TinyAppliance appliance(seed);
    plug.import(fridge_text(), ImportMode::EXACT);
    std::mt19937 random(seed);
    for (int i = 0; i < 40; i++) {
      appliance.run(0.05 + static_cast<double>(random() % 300) / 100, std::ref(plug));
      plug.restart();
      if (i % 3 == 0)
        appliance.now += random() % 60 * MINUTE_MS;  // and away for a while
      CHECK(plug.text() == fridge_text());
    }
    CAPTURE(seed);
    CHECK(plug.kinds == std::vector<std::string>());
  }
}

TEST_CASE("restart: a run-on that began before it is still found, counted from the restart") {
  for (bool on : {true, false}) {
    Plug plug;
    TinyAppliance appliance(4);
    plug.import(fridge_text(), ImportMode::EXACT);
    appliance.run(24, std::ref(plug));
    REQUIRE(plug.kinds.empty());
    appliance.get_stuck(on, 0.25, std::ref(plug));
    REQUIRE(plug.kinds.empty());
    plug.restart();
    const TimeMs restarted = appliance.now;
    appliance.stuck = true;
    appliance.run(4, std::ref(plug));
    REQUIRE(plug.kinds == std::vector<std::string>{on ? "runs_too_long" : "does_not_start"});
    const float longest = plug.monitor.model().extreme[on ? TIME_ON : TIME_OFF];
    CHECK(plug.began >= restarted + static_cast<TimeMs>(longest * MINUTE_MS));
    CHECK(plug.began <= restarted + static_cast<TimeMs>(1.5f * longest * MINUTE_MS));
  }
}

TEST_CASE("restart: within an anomaly it is found again") {
  Plug plug;
  TinyAppliance appliance(4);
  plug.import(fridge_text(), ImportMode::EXACT);
  appliance.get_stuck(true, 3, std::ref(plug));
  REQUIRE(plug.kinds.size() == 1);
  plug.restart();
  CHECK_FALSE(plug.monitor.detector().anomaly());
  CHECK_FALSE(plug.monitor.can_accept());
  appliance.stuck = true;
  appliance.run(2, std::ref(plug));
  CHECK(plug.kinds == std::vector<std::string>{"runs_too_long", "runs_too_long"});
}

TEST_CASE("restart: the same samples after it give the same scores as in a plug that took the text then") {
  Plug restarted, fresh;
  TinyAppliance appliance(3);
  restarted.import(fridge_text(), ImportMode::EXACT);
  appliance.run(13, std::ref(restarted));
  restarted.restart();
  fresh.import(fridge_text(), ImportMode::EXACT);
  appliance.run(30, [&](TimeMs now, float watts) {
    restarted(now, watts);
    fresh(now, watts);
    const float one = restarted.monitor.detector().score(), two = fresh.monitor.detector().score();
    REQUIRE(std::memcmp(&one, &two, sizeof(one)) == 0);
  });
}
