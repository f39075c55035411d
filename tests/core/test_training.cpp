#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <random>

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
    Minute minute{
        0, true, i % 60 < 20, row_at(candidate, deviations), 0, {}, static_cast<uint8_t>(i % 60 < 20 ? 60 : 0)};
    minute.row.set(ELAPSED_ON, bad ? 300.0f : static_cast<float>(i % 60 < 20 ? i % 60 : 0));
    minute.row.set(ELAPSED_OFF, static_cast<float>(i % 60 < 20 ? 0 : i % 60 - 20));
    if (i % 60 == 20) {
      minute.phase_count = 1;
      minute.phases[0] = {true, 20.0f, 80.0f};
    } else if (i % 60 == 0) {
      minute.phase_count = 1;
      minute.phases[0] = {false, 40.0f, 2.0f};
    }
    data->add(minute, i < 360 ? nullptr : &candidate);
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
  CHECK(m.longest_on == doctest::Approx(20.0).epsilon(0.06));
  CHECK(m.longest_off == doctest::Approx(40.0).epsilon(0.06));
  CHECK(m.learnt_hours == 216);
  CHECK(m.interval_s == 10);
  CHECK(m.block_minutes == 120);
  CHECK_FALSE(m.provisional);
  CHECK_FALSE(m.adapted);
}

TEST_CASE("training: means and spreads are those of the kept rows, spreads not below what a meter resolves") {
  const auto data = gathered();
  const Model m = train(*data);
  const double least[FEATURES] = {0.05, 0.05, 0.05, 0.05, 0.02, 0.05, 0.01, 0.1, 0.05, 1.0};
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
  CHECK(dirty.longest_on == clean.longest_on);
  CHECK(dirty.block_max < 1.3f * clean.block_max);
  CHECK(dirty.mean[ON_POWER] == doctest::Approx(clean.mean[ON_POWER]).epsilon(0.01));
  CHECK(dirty.spread[ON_POWER] <= 1.3f * clean.spread[ON_POWER]);
  CHECK(dirty.blocks >= clean.blocks - 14);
}

TEST_CASE("training: three bad days of nine are not left out, for they may be how it is") {
  CHECK(train(*gathered(6000, 6000 + 3 * 1440)).longest_on > 200.0f);
}

TEST_CASE("training: fewer than three phases make no appliance that cycles") {
  const auto data = gathered();
  Levels none;
  none.on_level = 80000;
  const Model m = train(*data, none);
  CHECK_FALSE(m.cycles);
  CHECK(m.on_power == doctest::Approx(80.0).epsilon(0.001));
  for (float zero : {m.off_level, m.on_time, m.off_time, m.duty, m.starts_per_hour, m.longest_on, m.longest_off,
                     m.least_power, m.greatest_power})
    CHECK(zero == 0.0f);
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

TEST_CASE("training: the limits on powers and peaks are the extremes of the blocks that were kept") {
  const auto data = gathered();
  const Model m = train(*data);
  Extremes all;
  for (uint16_t b = 0; b < data->blocks(); b++)
    all.add(data->block(static_cast<uint8_t>(b)).extremes);
  CHECK(m.least_power == decode_uf16(all.least_power));
  CHECK(m.greatest_power == decode_uf16(all.greatest_power));
  CHECK(m.greatest_peak == decode_uf16(all.greatest_peak));
  CHECK(m.least_power < m.on_power);
  CHECK(m.greatest_power > m.on_power);

  const Model dirty = train(*gathered(6000, 7440));
  CHECK(dirty.greatest_power == doctest::Approx(m.greatest_power));
  CHECK(dirty.greatest_peak == doctest::Approx(m.greatest_peak));
}

TEST_CASE("training: whatever was seen, the text of what was learnt is not refused") {
  auto data = std::make_unique<LearningData>();
  data->start(12960);
  const Model candidate = fridge_model();
  for (int i = 0; i < 12960; i++) {
    Minute minute{0, true, false, row_at(candidate), 0, {}, 0};
    minute.row.set(ELAPSED_ON, 0.0f);
    const bool heated = i / 30 == 100;  // a heater, once
    minute.row.set(ON_POWER, heated ? 2200.0f : 80.0f);
    if (i % 30 == 0) {
      minute.phase_count = 2;
      minute.phases[0] = {true, 10.0f, heated ? 2200.0f : 80.0f};
      minute.phases[1] = {false, 20.0f, 2.0f};
      minute.on_seconds = 60;
    }
    if (i > 9000 && i / 120 % 2 == 0) {  // far from the candidate in everything, in too many blocks for a bad day
      for (uint8_t j : {ELAPSED_OFF, LAST_ON, LAST_OFF, PEAK})
        minute.row.set(j, 4000.0f);
      minute.row.set(DUTY, 1.0f);
      minute.row.set(OFF_LEVEL, 20.0f);
      minute.row.set(STARTS, 10.0f);
    }
    data->add(minute, &candidate);
  }
  const Model m = train(*data);
  CHECK(m.on_power == doctest::Approx(80.0).epsilon(0.001));
  CHECK(m.greatest_power == doctest::Approx(1600.0).epsilon(0.002));
  CHECK(m.block_max == 16.0f);
  CHECK(said(parse(text_of(m))) == said(Refusal::NONE));
}
