#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <random>

#include "extreme_range.h"
#include "model_text_helpers.h"
#include "score.h"
#include "training.h"

namespace {

constexpr Levels FRIDGE{true, 2000, 80000};

/// Minutes around the fridge's usual, a day of them far from it where wanted.
std::unique_ptr<LearningData> gathered(int bad_from = -1, int bad_until = -1) {
  auto data = std::make_unique<LearningData>();
  data->start(12960);
  std::mt19937 random(5);
  std::normal_distribution<double> normal;
  const Model candidate = fridge_model();
  Model measuring = candidate;  // about as what is learnt
  for (float &spread : measuring.spread)
    spread *= 0.35f;
  double slow[FEATURES]{};
  for (int i = 0; i < 12960; i++) {
    std::array<double, FEATURES> deviations;
    for (uint8_t j = 0; j < FEATURES; j++) {
      slow[j] = 0.9 * slow[j] + 0.43 * normal(random);
      deviations[j] = 0.3 * slow[j];
    }
    const bool bad = i >= bad_from && i < bad_until;
    if (bad)
      deviations[ON_POWER] += 12;
    Minute minute = minute_of(row_at(candidate, deviations), gauges_of({}));
    minute.on = i % 60 < 20;
    minute.on_seconds = minute.on ? 60 : 0;
    minute.power = minute.on ? 80000 : 2000;
    minute.gauges.set(TIME_ON, bad ? 300.0f : static_cast<float>(minute.on ? i % 60 : 0));
    minute.gauges.set(TIME_OFF, static_cast<float>(minute.on ? 0 : i % 60 - 20));
    minute.gauges.set(POWER_HIGH, bad ? 200.0f : 80.0f + static_cast<float>(i / 60 % 5));
    minute.gauges.set(POWER_LOW, 80.0f - static_cast<float>(i / 60 % 4));
    minute.gauges.set(PEAK_POWER, 600.0f + static_cast<float>(i % 97));
    minute.gauges.set(FLOOR_OFF, 2.0f);
    if (i % 60 == 20) {
      minute.phase_count = 1;
      minute.phases[0] = {true, 20.0f, 80.0f};
    } else if (i % 60 == 0) {
      minute.phase_count = 1;
      minute.phases[0] = {false, 40.0f, 2.0f};
    }
    data->add(minute, i < 360 ? nullptr : &measuring);
  }
  return data;
}

Model train(const LearningData &data, const Levels &levels = FRIDGE, int *slices = nullptr) {
  auto training = std::make_unique<Training>();
  training->start(&data, levels, 10000, false);
  int count = 0;
  while (!training->step())
    count++;
  if (slices != nullptr)
    *slices = count;
  CHECK_FALSE(training->running());
  return training->model();
}

}  // namespace

TEST_CASE("training: the appliance's own units are those of its phases") {
  const Model m = train(*gathered());
  CHECK(m.cycles);
  CHECK(m.on_power == doctest::Approx(80.0).epsilon(0.001));
  CHECK(m.off_level == doctest::Approx(2.0).epsilon(0.001));
  CHECK(m.on_time == doctest::Approx(20.0).epsilon(0.001));
  CHECK(m.off_time == doctest::Approx(40.0).epsilon(0.001));
  CHECK(m.duty == doctest::Approx(1.0 / 3).epsilon(0.001));
  CHECK(m.starts_per_hour == doctest::Approx(1.0).epsilon(0.001));
  CHECK_FALSE(m.on_demand);
  CHECK(m.learnt_hours == 216);
  CHECK(m.interval_s == 10);
  CHECK(m.block_minutes == 120);
  CHECK_FALSE(m.provisional);
  CHECK_FALSE(m.adapted);
}

TEST_CASE("training: means and spreads are those of the kept rows, spreads not below what a meter resolves") {
  const auto data = gathered();
  const Model m = train(*data);
  const double least[FEATURES] = {0.15, 0.15, 0.15, 0.15, 0.02, 0.05, 0.05, 0.1, 0.05, 1.0};
  for (uint8_t j = 0; j < FEATURES; j++) {
    double sum = 0, squares = 0;
    for (uint16_t i = 0; i < data->rows(); i++)
      sum += in_own_units(data->row(i), m).value[j];
    const double mean = sum / data->rows();
    for (uint16_t i = 0; i < data->rows(); i++)
      squares += std::pow(in_own_units(data->row(i), m).value[j] - mean, 2);
    const double spread = std::max(std::sqrt(squares / data->rows()), least[j]);
    CAPTURE(j);
    CHECK(m.mean[j] == doctest::Approx(mean).epsilon(0.001));
    CHECK(m.spread[j] == doctest::Approx(spread).epsilon(0.035));
  }
}

