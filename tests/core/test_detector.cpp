#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "detector.h"
#include "sample_models.h"

using namespace esphome::diol;

namespace {

FeatureRow usual() { return row_at(fridge_model()); }
/// Draws too much by so many parts of the limit on distance.
FeatureRow unusual(double times_limit = 1.6) {
  static const double LIMIT = distance_limit(fridge_model(), DEFAULT_SENSITIVITY);
  return row_at(fridge_model(), {0, 0, 0, 0, times_limit * LIMIT});
}

struct Watch {
  Model model = fridge_model();
  Detector detector;
  TimeMs now{0};

  Watch() { this->detector.reset(&this->model); }
  void add(Minute minute, int times = 1, bool measured = true) {
    minute.measured = measured;
    for (int i = 0; i < times; i++) {
      minute.end = this->now += MINUTE_MS;
      this->detector.add(minute);
    }
  }
  void add(const FeatureRow &row, int times = 1, bool measured = true) {
    this->add(minute_of(row, gauges_of({})), times, measured);
  }
  void add(Gauges gauges, int times = 1) { this->add(minute_of(gauges), times); }
};

}  // namespace

TEST_CASE("detector: eight of fifteen unusual minutes are an anomaly, seven are not") {
  for (int among : {7, 8}) {
    std::mt19937 random(static_cast<uint32_t>(among));
    for (int round = 0; round < 200; round++) {
      Watch watch;
      watch.add(usual(), 15);
      std::vector<int> minutes(15, 0);
      std::fill_n(minutes.begin(), among, 1);
      std::shuffle(minutes.begin(), minutes.end(), random);
      bool seen = false;
      for (int is_unusual : minutes) {
        watch.add(is_unusual ? unusual() : usual());
        seen |= watch.detector.anomaly();
      }
      REQUIRE(seen == (among == 8));
    }
  }
}

TEST_CASE("detector: the score is the eighth greatest of the last fifteen minutes'") {
  std::mt19937 random(1);
  Watch watch;
  std::deque<float> last;
  for (int i = 0; i < 500; i++) {
    const FeatureRow row = unusual(static_cast<double>(random() % 1000) / 600);
    watch.add(row);
    last.push_back(score_minute(minute_of(row, gauges_of({})), watch.model, limits_of(watch.model, DEFAULT_SENSITIVITY),
                                DriftWatch())
                       .shape);
    if (last.size() > 15)
      last.pop_front();
    REQUIRE(watch.detector.has_score() == (last.size() >= 8));
    if (last.size() < 8)
      continue;
    std::vector<float> sorted(last.begin(), last.end());
    std::sort(sorted.rbegin(), sorted.rend());
    REQUIRE(watch.detector.score() == sorted[7]);
  }
}

TEST_CASE("detector: a gauge beyond its limit is an anomaly at once, without a vote, and ends like any other") {
  Watch watch;
  watch.add(usual(), 15);
  watch.add({{PEAK_POWER, 1100.0f}}, 5);
  CHECK_FALSE(watch.detector.anomaly());
  watch.add(usual(), 15);
  const TimeMs before = watch.now;
  watch.add({{PEAK_POWER, 1680.0f}});
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::SPIKE);
  CHECK(watch.detector.reason().now == doctest::Approx(1680.0));
  CHECK(watch.detector.score() == doctest::Approx(1.5).epsilon(0.001));
  CHECK(watch.detector.since() == before + MINUTE_MS);
  watch.add(usual());
  CHECK(watch.detector.score() < 1.0f);
  watch.add(usual(), 13);
  CHECK(watch.detector.anomaly());
  watch.add(usual());
  CHECK_FALSE(watch.detector.anomaly());
  CHECK(watch.detector.until() == watch.now);
}

TEST_CASE("detector: a time that ran out is an anomaly of its own kind") {
  Watch watch;
  watch.add({{TIME_ON, 40.4f}});
  CHECK_FALSE(watch.detector.anomaly());
  watch.add({{TIME_ON, 40.6f}});
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::RUNS_TOO_LONG);
  watch.add(usual(), 15);
  REQUIRE_FALSE(watch.detector.anomaly());
  watch.add({{TIME_OFF, 81.1f}});
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::DOES_NOT_START);
}

