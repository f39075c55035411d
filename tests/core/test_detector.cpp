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

Minute minute_of(const FeatureRow &row, TimeMs end = 0, bool measured = true) {
  return {end, measured, true, row, 0, {}, 60};
}
FeatureRow usual() { return row_at(fridge_model()); }
/// Draws too much by so many standard deviations; the fridge's limit is at 2.4.
FeatureRow unusual(double deviations = 6.0) { return row_at(fridge_model(), {0, 0, 0, 0, deviations}); }

FeatureRow peak_of(float watts) {
  FeatureRow row = usual();
  row.set(PEAK, watts);
  return row;
}
FeatureRow on_for(float minutes) {
  FeatureRow row = usual();
  row.set(ELAPSED_ON, minutes);
  return row;
}

struct Watch {
  Model model = fridge_model();
  Detector detector;
  TimeMs now{0};

  Watch() { this->detector.reset(&this->model); }
  void add(const FeatureRow &row, int times = 1, bool measured = true) {
    for (int i = 0; i < times; i++)
      this->detector.add(minute_of(row, this->now += MINUTE_MS, measured));
  }
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

TEST_CASE("detector: the score is the median of the last fifteen minutes'") {
  std::mt19937 random(1);
  Watch watch;
  std::deque<float> last;
  const float limit = distance_limit(watch.model, DEFAULT_SENSITIVITY);
  for (int i = 0; i < 500; i++) {
    const FeatureRow row = unusual(static_cast<double>(random() % 1000) / 200);
    watch.add(row);
    last.push_back(score_minute(row, watch.model, limit).value);
    if (last.size() > 15)
      last.pop_front();
    REQUIRE(watch.detector.has_score() == (last.size() >= 8));
    if (last.size() < 15)
      continue;
    std::vector<float> sorted(last.begin(), last.end());
    std::sort(sorted.begin(), sorted.end());
    REQUIRE(watch.detector.score() == sorted[7]);
  }
}

TEST_CASE("detector: a peak is an anomaly at once, without a vote, and ends like any other") {
  Watch watch;
  watch.add(usual(), 15);
  watch.add(peak_of(1100.0f), 5);
  CHECK_FALSE(watch.detector.anomaly());
  watch.add(usual(), 15);
  const TimeMs before = watch.now;
  watch.add(peak_of(1800.0f));
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::SPIKE);
  CHECK(watch.detector.reason().now == 1800.0f);
  CHECK(watch.detector.score() == doctest::Approx(1.5).epsilon(0.001));
  CHECK(watch.detector.since() == before + MINUTE_MS);
  watch.add(usual());
  CHECK(watch.detector.score() < 1.0f);
  watch.add(usual(), 13);
  CHECK(watch.detector.anomaly());
  watch.add(usual());
  CHECK_FALSE(watch.detector.anomaly());
}

TEST_CASE("detector: a time that ran out is an anomaly at once, without a vote") {
  Watch watch;
  watch.add(usual(), 15);
  watch.add(on_for(38.9f));
  CHECK_FALSE(watch.detector.anomaly());
  watch.add(on_for(39.9f));
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::RUNS_TOO_LONG);
  watch.add(usual(), 15);
  REQUIRE_FALSE(watch.detector.anomaly());
  FeatureRow off = usual();
  off.set(ELAPSED_OFF, 78.1f);
  watch.add(off);
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::DOES_NOT_START);
}

TEST_CASE("detector: runs of another power need the vote") {
  Watch watch;
  watch.model.spread[ON_POWER] = 1.0f;  // so that the shape says nothing of it
  watch.add(usual(), 15);
  FeatureRow row = usual();
  row.set(ELAPSED_ON, 0.0f);
  row.set(ON_POWER, 100.0f);
  watch.add(row, 7);
  CHECK_FALSE(watch.detector.anomaly());
  watch.add(row);
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::POWER_HIGH);
  CHECK(watch.detector.reason().now == 100.0f);
}

TEST_CASE("detector: what is found before there are votes has a score, and is over as soon as later") {
  Watch watch;
  watch.add(peak_of(1800.0f));
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
    const double deviations = number % 2 == 1 ? 6.0 : 4.0;
    watch.add(unusual(deviations), 30);
    CHECK(watch.detector.anomaly());
    CHECK(watch.detector.number() == number);
    CHECK(watch.detector.since() == before + 8 * MINUTE_MS);
    CHECK(watch.detector.peak() == doctest::Approx(deviations / distance_limit(watch.model, 1.0f)).epsilon(0.01));
  }
}

TEST_CASE("detector: the reason is that of the most unusual minute") {
  Watch watch;
  watch.add(usual(), 15);
  watch.add(unusual(3.0), 6);
  watch.add(unusual(7.0), 3);
  watch.add(unusual(3.0), 6);
  REQUIRE(watch.detector.anomaly());
  CHECK(watch.detector.reason().kind == Kind::POWER_HIGH);
  CHECK(watch.detector.reason().now == doctest::Approx(80 * (1 + 7.0 * 0.0625)).epsilon(0.01));
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
  watch.add(unusual(7.0), 20);
  watch.add(usual(), 40);
  REQUIRE_FALSE(watch.detector.anomaly());
  watch.add(row_at(watch.model, {0, 0, 0, 0, 0, 0, 0, 0, 5.0, 0}), 9);
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
    watch.add(unusual(2.3), 15);
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
  one.add(unusual(2.0), 8);
  two.add(unusual(2.0), 8);
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
    detector.add(minute_of(unusual()));
  CHECK_FALSE(detector.has_score());
  CHECK_FALSE(detector.anomaly());
}
