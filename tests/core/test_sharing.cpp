#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "plug.h"
#include "sample_models.h"

TEST_CASE("sharing: it watches with its very text, so that donor and receiver decide alike") {
  Model parsed;
  REQUIRE_FALSE(parse_model(fridge_text().data(), fridge_text().size(), &parsed));
  Plug plug;
  REQUIRE_FALSE(plug.import(fridge_text(), ImportMode::EXACT));
  CHECK(text_of(plug.monitor.model()) == fridge_text());
  CHECK(plug.text() == fridge_text());
}

TEST_CASE("sharing: the same text and samples give the same scores, bit for bit") {
  Plug donor, receiver;
  TinyAppliance appliance(1);
  donor.monitor.start_learning(donor.learner.get(), FULL_HOURS);
  appliance.run(FULL_HOURS + 3, std::ref(donor));
  REQUIRE_FALSE(donor.import(donor.text(), ImportMode::EXACT));  // resets the detector
  REQUIRE_FALSE(receiver.import(donor.text(), ImportMode::EXACT));
  int compared = 0, above = 0;
  const auto both = [&](TimeMs now, float watts) {
    donor(now, watts);
    receiver(now, watts);
    REQUIRE(donor.monitor.detector().has_score() == receiver.monitor.detector().has_score());
    if (!donor.monitor.detector().has_score())
      return;
    const float one = donor.monitor.detector().score(), two = receiver.monitor.detector().score();
    REQUIRE(std::memcmp(&one, &two, sizeof(one)) == 0);
    compared++;
    above += one > 1.0f;
  };
  appliance.run(12, both);
  appliance.get_stuck(true, 4, both);
  CHECK(compared > 500 * 3);
  CHECK(above > 100);
  CHECK(donor.kinds == receiver.kinds);
  CHECK(donor.text() == receiver.text());
}

TEST_CASE("sharing: another unit of the kind takes the model over in a day") {
  Plug plug;
  TinyAppliance larger(8);
  larger.on_power = 130;
  larger.off_power = 3;
  larger.on_minutes = 30;
  larger.off_minutes = 45;
  REQUIRE_FALSE(plug.import(fridge_text(), ImportMode::ADAPT, 24));
  larger.run(20, std::ref(plug));
  CHECK(plug.status() == "adapting");
  CHECK(plug.text() == fridge_text());
  CHECK_FALSE(plug.monitor.watching());
  larger.run(8, std::ref(plug));
  CHECK(plug.status() == "watching");
  CHECK(plug.monitor.fit() >= MIN_FIT);
  CHECK(plug.text() != fridge_text());
  CHECK(plug.monitor.model().adapted);
  CHECK(plug.monitor.model().on_power == doctest::Approx(130).epsilon(0.02));
  CHECK(plug.monitor.model().on_time == doctest::Approx(30).epsilon(0.1));
  Model donor;
  REQUIRE_FALSE(parse_model(fridge_text().data(), fridge_text().size(), &donor));
  for (const auto &[time, unit] : {std::pair{TIME_ON, &Model::on_time}, {TIME_OFF, &Model::off_time}}) {
    const float donors = donor.extreme[time] / donor.*unit;
    const float own = plug.monitor.model().extreme[time] / plug.monitor.model().*unit;
    CHECK(own > 0.99f * donors);
    CHECK(own < 1.51f * donors);
  }
  for (uint8_t j = 0; j < FEATURES; j++)
    CHECK(plug.monitor.model().spread[j] == donor.spread[j]);
  CHECK(plug.learned == 0);
  larger.run(72, std::ref(plug));
  CHECK(plug.kinds.empty());
  larger.get_stuck(true, 4, std::ref(plug));
  CHECK(plug.kinds == std::vector<std::string>{"runs_too_long"});
}

TEST_CASE("sharing: a model of something else does not fit, and says so instead of an alarm") {
  Plug plug;
  TinyAppliance router(9);
  router.stuck = true;
  router.off_power = 9;
  REQUIRE_FALSE(plug.import(fridge_text(), ImportMode::ADAPT, 6));
  router.run(23, std::ref(plug));
  CHECK(plug.status() == "adapting");  // it waits for cycles, four times as long
  router.run(3, std::ref(plug));
  CHECK(plug.status() == "does not fit");
  CHECK_FALSE(plug.monitor.watching());
  CHECK(plug.monitor.fit() < MIN_FIT);
  router.run(24, std::ref(plug));
  CHECK(plug.kinds.empty());
}

TEST_CASE("sharing: a refused text changes nothing") {
  Plug plug, untouched;
  TinyAppliance appliance(5);
  for (Plug *p : {&plug, &untouched})
    p->import(fridge_text(), ImportMode::EXACT);
  const auto both = [&](TimeMs now, float watts) {
    plug(now, watts);
    untouched(now, watts);
  };
  appliance.run(10, both);
  std::string wrong = fridge_text();
  wrong[50] = wrong[50] == 'A' ? 'B' : 'A';
  for (ImportMode mode : {ImportMode::EXACT, ImportMode::ADAPT}) {
    CHECK(plug.import(wrong, mode).code == Refusal::BAD_CHECKSUM);
    CHECK(plug.import("", mode).code == Refusal::NOT_A_MODEL);
  }
  CHECK(plug.monitor.learner() == nullptr);
  CHECK(plug.text() == fridge_text());
  CHECK(plug.models == 1);
  appliance.run(1, both);
  CHECK(plug.monitor.detector().score() == untouched.monitor.detector().score());

  Plug learning;
  learning.monitor.start_learning(learning.learner.get(), 48);
  appliance.run(10, std::ref(learning));
  const float progress = learning.monitor.progress();
  CHECK(learning.import(wrong, ImportMode::EXACT));
  REQUIRE(learning.monitor.learner() != nullptr);
  CHECK(learning.monitor.progress() == progress);
}

