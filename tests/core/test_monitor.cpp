#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "plug.h"
#include "sample_models.h"

TEST_CASE("monitor: nine days of learning pass through all states to watching") {
  Plug plug;
  TinyAppliance appliance(1);
  CHECK(plug.status() == "not measuring");
  appliance.run(1, std::ref(plug));
  CHECK(plug.status() == "no model");
  CHECK(plug.text().empty());
  plug.monitor.start_learning(plug.learner.get(), FULL_HOURS);
  appliance.run(47, std::ref(plug));
  CHECK(plug.status() == "learning");
  CHECK_FALSE(plug.monitor.watching());
  appliance.run(4, std::ref(plug));
  CHECK(plug.status() == "provisional");
  CHECK(plug.monitor.watching());
  CHECK(plug.monitor.model().provisional);
  appliance.run(166, std::ref(plug));
  CHECK(plug.status() == "provisional");
  CHECK(plug.learned == 0);
  CHECK(plug.monitor.progress() > 0.98f);
  appliance.run(4, std::ref(plug));
  CHECK(plug.status() == "watching");
  CHECK(plug.learned == 1);
  CHECK(plug.monitor.learner() == nullptr);
  CHECK_FALSE(plug.monitor.model().provisional);
  CHECK(plug.text().size() <= 255);
  CHECK(plug.kinds.empty());
}

TEST_CASE("monitor: a compressor that runs on is found, named and cleared, and nothing else") {
  Plug plug;
  TinyAppliance appliance(5);
  plug.import(fridge_text(), ImportMode::EXACT);
  appliance.run(72, std::ref(plug));
  REQUIRE(plug.kinds.empty());
  appliance.get_stuck(true, 4, std::ref(plug));
  const TimeMs ended = appliance.now;
  REQUIRE(plug.kinds == std::vector<std::string>{"runs_too_long"});
  CHECK(plug.began < ended - 2 * 60 * MINUTE_MS);
  CHECK(plug.monitor.detector().anomaly());
  CHECK(plug.monitor.detector().score() > 1.0f);
  appliance.run(24, std::ref(plug));
  CHECK_FALSE(plug.monitor.detector().anomaly());
}

TEST_CASE("monitor: a compressor that does not start is found and named") {
  Plug plug;
  TinyAppliance appliance(6);
  plug.import(fridge_text(), ImportMode::EXACT);
  appliance.run(24, std::ref(plug));
  REQUIRE(plug.kinds.empty());
  appliance.get_stuck(false, 5, std::ref(plug));
  REQUIRE(plug.kinds == std::vector<std::string>{"does_not_start"});
  CHECK(plug.began < appliance.now - 2 * 60 * MINUTE_MS);
}

TEST_CASE("monitor: five minutes without a reading are called so, and no alarm") {
  Plug plug;
  TinyAppliance appliance(5);
  plug.import(fridge_text(), ImportMode::EXACT);
  appliance.run(10, std::ref(plug));
  plug.monitor.advance(appliance.now + 4 * MINUTE_MS);
  CHECK(plug.status() == "watching");
  plug.monitor.advance(appliance.now + 6 * MINUTE_MS);
  CHECK(plug.status() == "not measuring");
  plug.monitor.add_sample(appliance.now + 7 * MINUTE_MS, NAN);
  CHECK(plug.status() == "not measuring");
  appliance.now += 20 * 60 * MINUTE_MS;
  appliance.run(10, std::ref(plug));
  CHECK(plug.status() == "watching");
  CHECK(plug.kinds.empty());
}

TEST_CASE("monitor: readings that are none change nothing, however many there are") {
  Plug with, without;
  TinyAppliance appliance(6);
  std::mt19937 random(6);
  with.import(fridge_text(), ImportMode::EXACT);
  without.import(fridge_text(), ImportMode::EXACT);
  appliance.run(40, [&](TimeMs now, float watts) {
    for (uint32_t n = random() % 4; n > 0; n--)
      with.monitor.add_sample(now, NAN);
    with(now, watts);
    without(now, watts);
    const float one = with.monitor.detector().score(), two = without.monitor.detector().score();
    REQUIRE(std::memcmp(&one, &two, sizeof(one)) == 0);
  });
  CHECK(with.kinds.empty());
}

TEST_CASE("monitor: a model that is there watches until the new one is complete") {
  Plug plug;
  TinyAppliance appliance(5);
  plug.import(fridge_text(), ImportMode::EXACT);
  appliance.run(5, std::ref(plug));
  plug.monitor.start_learning(plug.learner.get(), 72);
  appliance.run(60, std::ref(plug));
  CHECK(plug.text() == fridge_text());
  CHECK(plug.status() == "watching");
  appliance.get_stuck(true, 4, std::ref(plug));
  CHECK(plug.kinds == std::vector<std::string>{"runs_too_long"});
  appliance.run(12, std::ref(plug));
  CHECK(plug.text() != fridge_text());
  CHECK(plug.learned == 1);
}

TEST_CASE("monitor: learning that comes to nothing leaves the model that is there") {
  Plug plug;
  plug.import(fridge_text(), ImportMode::EXACT);
  const std::string before = plug.text();
  plug.monitor.start_learning(plug.learner.get(), MIN_LEARN_HOURS);
  // No appliance: 40 kW, for longer than learning takes
  for (TimeMs t = 0; t < (MIN_LEARN_HOURS + 2) * 60 * MINUTE_MS; t += 10 * SECOND_MS)
    plug(t, 40000.0f);
  CHECK(plug.monitor.learner() == nullptr);
  CHECK(plug.learned == 0);
  CHECK(plug.text() == before);
  CHECK(plug.status() == "watching");
}

TEST_CASE("monitor: a provisional model begins to watch without a false alarm, in whatever state the appliance is") {
  for (uint32_t seed = 1; seed <= 12; seed++) {
    Plug plug;
    TinyAppliance appliance(seed);
    appliance.on_minutes = 45;
    appliance.off_minutes = 60;
    plug.monitor.start_learning(plug.learner.get(), FULL_HOURS);
    appliance.run(44 + 0.25 * seed, std::ref(plug));
    appliance.run(14, std::ref(plug));
    CAPTURE(seed);
    CHECK(plug.status() == "provisional");
    CHECK(plug.kinds == std::vector<std::string>());
  }
}

TEST_CASE("monitor: every minute is told of once and in order, however late") {
  Plug plug;
  std::vector<TimeMs> ends;
  plug.monitor.set_minute_callback(
      [](void *context, const Monitor &monitor) {
        static_cast<std::vector<TimeMs> *>(context)->push_back(monitor.minute().end);
      },
      &ends);
  plug.monitor.start_learning(plug.learner.get(), 48);
  plug.monitor.add_sample(30 * SECOND_MS, 80.0f);
  plug.monitor.advance(90 * MINUTE_MS);
  plug.monitor.add_sample(100 * MINUTE_MS + 1, 80.0f);
  REQUIRE(ends.size() == 100);
  for (size_t i = 0; i < ends.size(); i++)
    CHECK(ends[i] == (i + 1) * MINUTE_MS);
}

TEST_CASE("monitor: finishing early, offline, gives the model of what was seen") {
  Plug plug;
  TinyAppliance appliance(5);
  plug.monitor.start_learning(plug.learner.get(), FULL_HOURS);
  appliance.run(60, std::ref(plug));
  plug.monitor.finish();
  plug.listen();
  CHECK(plug.monitor.learner() == nullptr);
  CHECK(plug.learned == 1);
  CHECK(plug.status() == "watching");
  CHECK(plug.monitor.model().learnt_hours >= 58);
}
