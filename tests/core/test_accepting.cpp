#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "gauge_limits.h"
#include "model_text_helpers.h"
#include "plug.h"
#include "score.h"

namespace {

/// A plug in the middle of, or after, a run-on of three hours.
struct Story {
  Plug plug;
  TinyAppliance appliance{5};
  Story() {
    this->plug.import(fridge_text(), ImportMode::EXACT);
    this->run(24);
    REQUIRE(this->plug.kinds.empty());
    CHECK_FALSE(this->plug.monitor.can_accept());
    this->run_on();
    REQUIRE(this->plug.kinds == std::vector<std::string>{"runs_too_long"});
  }
  void run(double hours) { this->appliance.run(hours, std::ref(this->plug)); }
  void run_on() { this->appliance.get_stuck(true, 3, std::ref(this->plug)); }
};

}  // namespace

TEST_CASE("accepting: the same is normal afterwards, and something worse is not") {
  Story story;
  story.run(4);
  REQUIRE_FALSE(story.plug.monitor.detector().anomaly());
  REQUIRE(story.plug.monitor.can_accept());
  REQUIRE(story.plug.monitor.accept());
  for (int i = 0; i < 3; i++) {
    story.run(10);
    story.run_on();
  }
  CHECK(story.plug.kinds.size() == 1);
  story.run(10);
  story.appliance.get_stuck(true, 6, std::ref(story.plug));
  CHECK(story.plug.kinds.size() == 2);
}

TEST_CASE("accepting: the text is new and good, and only what was exceeded has changed in it") {
  Story story;
  story.run(4);
  const Model before = story.plug.monitor.model();
  const int models = story.plug.models;
  REQUIRE(story.plug.monitor.accept());
  story.plug.listen();
  CHECK(story.plug.models == models + 1);
  CHECK(story.plug.text() != fridge_text());
  CHECK(said(parse(story.plug.text())) == said(Refusal::NONE));
  const Model &after = story.plug.monitor.model();
  for (uint8_t g = 0; g < GAUGES; g++) {
    const Gauge gauge = static_cast<Gauge>(g);
    const float wider = (after.extreme[g] - before.extreme[g]) * (gauge == POWER_LOW ? -1.0f : 1.0f);
    CAPTURE(static_cast<int>(g));
    CHECK((wider > 0.0f) == story.plug.monitor.detector().unusual().has(gauge));
  }
  CHECK(story.plug.monitor.detector().unusual().has(TIME_ON));
  CHECK_FALSE(story.plug.monitor.detector().unusual().has(TIME_OFF));
  // Beyond what was seen by a tenth, and no further
  CHECK(gauge_score(TIME_ON, 180.0f, after, caution_of(after, DEFAULT_SENSITIVITY)) < 1.0f);
  CHECK(gauge_score(TIME_ON, 215.0f, after, caution_of(after, DEFAULT_SENSITIVITY)) > 1.0f);
  Model same = after;
  std::copy_n(before.extreme, GAUGES, same.extreme);
  same.block_max = before.block_max;
  CHECK(text_of(same) == fridge_text());
}

TEST_CASE("accepting: a running anomaly ends with it") {
  Story story;
  story.appliance.stuck = true;
  REQUIRE(story.plug.monitor.detector().anomaly());
  REQUIRE(story.plug.monitor.accept());
  CHECK(story.plug.monitor.take_events().anomaly_ended);
  CHECK_FALSE(story.plug.monitor.detector().anomaly());
  CHECK(story.plug.monitor.watching());
}

TEST_CASE("accepting: a day after the end it is too late, and nothing changes") {
  Story story;
  while (story.plug.monitor.detector().anomaly())
    story.run(0.1);
  story.run(23.8);
  CHECK(story.plug.monitor.can_accept());
  story.run(0.4);
  CHECK_FALSE(story.plug.monitor.can_accept());
  CHECK_FALSE(story.plug.monitor.accept());
  CHECK(story.plug.text() == fridge_text());
}

