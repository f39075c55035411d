#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "plug.h"

/// Faults of the tiny fridge that has been learnt: each leads to an anomaly of its kind, and to no other.

namespace {

using Kinds = std::vector<std::string>;

/// Some of this kind, and none of another. A fault that shows in runs alone is over in between.
bool only(const std::string &kind, const Plug &plug) {
  return !plug.kinds.empty() && plug.kinds == Kinds(plug.kinds.size(), kind);
}

struct Story {
  Plug plug;
  TinyAppliance appliance{7};
  Story() {
    this->plug.import(fridge_text(), ImportMode::EXACT);
    this->run(26);
    REQUIRE(this->plug.kinds.empty());
  }
  void run(double hours) { this->appliance.run(hours, std::ref(this->plug)); }
  /// Stays in this state, with the readings changed.
  template<typename Change> void stay(bool on, double hours, Change change) {
    this->appliance.get_stuck(on, hours, [&](TimeMs now, float watts) {
      this->plug(now, this->appliance.stuck ? change(now, watts) : watts);
    });
  }
};

}  // namespace

TEST_CASE("faults: attempts to start that come to nothing") {
  Story story;
  story.stay(false, 0.5, [](TimeMs now, float watts) { return now / (20 * SECOND_MS) % 9 == 0 ? 80.0f : watts; });
  CHECK(story.plug.kinds == Kinds{"fails_to_start"});
}

TEST_CASE("faults: starting far more often, with the same duty") {
  Story story;
  story.appliance.on_minutes = 2;
  story.appliance.off_minutes = 4;
  story.run(3);
  CHECK(story.plug.kinds == Kinds{"short_cycling"});
}

TEST_CASE("faults: drawing more while off") {
  Story story;
  story.appliance.off_power = 9;
  story.run(2);
  CAPTURE(story.plug.kinds);
  CHECK(only("standby_changed", story.plug));
}

TEST_CASE("faults: a peak in the middle of a run") {
  Story story;
  story.stay(true, 0.2, [](TimeMs, float watts) { return watts; });
  REQUIRE(story.plug.kinds.empty());
  story.plug(story.appliance.now, 1500.0f);
  story.appliance.now += 20 * SECOND_MS;
  story.run(1);
  CHECK(story.plug.kinds == Kinds{"spike"});
}

TEST_CASE("faults: runs of more or less power") {
  for (const auto &[power, kind] : {std::pair{105.0, "power_high"}, {60.0, "power_low"}}) {
    Story story;
    story.appliance.on_power = power;
    story.run(8);
    CAPTURE(story.plug.kinds);
    CHECK(only(kind, story.plug));
  }
}

TEST_CASE("faults: being on for more of the time, with runs no longer than usual") {
  Story story;
  story.appliance.off_minutes = 18;
  story.run(8);
  CHECK(story.plug.kinds == Kinds{"duty_high"});
}

TEST_CASE("faults: a meter that stands still while the appliance is on") {
  Story story;
  story.stay(false, 0.1, [](TimeMs, float watts) { return watts; });
  story.stay(true, 3, [](TimeMs, float) { return 80.0f; });
  CHECK(story.plug.kinds == Kinds{"meter_stuck"});
}

TEST_CASE("faults: days that are others than before are told once") {
  Story story;
  story.appliance.on_minutes = 20 / 1.4;
  story.appliance.off_minutes = 40 / 1.4;
  story.run(24 * 12);
  CHECK(story.plug.kinds == Kinds{"drift"});
}

TEST_CASE("faults: a season that changes all times by half a percent a day is none") {
  Story story;
  for (int day = 0; day < 40; day++) {
    story.appliance.on_minutes *= 1.005;
    story.appliance.off_minutes *= 0.995;
    story.run(24);
    CAPTURE(day);
    for (const std::string &kind : story.plug.kinds)
      REQUIRE(kind != "drift");
  }
}

TEST_CASE("faults: three hours of running on within five days of learning do not hide two hours of it later") {
  for (double at : {10.0, 50.0, 100.0}) {
    Plug plug;
    TinyAppliance appliance(3);
    plug.monitor.start_learning(plug.learner.get(), 120);
    appliance.run(at, std::ref(plug));
    appliance.get_stuck(true, 3, std::ref(plug));
    appliance.run(120 - at, std::ref(plug));
    while (plug.learned == 0)
      appliance.run(1, std::ref(plug));
    plug.kinds.clear();
    appliance.run(24, std::ref(plug));
    CAPTURE(at);
    CHECK(plug.kinds == Kinds{});
    appliance.get_stuck(true, 2, std::ref(plug));
    CHECK(plug.kinds == Kinds{"runs_too_long"});
  }
}