TEST_CASE(
    "training: the limits are the Gumbel moments of the blocks, those of the second half as unusual as when new") {
  const auto data = gathered();
  const Model m = train(*data);
  const auto when_new = [&](uint8_t b) { return static_cast<double>(decode_uf16(data->block(b).distance)); };
  int farther[2]{};  // when new than now, in each half
  double sum = 0, squares = 0, greatest = 0;
  int count = 0;
  for (int pass = 0; pass < 2; pass++) {
    for (uint8_t b = 3; b < data->blocks(); b++) {
      double d = distance(standardise(data->block(b).witness, m), m);
      const bool second_half = b >= data->blocks() / 2;
      farther[second_half] += when_new(b) > d;
      if (second_half)
        d = std::max(d, when_new(b));
      if (pass == 0) {
        sum += d;
        greatest = std::max(greatest, d);
        count++;
      } else {
        squares += (d - sum / count) * (d - sum / count);
      }
    }
  }
  CHECK(farther[0] > 0);
  CHECK(farther[1] > 0);
  CHECK(m.blocks == count);
  CHECK(m.block_mean == doctest::Approx(sum / count).epsilon(1e-4));
  CHECK(m.block_scale == doctest::Approx(std::sqrt(squares / count * 6) / 3.14159265).epsilon(1e-4));
  CHECK(m.block_max == doctest::Approx(greatest));
}

TEST_CASE("training: a bad day is left out of everything") {
  const Model clean = train(*gathered()), dirty = train(*gathered(6000, 7440));
  CHECK(dirty.extreme[TIME_ON] == doctest::Approx(1.5 * 19));
  CHECK(dirty.extreme[POWER_HIGH] == doctest::Approx(80 + 1.5 * (clean.extreme[POWER_HIGH] - 80)).epsilon(0.001));
  CHECK(dirty.extreme[POWER_LOW] == clean.extreme[POWER_LOW]);
  CHECK(dirty.block_max < 1.3f * clean.block_max);
  CHECK(dirty.mean[ON_POWER] == doctest::Approx(clean.mean[ON_POWER]).epsilon(0.01));
  CHECK(dirty.spread[ON_POWER] <= 1.3f * clean.spread[ON_POWER]);
  CHECK(dirty.blocks >= clean.blocks - 14);
}

TEST_CASE("training: three bad days of nine are not left out, for they may be how it is") {
  CHECK(train(*gathered(6000, 6000 + 3 * 1440)).extreme[TIME_ON] > 200.0f);
}

TEST_CASE("training: fewer than three phases make no appliance that cycles") {
  const auto data = gathered();
  Levels none;
  none.on_level = 80000;
  const Model m = train(*data, none);
  CHECK_FALSE(m.cycles);
  CHECK(m.on_power == doctest::Approx(80.0).epsilon(0.001));
  CHECK(m.on_demand == none.cycles);
  for (float zero : {m.off_level, m.on_time, m.off_time, m.duty, m.starts_per_hour})
    CHECK(zero == 0.0f);
  for (Gauge gauge : {TIME_ON, TIME_OFF, FLOOR_OFF, ATTEMPTS, HOUR_STARTS, CYCLE_DUTY})
    CHECK(m.extreme[gauge] == 0.0f);
  CHECK_FALSE(m.days.known());
  CHECK(said(parse(text_of(m))) == said(Refusal::NONE));
}

TEST_CASE("training: cluster weights tell the minutes learnt") {
  const Model m = train(*gathered());
  double minutes = 0;
  for (uint8_t k = 0; k < m.clusters; k++)
    minutes += decode_uf8(m.cluster[k].weight) * 16.0;
  CHECK(minutes == doctest::Approx(12960).epsilon(0.04));
}

TEST_CASE("training: it is done in many slices, each of a few rows or one pass") {
  int slices = 0;
  train(*gathered(), FRIDGE, &slices);
  CHECK(slices >= 2 * LearningData::ROWS / 8);
  CHECK(slices < 200);
}