TEST_CASE("accepting: without an anomaly, without a model or while learning there is nothing to accept") {
  Plug plug;
  TinyAppliance appliance(5);
  CHECK_FALSE(plug.monitor.accept());
  plug.import(fridge_text(), ImportMode::EXACT);
  appliance.run(30, std::ref(plug));
  REQUIRE(plug.kinds.empty());
  CHECK_FALSE(plug.monitor.accept());
  CHECK(plug.text() == fridge_text());
  plug.import(fridge_text(), ImportMode::ADAPT);
  CHECK_FALSE(plug.monitor.accept());
}

TEST_CASE("accepting: another power is normal afterwards, at the latest when the clusters were told, too") {
  Plug plug;
  TinyAppliance appliance(6);
  plug.import(fridge_text(), ImportMode::EXACT);
  appliance.run(24, std::ref(plug));
  appliance.on_power = 105;
  appliance.run(12, std::ref(plug));
  REQUIRE(plug.kinds.front() == "power_high");
  REQUIRE(plug.monitor.accept());
  appliance.run(36, std::ref(plug));
  plug.monitor.accept();
  plug.kinds.clear();
  appliance.run(96, std::ref(plug));
  CHECK(plug.kinds == std::vector<std::string>());
  CHECK(said(parse(plug.text())) == said(Refusal::NONE));
}

TEST_CASE("accepting: a distance that was accepted is within the limit, by a tenth and not by far more") {
  for (float sensitivity : {0.1f, 1.0f, 10.0f}) {
    for (float limit : {3.0f, 8.0f, 12.0f}) {
      Model m = fridge_model();
      m.block_mean = m.block_scale = 0.0f;
      m.block_max = block_max_for(limit, sensitivity);
      CHECK(distance_limit(m, sensitivity) == doctest::Approx(limit).epsilon(1e-4));
    }
  }
}

TEST_CASE("accepting: twice teaches no more than once") {
  Story story;
  story.run(4);
  REQUIRE(story.plug.monitor.accept());
  const std::string text = story.plug.text();
  story.plug.monitor.accept();
  CHECK(story.plug.text() == text);
}

TEST_CASE("accepting: what was unusual under a model is nothing to teach another") {
  Story story;
  story.run(4);
  REQUIRE(story.plug.monitor.can_accept());
  story.plug.import(fridge_text(), ImportMode::EXACT);
  CHECK_FALSE(story.plug.monitor.can_accept());
  CHECK_FALSE(story.plug.monitor.accept());
  CHECK(story.plug.text() == fridge_text());
}

TEST_CASE("accepting: what was unusual under a model is nothing to teach the one that was learnt meanwhile") {
  Story story;
  story.run(4);
  REQUIRE(story.plug.monitor.can_accept());
  story.plug.monitor.start_learning(story.plug.learner.get(), MIN_LEARN_HOURS);
  story.run(MIN_LEARN_HOURS + 3);
  REQUIRE(story.plug.learned == 1);
  const std::string learnt = story.plug.text();
  CHECK_FALSE(story.plug.monitor.can_accept());
  CHECK_FALSE(story.plug.monitor.accept());
  CHECK(story.plug.text() == learnt);
}

TEST_CASE("accepting: a limit that has become wider since does not become narrower again") {
  Plug plug;
  TinyAppliance appliance(5);
  plug.import(fridge_text(), ImportMode::ADAPT, 6);
  appliance.run(27, std::ref(plug));
  REQUIRE(plug.monitor.watching());
  appliance.get_stuck(true, 0.65, std::ref(plug));
  REQUIRE(plug.kinds == std::vector<std::string>{"runs_too_long"});
  const int models = plug.models;
  while (plug.models == models)
    appliance.run(0.1, std::ref(plug));  // until it is fitted again, with that run in what it has seen
  const Model before = plug.monitor.model();
  REQUIRE(plug.monitor.accept());
  const Model &after = plug.monitor.model();
  CHECK(after.extreme[TIME_ON] >= before.extreme[TIME_ON]);
}