TEST_CASE("sharing: cancelling while adapting leaves no model, while learning the one there was") {
  Plug plug;
  TinyAppliance appliance(5);
  plug.import(fridge_text(), ImportMode::ADAPT);
  appliance.run(5, std::ref(plug));
  plug.monitor.cancel();
  plug.listen();
  CHECK(plug.status() == "no model");
  CHECK(plug.text().empty());
  CHECK(plug.monitor.learner() == nullptr);
  CHECK(plug.models == 2);

  plug.import(fridge_text(), ImportMode::EXACT);
  plug.monitor.start_learning(plug.learner.get(), 48);
  appliance.run(5, std::ref(plug));
  CHECK(plug.monitor.watching());
  plug.monitor.cancel();
  CHECK(plug.status() == "watching");
  CHECK(plug.text() == fridge_text());
}

TEST_CASE("sharing: a restored model watches at once, and a damaged one is refused") {
  Plug donor, plug;
  donor.import(fridge_text(), ImportMode::EXACT);
  uint8_t payload[MODEL_PAYLOAD_MAX];
  const size_t length = pack_model(donor.monitor.model(), payload);
  REQUIRE_FALSE(plug.monitor.restore(payload, length));
  CHECK(plug.text() == fridge_text());
  CHECK(plug.monitor.watching());
  payload[30] ^= 4;
  CHECK(plug.monitor.restore(payload, length).code == Refusal::BAD_CHECKSUM);
  CHECK(plug.text() == fridge_text());
}

TEST_CASE("sharing: a receiver that is sick while it adapts does not become the norm") {
  Plug plug;
  TinyAppliance sick(8);
  REQUIRE_FALSE(plug.import(fridge_text(), ImportMode::ADAPT, 24));
  Model donor;
  REQUIRE_FALSE(parse_model(fridge_text().data(), fridge_text().size(), &donor));
  sick.run(10, std::ref(plug));
  sick.get_stuck(true, 4, std::ref(plug));
  sick.run(14, std::ref(plug));
  REQUIRE(plug.monitor.model().adapted);
  CHECK(plug.monitor.model().block_max <=
        1.501f * 1.5f * donor.block_max);  // by half for another unit, by half as seen
  CHECK(plug.monitor.model().extreme[TIME_ON] < 60.0f);
}

TEST_CASE("sharing: a fitted plug goes on learning, and after nine days its model is its own") {
  Plug plug;
  TinyAppliance larger(8);
  larger.on_power = 130;
  larger.on_minutes = 30;
  REQUIRE_FALSE(plug.import(fridge_text(), ImportMode::ADAPT, 24));
  std::vector<std::string> texts;
  for (uint32_t hour = 0; hour < FULL_HOURS + 4; hour++) {
    larger.run(1, std::ref(plug));
    if (texts.empty() || texts.back() != plug.text())
      texts.push_back(plug.text());
    if (plug.learned == 0 && hour > 25) {
      CHECK(plug.monitor.model().adapted);
      CHECK(std::isnan(plug.monitor.progress()));  // nobody has to wait
    }
  }
  CHECK(texts.size() >= 9);  // fitted anew every day
  CHECK(plug.learned == 1);
  CHECK(plug.monitor.learner() == nullptr);
  CHECK(plug.status() == "watching");
  CHECK_FALSE(plug.monitor.model().adapted);
  CHECK_FALSE(plug.monitor.model().provisional);
  CHECK(plug.monitor.model().learnt_hours == FULL_HOURS);
  CHECK(plug.kinds == std::vector<std::string>());
  larger.get_stuck(true, 4, std::ref(plug));
  CHECK(plug.kinds == std::vector<std::string>{"runs_too_long"});
}

TEST_CASE("sharing: fitting anew every day does not end a running anomaly, nor does a provisional model") {
  for (bool adapting : {true, false}) {
    Plug plug;
    TinyAppliance appliance(8);
    if (adapting)
      plug.import(fridge_text(), ImportMode::ADAPT, 24);
    else
      plug.monitor.start_learning(plug.learner.get(), FULL_HOURS);
    appliance.run(adapting ? 27 : 51, std::ref(plug));
    REQUIRE(plug.monitor.watching());
    const std::string before = plug.text();
    appliance.get_stuck(true, 30, std::ref(plug));
    CAPTURE(adapting);
    CHECK(plug.kinds == std::vector<std::string>{"runs_too_long"});
    CHECK(plug.monitor.detector().anomaly());
    CHECK(plug.monitor.watching());
    CHECK(plug.text() == before);
    CHECK(plug.monitor.learner() != nullptr);
  }
}