TEST_CASE("detector: the days compared so far go on under a taught model, and begin anew under another") {
  for (bool same_appliance : {true, false}) {
    Watch watch;
    const Day longer{{encode_uf16(60.0f), encode_uf16(40.0f), encode_uf16(28.0f)}};
    int days = 0;
    for (; !watch.detector.anomaly() && days < 9; days++) {
      watch.detector.add_day(longer);
      watch.add(usual());
    }
    REQUIRE(watch.detector.anomaly());
    watch.detector.reset(&watch.model, same_appliance);
    watch.add(usual(), 90);
    for (int i = 0; i < days; i++) {
      watch.detector.add_day(longer);
      watch.add(usual());
    }
    CAPTURE(same_appliance);
    CHECK(watch.detector.anomaly() == !same_appliance);
  }
}

TEST_CASE("detector: a drift over days is told for an hour, once") {
  Watch watch;
  watch.add(usual(), 15);
  for (int day = 0; day < 3; day++) {
    watch.detector.add_day({{encode_uf16(60.0f), encode_uf16(40.0f), encode_uf16(28.0f)}});
    watch.add(usual());
  }
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::DRIFT);
  watch.add(usual(), 59);
  CHECK(watch.detector.score() > 1.0f);
  watch.add(usual());
  CHECK(watch.detector.score() < 1.0f);
  watch.add(usual(), 1440);
  CHECK_FALSE(watch.detector.anomaly());
  CHECK(watch.detector.number() == 1);
}

TEST_CASE("detector: what was unusual in an anomaly is remembered for accepting it, and nothing else") {
  Watch watch;
  watch.add({{TIME_ON, 39.0f}, {PEAK_POWER, 700.0f}});
  watch.add({{TIME_ON, 50.0f}, {PEAK_POWER, 800.0f}}, 5);
  watch.add({{TIME_ON, 70.0f}});
  watch.add(usual(), 20);
  watch.add({{TIME_ON, 40.0f}});
  const Extremes &seen = watch.detector.unusual();
  for (uint8_t g = 0; g < GAUGES; g++)
    CHECK(seen.has(static_cast<Gauge>(g)) == (g == TIME_ON));
  CHECK(seen.value(TIME_ON) == 70.0f);
  CHECK(watch.detector.unusual_shape() < 1.0f);
  // The next begins anew.
  watch.add(unusual(), 9);
  REQUIRE(watch.detector.number() == 2);
  CHECK_FALSE(watch.detector.unusual().has(TIME_ON));
  CHECK(watch.detector.unusual_shape() == doctest::Approx(1.6).epsilon(0.02));
}

TEST_CASE("detector: what is found before there are votes has a score, and is over as soon as later") {
  Watch watch;
  watch.add({{PEAK_POWER, 1800.0f}});
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.has_score());
  watch.add(usual(), 3);
  CHECK(watch.detector.has_score());
  CHECK(watch.detector.score() < 1.0f);
  watch.add(usual(), 11);
  CHECK(watch.detector.anomaly());
  watch.add(usual());
  CHECK_FALSE(watch.detector.anomaly());
}

TEST_CASE("detector: an anomaly ends after fifteen minutes below, not before, and a relapse begins them anew") {
  Watch watch;
  watch.add(usual(), 15);
  watch.add(unusual(), 15);
  REQUIRE(watch.detector.anomaly());
  watch.add(usual(), 7);
  REQUIRE(watch.detector.score() > 1.0f);
  SUBCASE("it ends") {
    watch.add(usual(), 14);
    CHECK(watch.detector.anomaly());
    watch.add(usual());
    CHECK_FALSE(watch.detector.anomaly());
  }
  SUBCASE("it goes on") {
    watch.add(usual(), 7);
    watch.add(unusual(), 8);
    watch.add(usual(), 7 + 14);
    CHECK(watch.detector.anomaly());
    watch.add(usual());
    CHECK_FALSE(watch.detector.anomaly());
  }
  CHECK(watch.detector.number() == 1);
}