TEST_CASE("training: the extremes are the robust ones of the parts, and the days those that were seen") {
  const auto data = gathered();
  const Model m = train(*data);
  REQUIRE(data->parts() == LearningData::PARTS);
  for (uint8_t g = 0; g < GAUGES; g++) {
    const Gauge gauge = static_cast<Gauge>(g);
    CAPTURE(static_cast<int>(g));
    CHECK(m.extreme[g] == allowed_extreme(gauge, robust_extreme(gauge, data->extremes(), data->parts(), m), m));
  }
  CHECK(m.extreme[TIME_ON] == m.on_time);  // it was on for 19 minutes at most, the phases took 20
  CHECK(m.extreme[TIME_OFF] == m.off_time);
  CHECK(m.extreme[POWER_HIGH] == 84.0f);
  CHECK(m.extreme[POWER_LOW] == 77.0f);
  CHECK(m.extreme[PEAK_POWER] == doctest::Approx(696.0).epsilon(0.001));
  CHECK(m.days.mean[DAY_ON] == doctest::Approx(20.0).epsilon(0.001));
  CHECK(m.days.mean[DAY_OFF] == doctest::Approx(40.0).epsilon(0.001));
  CHECK(m.days.mean[DAY_POWER] == doctest::Approx(28.0).epsilon(0.001));
}

TEST_CASE("training: what starts at any time is one that people start, what has a lamp beside its cycles is not") {
  const auto on_demand = [](auto off_minutes, bool lamp, float longest) {
    auto data = std::make_unique<LearningData>();
    data->start(12960);
    std::mt19937 random(3);
    for (int i = 0; i < 12960; i++) {
      Minute minute = minute_of(row_at(fridge_model()), gauges_of({}));
      minute.on_seconds = i % 60 < 20 ? 60 : 0;
      minute.gauges.set(TIME_OFF, i % 500 == 0 ? longest : 40.0f);
      if (i % 60 == 0) {
        minute.phase_count = 2;
        minute.phases[0] = {true, 20.0f, 80.0f};
        minute.phases[1] = {false, off_minutes(random), 2.0f};
      } else if (lamp && i % 60 == 30) {
        minute.phase_count = 2;
        minute.phases[0] = {true, 0.6f, 15.0f};
        minute.phases[1] = {false, 3.0f, 2.0f};
      }
      data->add(minute, nullptr);
    }
    return train(*data).on_demand;
  };
  const auto regular = [](std::mt19937 &random) { return 35.0f + static_cast<float>(random() % 20); };
  const auto whenever = [](std::mt19937 &random) { return 10.0f + static_cast<float>(random() % 300); };
  CHECK_FALSE(on_demand(regular, false, 60.0f));
  CHECK_FALSE(on_demand(regular, true, 60.0f));
  CHECK(on_demand(whenever, false, 310.0f));
  // Seldom, but then for long, is not regular either.
  CHECK(on_demand(regular, false, 400.0f));
}

TEST_CASE("training: two levels that were hardly used are an appliance that people start") {
  auto data = std::make_unique<LearningData>();
  data->start(12960);
  for (int i = 0; i < 1000; i++)
    data->add(minute_of({{PEAK_POWER, 80.0f}}), nullptr);
  const Model m = train(*data);
  CHECK_FALSE(m.cycles);
  CHECK(m.on_demand);
  CHECK(said(parse(text_of(m))) == said(Refusal::NONE));
}

TEST_CASE("training: whatever was seen, the text of what was learnt is not refused") {
  std::mt19937 random(7);
  for (int round = 0; round < 100; round++) {
    auto data = std::make_unique<LearningData>();
    data->start(12960);
    const Model candidate = random_model(random);
    const auto any = [&] { return static_cast<float>(decode_uf16(static_cast<uint16_t>(20000 + random() % 35000))); };
    const float on = std::min(any(), 20000.0f), off = std::min(any(), 20000.0f),
                watts = std::min(any(), 30000.0f) + 0.1f;
    for (int i = 0; i < 3000; i++) {
      Minute minute = minute_of(row_at(candidate), gauges_of({}));
      minute.row = any_row(random);
      for (uint16_t &code : minute.gauges.code)
        code = random() % 4 == 0 ? GaugeRow::MISSING : static_cast<uint16_t>(random());
      minute.on_seconds = static_cast<uint8_t>(random() % 61);
      if (i % 100 == 0) {
        minute.phase_count = 2;
        minute.phases[0] = {true, on, watts};
        minute.phases[1] = {false, off, watts / 10};
      }
      data->add(minute, i < 500 ? nullptr : &candidate);
    }
    Levels levels{round % 3 != 0, static_cast<Milliwatts>(watts * 100), static_cast<Milliwatts>(watts * 1000)};
    CAPTURE(round);
    REQUIRE(said(parse(text_of(train(*data, levels)))) == said(Refusal::NONE));
  }
}
