#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "plug.h"

namespace {

constexpr TimeMs HOUR_MS = 60 * MINUTE_MS;

/// A plug that watches a fridge, from a day of its habits on.
struct Watching {
  Plug plug;
  TinyAppliance appliance{5};
  Watching() {
    this->plug.import(fridge_text(), ImportMode::EXACT);
    this->run(24);
    REQUIRE(this->plug.kinds.empty());
  }
  void run(double hours) { this->appliance.run(hours, std::ref(this->plug)); }
  /// Metered, but nothing drawn, as while defrosting or switched off.
  void draw_nothing(double hours) {
    for (const TimeMs end = this->appliance.now + static_cast<TimeMs>(hours * HOUR_MS); this->appliance.now < end;
         this->appliance.now += this->appliance.interval)
      this->plug(this->appliance.now, 0.0f);
  }
  void pause(uint32_t minutes) {
    this->plug.monitor.pause(this->appliance.now, minutes);
    this->plug.listen();
  }
  void set_powered(bool powered) {
    this->plug.monitor.set_powered(this->appliance.now, powered);
    this->plug.listen();
  }
  std::string described() {
    char text[256];
    this->plug.monitor.describe_anomaly(text, sizeof(text));
    return text;
  }
};

}  // namespace

TEST_CASE("rest: while paused nothing is found, and it ends by itself") {
  Watching w;
  w.pause(24 * 60);
  CHECK(w.plug.status() == "paused");
  w.draw_nothing(23.9);
  CHECK(w.plug.status() == "paused");
  CHECK(w.plug.monitor.rest().paused());
  w.draw_nothing(0.2);
  CHECK_FALSE(w.plug.monitor.rest().paused());
  CHECK(w.plug.kinds.empty());
}

TEST_CASE("rest: the long run after a pause is not reported, and watching goes on after it") {
  Watching w;
  w.pause(10 * 60);
  w.draw_nothing(10.1);
  w.appliance.get_stuck(true, 8, std::ref(w.plug));
  CHECK(w.plug.status() == "paused");
  w.run(1);
  CHECK(w.plug.status() == "watching");
  w.run(24);
  CHECK(w.plug.kinds == std::vector<std::string>());
  w.appliance.get_stuck(true, 4, std::ref(w.plug));
  CHECK(w.plug.kinds == std::vector<std::string>{"runs_too_long"});
}

TEST_CASE("rest: what does not recover is reported") {
  Watching w;
  w.pause(4 * 60);
  w.draw_nothing(4.1);
  REQUIRE(w.plug.kinds.empty());
  w.appliance.get_stuck(true, 12, std::ref(w.plug));
  CHECK(w.plug.kinds == std::vector<std::string>{"runs_too_long"});
}

TEST_CASE("rest: a longer pause takes the place of a shorter one, and ends when asked to") {
  Watching w;
  w.pause(60);
  w.run(0.5);
  w.pause(48 * 60);
  w.run(30);
  CHECK(w.plug.monitor.rest().paused());
  w.plug.monitor.end_pause(w.appliance.now);
  CHECK_FALSE(w.plug.monitor.rest().paused());
  w.run(2);
  CHECK(w.plug.status() == "watching");
}

TEST_CASE("rest: a pause ends an anomaly") {
  Watching w;
  w.appliance.get_stuck(true, 4, std::ref(w.plug));
  REQUIRE(w.plug.monitor.anomaly());
  w.plug.monitor.pause(w.appliance.now, 60);
  CHECK(w.plug.monitor.take_events().anomaly_ended);
  CHECK_FALSE(w.plug.monitor.anomaly());
  CHECK(w.plug.monitor.can_accept());
}

TEST_CASE("rest: what is switched off is a status and no alarm, however long") {
  Watching w;
  w.set_powered(false);
  CHECK(w.plug.status() == "paused");
  w.draw_nothing(72);
  CHECK(w.plug.kinds.empty());
  w.set_powered(true);
  w.run(48);
  CHECK(w.plug.status() == "watching");
  CHECK(w.plug.kinds == std::vector<std::string>());
}

TEST_CASE("rest: an anomaly stays while it is switched off, and ends when it is switched on again") {
  Watching w;
  w.appliance.get_stuck(true, 4, std::ref(w.plug));
  REQUIRE(w.plug.monitor.anomaly());
  const uint32_t number = w.plug.monitor.detector().number();
  w.set_powered(false);
  w.draw_nothing(10);
  CHECK(w.plug.monitor.anomaly());
  CHECK(w.plug.status() == "watching");
  CHECK(w.plug.monitor.detector().number() == number);
  CHECK(w.plug.kinds == std::vector<std::string>{"runs_too_long"});
  w.plug.monitor.set_powered(w.appliance.now, true);
  CHECK(w.plug.monitor.take_events().anomaly_ended);
  CHECK_FALSE(w.plug.monitor.anomaly());
}