TEST_CASE("detector: anomalies are numbered, with the minute each began and its own peak") {
  Watch watch;
  for (uint32_t number = 1; number <= 5; number++) {
    watch.add(usual(), 40);
    CHECK_FALSE(watch.detector.anomaly());
    CHECK(watch.detector.number() == number - 1);
    const TimeMs before = watch.now;
    const double times_limit = number % 2 == 1 ? 1.7 : 1.3;
    watch.add(unusual(times_limit), 30);
    CHECK(watch.detector.anomaly());
    CHECK(watch.detector.number() == number);
    CHECK(watch.detector.since() == before + 8 * MINUTE_MS);
    CHECK(watch.detector.peak() == doctest::Approx(times_limit).epsilon(0.02));
  }
}

TEST_CASE("detector: the reason is that of the most unusual minute") {
  Watch watch;
  watch.add(usual(), 15);
  watch.add(unusual(1.1), 6);
  watch.add(unusual(1.7), 3);
  watch.add(unusual(1.1), 6);
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::POWER_HIGH);
  const double limit = distance_limit(watch.model, DEFAULT_SENSITIVITY);
  CHECK(watch.detector.reason().now == doctest::Approx(80 * (1 + 1.7 * limit * 0.0625)).epsilon(0.01));
}

TEST_CASE("detector: an anomaly of the very first minutes has a reason too") {
  Watch watch;
  watch.add(unusual(), 7);
  watch.add(usual());
  CHECK_FALSE(watch.detector.anomaly());
  watch.add(unusual());
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::POWER_HIGH);
}

TEST_CASE("detector: each anomaly has its own reason, not the one before it") {
  Watch watch;
  watch.add(unusual(1.7), 20);
  watch.add(usual(), 40);
  REQUIRE_FALSE(watch.detector.anomaly());
  watch.add(row_at(watch.model, {0, 0, 0, 0, 0, 0, 0, 0, 7.0, 0}), 9);
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::SPIKE);
}

TEST_CASE("detector: minutes without readings count for nothing") {
  Watch watch;
  watch.add(usual(), 15);
  watch.add(unusual(), 100, false);
  CHECK_FALSE(watch.detector.anomaly());
  watch.add(unusual(), 7);
  CHECK_FALSE(watch.detector.anomaly());
  watch.add(unusual());
  CHECK(watch.detector.anomaly());
  watch.add(usual(), 500, false);
  CHECK(watch.detector.anomaly());
}

TEST_CASE("detector: who accepts more false alarms hears of smaller things") {
  float last = 0.0f;
  for (float sensitivity : {0.1f, 0.5f, 1.0f, 3.0f, 10.0f}) {
    Watch watch;
    watch.detector.set_sensitivity(sensitivity);
    watch.add(unusual(0.96), 15);
    CHECK(watch.detector.score() > last);
    last = watch.detector.score();
    CHECK(watch.detector.anomaly() == (last > 1.0f));
  }
  CHECK(last > 1.0f);
}

TEST_CASE("detector: the sensitivity is kept when the model changes") {
  Watch one, two;
  one.detector.set_sensitivity(10.0f);
  one.detector.reset(&one.model);
  two.detector.set_sensitivity(10.0f);
  one.add(unusual(0.8), 8);
  two.add(unusual(0.8), 8);
  CHECK(one.detector.score() == two.detector.score());
}

TEST_CASE("detector: a new model ends the anomaly and forgets the votes but not the count") {
  Watch watch;
  watch.add(unusual(), 15);
  REQUIRE(watch.detector.anomaly());
  watch.detector.reset(&watch.model);
  CHECK_FALSE(watch.detector.anomaly());
  CHECK_FALSE(watch.detector.has_score());
  CHECK(watch.detector.number() == 1);
  watch.add(unusual(), 8);
  CHECK(watch.detector.number() == 2);
}

TEST_CASE("detector: without a model nothing happens") {
  Detector detector;
  detector.set_sensitivity(3.0f);
  for (int i = 0; i < 20; i++)
    detector.add(minute_of(unusual(), gauges_of({})));
  CHECK_FALSE(detector.has_score());
  CHECK_FALSE(detector.anomaly());
}
