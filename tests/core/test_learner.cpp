#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <string>

#include "learner.h"
#include "sample_models.h"
#include "tiny_appliance.h"

using namespace esphome::diol;

namespace {

using Result = Learner::Result;

/// A learner with the clock of whoever feeds it.
struct Lesson {
  std::unique_ptr<Learner> learner = std::make_unique<Learner>();
  std::function<void()> each_minute = [] {};

  void operator()(TimeMs now, float watts) {
    while (this->learner->advance(now))
      this->each_minute();
    this->learner->add_sample(now, watts);
  }
};

std::string learn(Lesson &lesson, TinyAppliance appliance, uint32_t hours) {
  lesson.learner->start_learning(hours);
  appliance.run(hours + 4, std::ref(lesson));
  while (lesson.learner->work()) {
  }
  REQUIRE(lesson.learner->take_result() == Result::FULL);
  return text_of(lesson.learner->model());
}

}  // namespace

TEST_CASE("learner: the workspace takes at most 12 KB") { CHECK(sizeof(Learner) <= 12 * 1024); }

TEST_CASE("learner: training in slices, whenever they come, gives the same model as all at once") {
  Lesson at_once, one_slice, never;
  at_once.each_minute = [&] {
    while (at_once.learner->work()) {
    }
  };
  one_slice.each_minute = [&] { one_slice.learner->work(); };
  const std::string text = learn(at_once, TinyAppliance(3), 60);
  CHECK(learn(one_slice, TinyAppliance(3), 60) == text);
  CHECK(learn(never, TinyAppliance(3), 60) == text);
  CHECK(learn(never, TinyAppliance(4), 60) != text);
}

TEST_CASE("learner: fitting in slices, whenever they come, gives the same model as all at once") {
  Lesson donor, at_once, never;
  learn(donor, TinyAppliance(3), 60);
  at_once.each_minute = [&] {
    while (at_once.learner->work()) {
    }
  };
  std::vector<std::string> texts;
  for (Lesson *lesson : {&at_once, &never}) {
    lesson->learner->start_adapting(donor.learner->model(), 12);
    TinyAppliance(4).run(16, std::ref(*lesson));
    REQUIRE(lesson->learner->take_result() == Result::ADAPTED);
    texts.push_back(text_of(lesson->learner->model()));
  }
  CHECK(texts[0] == texts[1]);
}

TEST_CASE("learner: one that was used before learns like a new one") {
  Lesson fresh, used;
  used.learner->start_learning(48);
  TinyAppliance other(9);
  while (!used.learner->work())  // until a training has begun and is not done
    other.run(1.0 / 60, std::ref(used));
  TinyAppliance router(3);
  router.stuck = true;
  router.off_power = 10;
  CHECK(learn(used, router, 50) == learn(fresh, router, 50));
}

TEST_CASE("learner: a provisional model after two days, the full one at the end, and nothing more") {
  Lesson lesson;
  lesson.learner->start_learning(120);
  std::vector<std::pair<Result, uint32_t>> results;
  lesson.each_minute = [&] {
    while (lesson.learner->work()) {
    }
    const Result result = lesson.learner->take_result();
    if (result != Result::NONE) {
      results.push_back({result, lesson.learner->data().minutes() / 60});
      CHECK(lesson.learner->model().provisional == (result == Result::PROVISIONAL));
      CHECK(lesson.learner->model().learnt_hours == results.back().second);
      CHECK(lesson.learner->model().cycles);
    }
    if (result == Result::FULL)
      CHECK(lesson.learner->progress() == 1.0f);
  };
  TinyAppliance appliance(1);
  while (results.empty() || results.back().first != Result::FULL) {
    appliance.run(1, std::ref(lesson));
    REQUIRE(appliance.now < 130 * 60 * MINUTE_MS);
  }
  REQUIRE(results.size() >= 3);
  CHECK(results.front() == std::pair{Result::PROVISIONAL, 48U});
  CHECK(results.back() == std::pair{Result::FULL, 120U});
}

TEST_CASE("learner: learning for less than two days gives a model that says so") {
  Lesson lesson;
  learn(lesson, TinyAppliance(1), 24);
  CHECK(lesson.learner->model().provisional);
  learn(lesson, TinyAppliance(1), PROVISIONAL_HOURS);
  CHECK_FALSE(lesson.learner->model().provisional);
}

