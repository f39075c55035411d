#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "plug.h"

/// Appliances that are no fridges: such as people start, and such as are always on.

namespace {

using Kinds = std::vector<std::string>;

/// Started by people, at any time of the day, now and then not for days: heats, then turns.
struct Washer {
  std::mt19937 random{1};
  TimeMs now{MINUTE_MS};
  double heat_w{2000}, turn_w{300}, standby_w{1.5};
  double program_minutes{70};

  template<typename Sample> void stay(double minutes, double watts, Sample sample) {
    const auto end = this->now + static_cast<TimeMs>(minutes * MINUTE_MS);
    for (; this->now < end; this->now += 20 * SECOND_MS) {
      std::normal_distribution<double> noise(1.0, 0.02);
      sample(this->now, static_cast<float>(std::lround(watts * noise(this->random) * 10)) / 10.0f);
    }
  }
  template<typename Sample> void wash(Sample sample) {
    std::normal_distribution<double> vary(1.0, 0.1);
    this->stay(20 * vary(this->random), this->heat_w, sample);
    this->stay((this->program_minutes - 20) * vary(this->random), this->turn_w, sample);
  }
  template<typename Sample> void live(int days, Sample sample) {
    for (const TimeMs end = this->now + static_cast<TimeMs>(days) * 1440 * MINUTE_MS; this->now < end;) {
      this->stay(60.0 * (2 + this->random() % 25), this->standby_w, sample);
      if (this->now < end)
        this->wash(sample);
    }
  }
};

struct Story {
  Plug plug;
  Washer washer;
  Story() {
    this->plug.monitor.start_learning(this->plug.learner.get(), FULL_HOURS);
    this->washer.live(11, std::ref(this->plug));
    REQUIRE(this->plug.learned == 1);
    REQUIRE(this->plug.monitor.model().cycles);
    REQUIRE(this->plug.monitor.model().on_demand);
    this->plug.kinds.clear();
  }
};

/// Learnt at 9 W, then watched at other powers.
struct Router {
  Plug plug;
  TinyAppliance router{9};
  Router() {
    this->router.stuck = true;
    this->router.off_power = 9;
    this->plug.monitor.start_learning(this->plug.learner.get(), FULL_HOURS);
    this->run(FULL_HOURS + 3);
    REQUIRE(this->plug.learned == 1);
    REQUIRE_FALSE(this->plug.monitor.model().cycles);
    REQUIRE_FALSE(this->plug.monitor.model().on_demand);
    REQUIRE(this->plug.kinds.empty());
  }
  void run(double hours) { this->router.run(hours, std::ref(this->plug)); }
};

}  // namespace

TEST_CASE("on demand: weeks of use as while learning are no alarm") {
  Story story;
  story.washer.live(28, std::ref(story.plug));
  CHECK(story.plug.kinds == Kinds());
}

TEST_CASE("on demand: not being used for weeks is no alarm, nor being used all day after it") {
  Story story;
  story.washer.stay(21.0 * 1440, story.washer.standby_w, std::ref(story.plug));
  CHECK(story.plug.kinds == Kinds());
  for (int i = 0; i < 8; i++) {
    story.washer.wash(std::ref(story.plug));
    story.washer.stay(20, story.washer.standby_w, std::ref(story.plug));
  }
  CHECK(story.plug.kinds == Kinds());
}

TEST_CASE("on demand: running for hours longer than ever is found") {
  Story story;
  story.washer.program_minutes = 400;
  story.washer.wash(std::ref(story.plug));
  REQUIRE(story.plug.kinds == Kinds{"runs_too_long"});
}

TEST_CASE("on demand: a power that was never seen is found") {
  Story story;
  story.washer.heat_w = 3400;
  story.washer.wash(std::ref(story.plug));
  CHECK_FALSE(story.plug.kinds.empty());
  for (const std::string &kind : story.plug.kinds)
    CHECK((kind == "power_high" || kind == "spike"));
}

TEST_CASE("on demand: a standby that has become much more is found") {
  Story story;
  story.washer.stay(60 * 6, story.washer.standby_w + 12, std::ref(story.plug));
  CHECK(story.plug.kinds == Kinds{"standby_changed"});
}

TEST_CASE("on demand: a meter that stands still in a run is found") {
  Story story;
  story.washer.stay(10, story.washer.heat_w, std::ref(story.plug));
  story.washer.stay(100, 0, [&](TimeMs now, float) { story.plug(now, 300.0f); });
  CHECK(story.plug.kinds == Kinds{"meter_stuck"});
}

TEST_CASE("constant: weeks at its power are no alarm") {
  Router router;
  router.run(24 * 21);
  CHECK(router.plug.kinds == Kinds());
}

TEST_CASE("constant: more or less power than ever is found within hours") {
  for (const auto &[watts, kind] : {std::pair{14.0, "power_high"}, {5.0, "power_low"}}) {
    Router router;
    router.router.off_power = watts;
    router.run(6);
    CAPTURE(watts);
    REQUIRE_FALSE(router.plug.kinds.empty());
    CHECK(router.plug.kinds.back() == kind);
  }
}

TEST_CASE("constant: a meter that stands still, and a peak, are found") {
  Router stuck;
  for (TimeMs end = stuck.router.now + 60 * 3 * MINUTE_MS; stuck.router.now < end; stuck.router.now += 20 * SECOND_MS)
    stuck.plug(stuck.router.now, 9.0f);
  CHECK(stuck.plug.kinds == Kinds{"meter_stuck"});
  Router peak;
  peak.plug(peak.router.now, 60.0f);
  peak.router.now += 20 * SECOND_MS;
  peak.run(2);
  CHECK(peak.plug.kinds == Kinds{"spike"});
}