TEST_CASE("rest: switched off at the same time as paused, it is watched again when neither is left") {
  Watching w;
  w.pause(60);
  w.set_powered(false);
  w.draw_nothing(2);
  CHECK_FALSE(w.plug.monitor.rest().paused());
  CHECK(w.plug.status() == "paused");
  w.set_powered(true);
  w.run(3);
  CHECK(w.plug.status() == "watching");
}

TEST_CASE("rest: nothing is learnt meanwhile, and learning goes on after it") {
  Plug plug;
  TinyAppliance appliance(1);
  plug.monitor.start_learning(plug.learner.get(), FULL_HOURS);
  appliance.run(30, std::ref(plug));
  const uint32_t minutes = plug.learner->data().minutes();
  CHECK(minutes > 28 * 60);
  plug.monitor.set_powered(appliance.now, false);
  CHECK(plug.status() == "paused");
  for (const TimeMs end = appliance.now + 50 * HOUR_MS; appliance.now < end; appliance.now += appliance.interval)
    plug(appliance.now, 0.0f);
  CHECK(plug.learner->data().minutes() <= minutes + 1);
  plug.monitor.set_powered(appliance.now, true);
  appliance.run(FULL_HOURS - 28, std::ref(plug));
  CHECK(plug.learned == 1);
  // The time it was off for is no habit of the appliance's.
  CHECK(plug.monitor.model().extreme[TIME_OFF] < 120.0f);
  CHECK(plug.monitor.model().off_time == doctest::Approx(40).epsilon(0.1));
}

TEST_CASE("rest: a plug without a model says so, switched off or not") {
  Plug plug;
  plug(MINUTE_MS, 3.0f);
  plug.monitor.set_powered(MINUTE_MS, false);
  CHECK(plug.status() == "no model");
}

TEST_CASE("test alarm: it is told like an anomaly, says what it is and ends by itself") {
  Watching w;
  const uint32_t number = w.plug.monitor.detector().number();
  REQUIRE(w.plug.monitor.test(w.appliance.now));
  CHECK(w.plug.monitor.take_events().anomaly_began);
  CHECK(w.plug.monitor.anomaly());
  CHECK(std::string(kind_name(w.plug.monitor.kind())) == "test");
  w.run(2.5 / 60);
  CHECK(w.described() == "This is a test: nothing is wrong [test n=" + std::to_string(number + 1) + " age=2]");
  CHECK_FALSE(w.plug.monitor.test(w.appliance.now));
  w.plug.monitor.take_events();
  bool ended = false;
  w.appliance.run(3.0 / 60, [&](TimeMs now, float watts) {
    w.plug.monitor.add_sample(now, watts);
    ended |= w.plug.monitor.take_events().anomaly_ended;
  });
  CHECK(ended);
  CHECK_FALSE(w.plug.monitor.anomaly());
}

TEST_CASE("test alarm: it changes nothing: scores go on as without it") {
  Watching with, without;
  REQUIRE(with.plug.monitor.test(with.appliance.now));
  with.appliance.run(6, [&](TimeMs now, float watts) {
    with.plug(now, watts);
    without.plug(now, watts);
    REQUIRE(with.plug.monitor.detector().score() == without.plug.monitor.detector().score());
  });
  CHECK(with.plug.text() == without.plug.text());
  CHECK_FALSE(with.plug.monitor.can_accept());
}

TEST_CASE("test alarm: accepting it ends it and teaches nothing") {
  Watching w;
  REQUIRE(w.plug.monitor.test(w.appliance.now));
  CHECK(w.plug.monitor.accept());
  CHECK_FALSE(w.plug.monitor.anomaly());
  CHECK(w.plug.text() == fridge_text());
}

TEST_CASE("test alarm: a real anomaly takes its place, under another number") {
  Watching w;
  w.appliance.get_stuck(true, 1.0, std::ref(w.plug));
  w.appliance.stuck = true;
  uint32_t number = 0;
  while (!w.plug.monitor.detector().anomaly()) {
    if (!w.plug.monitor.anomaly()) {
      REQUIRE(w.plug.monitor.test(w.appliance.now));
      w.plug.monitor.take_events();
      number = w.plug.monitor.detector().number();
    }
    w.run(1.0 / 60);
  }
  CHECK(w.plug.monitor.kind() == Kind::RUNS_TOO_LONG);
  CHECK(w.plug.monitor.detector().number() == number + 1);
  CHECK(w.described().find("[runs_too_long ") != std::string::npos);
}

TEST_CASE("test alarm: where nothing is watched there is none") {
  Plug plug;
  TinyAppliance appliance(1);
  appliance.run(1, std::ref(plug));
  CHECK_FALSE(plug.monitor.test(appliance.now));
  plug.import(fridge_text(), ImportMode::ADAPT);
  appliance.run(1, std::ref(plug));
  CHECK_FALSE(plug.monitor.test(appliance.now));
  Watching w;
  w.pause(60);
  CHECK_FALSE(w.plug.monitor.test(w.appliance.now));
  w.plug.monitor.end_pause(w.appliance.now);
  w.run(2);
  CHECK(w.plug.monitor.test(w.appliance.now));
}