TEST_CASE("learner: when an appliance turns out to cycle, gathering begins anew") {
  Lesson lesson;
  lesson.learner->start_learning(48);
  TinyAppliance appliance(1);
  appliance.stuck = true;
  appliance.run(10, std::ref(lesson));
  REQUIRE(lesson.learner->data().minutes() > 590);
  appliance.stuck = false;
  appliance.run(2, std::ref(lesson));
  CHECK(lesson.learner->data().minutes() < 120);
  CHECK(lesson.learner->progress() < 0.05f);
  // and not again while its levels stay as they are
  float last = 0.0f;
  lesson.each_minute = [&] {
    CHECK(lesson.learner->progress() >= last);
    last = lesson.learner->progress();
  };
  appliance.run(47, std::ref(lesson));
  CHECK(last > 0.99f);
}

TEST_CASE("learner: levels found in the very hour of a training leave nothing to train with") {
  // Constant until just before the sixth hour, when it is first checked whether it cycles and first trained
  for (uint32_t hours : {6U, 48U}) {
    Lesson lesson;
    lesson.learner->start_learning(hours);
    TinyAppliance appliance(1);
    appliance.stuck = true;
    appliance.run(5.3, std::ref(lesson));
    appliance.stuck = false;
    appliance.on_minutes = appliance.off_minutes = 5;
    appliance.run(1, std::ref(lesson));
    CAPTURE(hours);
    while (lesson.learner->work()) {
    }
    REQUIRE(lesson.learner->data().minutes() < 60);
    CHECK(lesson.learner->take_result() == Result::NONE);
    appliance.run(1, std::ref(lesson));
    // Nothing was learnt yet that could measure how unusual a minute is.
    CHECK(lesson.learner->data().block(0).distance == LearningData::Block::NONE);
  }
}

TEST_CASE("learner: a bad day while learning does not become the norm") {
  Lesson clean, dirty;
  for (Lesson *lesson : {&clean, &dirty}) {
    lesson->learner->start_learning(216);
    TinyAppliance appliance(2);
    appliance.run(100, std::ref(*lesson));
    if (lesson == &dirty)
      appliance.get_stuck(true, 8, std::ref(*lesson));
    appliance.run(120, std::ref(*lesson));
    REQUIRE(lesson->learner->take_result() == Result::FULL);
  }
  CHECK(dirty.learner->model().extreme[TIME_ON] < 1.6f * clean.learner->model().extreme[TIME_ON]);
  CHECK(dirty.learner->model().block_max < 1.5f * clean.learner->model().block_max);
}

TEST_CASE("learner: only measured time counts") {
  Lesson lesson;
  lesson.learner->start_learning(24);
  TinyAppliance appliance(1);
  appliance.run(10, std::ref(lesson));
  const uint32_t before = lesson.learner->data().minutes();
  appliance.now += 100 * 60 * MINUTE_MS;
  appliance.run(2, std::ref(lesson));
  CHECK(lesson.learner->data().minutes() < before + 130);
  CHECK(lesson.learner->data().minutes() > before + 110);
}

TEST_CASE("learner: finishing early gives a model of what was seen") {
  Lesson lesson;
  lesson.learner->start_learning(216);
  TinyAppliance appliance(1);
  appliance.run(30, std::ref(lesson));
  lesson.learner->finish();
  CHECK(lesson.learner->take_result() == Result::FULL);
  CHECK(lesson.learner->model().provisional);
  CHECK(lesson.learner->model().learnt_hours >= 28);
  CHECK(lesson.learner->model().on_time == doctest::Approx(20).epsilon(0.1));
}

TEST_CASE("learner: when the upper level turns out to be another, what was learnt with the old one is dropped") {
  Lesson lesson;
  lesson.learner->start_learning(216);
  TinyAppliance appliance(1);
  appliance.on_power = 12;
  appliance.off_power = 1;
  appliance.run(12, std::ref(lesson));
  REQUIRE(lesson.learner->data().minutes() > 600);
  appliance.on_power = 300;
  uint32_t most = 0;
  while (lesson.learner->data().minutes() >= most) {
    most = lesson.learner->data().minutes();
    appliance.run(1, std::ref(lesson));
    REQUIRE(most < 40 * 60);
  }
  appliance.run(3, std::ref(lesson));
  CHECK(lesson.learner->data().minutes() < 5 * 60);
  // The model learnt until then is not one to measure with any more.
  CHECK(lesson.learner->data().block(0).distance == LearningData::Block::NONE);
}
