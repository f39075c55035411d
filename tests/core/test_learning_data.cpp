#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <memory>
#include <random>
#include <vector>

#include "learning_data.h"
#include "numeric.h"
#include "sample_models.h"
#include "score.h"

using namespace esphome::diol;

namespace {

/// A minute that can be told by its peak, to one in 2048.
Minute numbered(uint32_t number) {
  FeatureRow row = row_at(fridge_model());
  row.code[PEAK] = static_cast<uint16_t>(number);
  return minute_of(row, gauges_of({}));
}

std::unique_ptr<LearningData> started(uint32_t minutes) {
  auto data = std::make_unique<LearningData>();
  data->start(minutes);
  return data;
}

}  // namespace

TEST_CASE("learning data: every minute has the same chance to be kept") {
  for (uint32_t minutes : {400U, 1000U, 2880U, 5000U, 12960U, 40000U}) {
    auto data = started(minutes);
    for (uint32_t i = 0; i < minutes; i++)
      data->add(numbered(i), nullptr);
    REQUIRE(data->rows() == LearningData::ROWS);
    constexpr int BINS = 16;
    double in_bin[BINS]{};
    std::vector<bool> seen(minutes);
    for (uint16_t i = 0; i < data->rows(); i++) {
      const uint32_t number = data->row(i).code[PEAK];
      REQUIRE_FALSE(seen[number]);
      seen[number] = true;
      in_bin[number * BINS / minutes]++;
    }
    double chi_square = 0;
    constexpr double EXPECTED = static_cast<double>(LearningData::ROWS) / BINS;
    for (double n : in_bin)
      chi_square += (n - EXPECTED) * (n - EXPECTED) / EXPECTED;
    CAPTURE(minutes);
    CHECK(chi_square < 37.7);  // 0.1 % of chance, 15 degrees of freedom
    CHECK(chi_square > 3.5);   // nor suspiciously even
  }
}

TEST_CASE("learning data: the first minutes are all kept until there is no room") {
  auto data = started(12960);
  for (uint32_t i = 0; i < LearningData::ROWS; i++) {
    data->add(numbered(i), nullptr);
    CHECK(data->rows() == i + 1);
    CHECK(data->row(static_cast<uint16_t>(i)).code[PEAK] == i);
  }
}

TEST_CASE("learning data: the same minutes give the same bytes") {
  const Model candidate = fridge_model();
  auto one = started(3000), two = started(3000);
  two->add(numbered(99), &candidate);  // an earlier life leaves no trace
  two->start(3000);
  for (uint32_t i = 0; i < 3000; i++) {
    for (LearningData *data : {one.get(), two.get()})
      data->add(numbered(i * 7919 % 60000), &candidate);
  }
  REQUIRE(one->rows() == two->rows());
  for (uint16_t i = 0; i < one->rows(); i++) {
    CHECK(std::memcmp(&one->row(i), &two->row(i), sizeof(FeatureRow)) == 0);
    CHECK(one->block_of(i) == two->block_of(i));
  }
  REQUIRE(one->blocks() == two->blocks());
  for (uint8_t b = 0; b < one->blocks(); b++)
    CHECK(std::memcmp(&one->block(b), &two->block(b), sizeof(LearningData::Block)) == 0);
}

TEST_CASE("learning data: its blocks fit any time to learn, in whole tens of minutes that a text can tell") {
  for (uint32_t hours = 1; hours <= 672; hours++) {
    auto data = started(hours * 60);
    REQUIRE(data->block_minutes() % 10 == 0);
    REQUIRE(data->block_minutes() >= LearningData::MIN_BLOCK_MINUTES);
    REQUIRE(data->block_minutes() / 10 <= UINT8_MAX);
    REQUIRE(data->block_minutes() * LearningData::BLOCKS >= hours * 60);
  }
}

TEST_CASE("learning data: a row knows its block, and minutes beyond the plan belong to the last") {
  auto data = started(6 * 60);
  CHECK(data->blocks() == 0);
  for (uint32_t i = 0; i < 20000; i++) {
    data->add(numbered(i), nullptr);
    REQUIRE(data->blocks() == std::min<uint32_t>(i / 120, LearningData::BLOCKS - 1) + 1);
  }
  for (uint16_t i = 0; i < data->rows(); i++)
    CHECK(data->block_of(i) == std::min<uint32_t>(data->row(i).code[PEAK] / 120, LearningData::BLOCKS - 1));
}

TEST_CASE("learning data: each twelfth of the time keeps the extremes of its minutes, and of no others") {
  for (uint32_t minutes : {600U, 2880U, 12960U}) {
    auto data = started(minutes);
    CHECK(data->parts() == 0);
    std::mt19937 random(1);
    uint16_t on[12]{}, attempts[12]{};
    for (uint32_t i = 0; i < minutes + 100; i++) {  // what goes beyond the plan belongs to the last
      const uint32_t part = std::min<uint32_t>(i / (minutes / 12), 11);
      Minute minute = numbered(i);
      minute.gauges.code[TIME_ON] = static_cast<uint16_t>(random() % 30000);
      if (random() % 3 == 0) {
        minute.gauges.code[ATTEMPTS] = static_cast<uint16_t>(random() % 30000);
        attempts[part] = std::max(attempts[part], minute.gauges.code[ATTEMPTS]);
      }
      on[part] = std::max(on[part], minute.gauges.code[TIME_ON]);
      data->add(minute, nullptr);
      REQUIRE(data->parts() == part + 1);
    }
    for (uint8_t p = 0; p < 12; p++) {
      CHECK(data->extremes()[p].value(TIME_ON) == decode_uf16(on[p]));
      CHECK(data->extremes()[p].value(ATTEMPTS) == decode_uf16(attempts[p]));
      CHECK_FALSE(data->extremes()[p].has(TIME_OFF));
      CHECK(data->block(p).distance == LearningData::Block::NONE);
    }
  }
}

TEST_CASE("learning data: days are kept as long as there is room") {
  auto data = started(672 * 60);
  for (uint32_t i = 0; i < 40 * 1440; i++) {
    Minute minute = numbered(i);
    minute.phase_count = i % 120 == 0 ? 2 : 0;
    minute.phases[0] = {true, 10.0f + static_cast<float>(i / 1440), 80.0f};
    minute.phases[1] = {false, 40.0f, 2.0f};
    data->add(minute, nullptr);
    REQUIRE(data->day_count() == std::min<uint32_t>((i + 1) / 1440, LearningData::DAYS));
  }
  for (uint8_t day = 0; day < LearningData::DAYS; day++)
    CHECK(decode_uf16(data->days()[day].code[DAY_ON]) == doctest::Approx(10.0 + day).epsilon(0.001));
  data->start(600);
  CHECK(data->day_count() == 0);
}

TEST_CASE("learning data: the phases that take most of the time tell what its phases are like") {
  auto data = started(6000);
  for (int i = 0; i < 24; i++) {
    Minute minute = numbered(1);
    minute.phase_count = 2;
    minute.phases[0] = {false, 40.0f + static_cast<float>(i), 2.0f};
    minute.phases[1] = {false, 0.5f, 2.0f};  // a lamp, as often
    data->add(minute, nullptr);
  }
  CHECK(data->phase_minutes_at(false, 0.1f) >= 40.0f);
  CHECK(data->phase_minutes_at(false, 0.5f) == doctest::Approx(53.0).epsilon(0.03));
  CHECK(data->phase_minutes_at(false, 1.0f) == doctest::Approx(63.0).epsilon(0.001));
  CHECK(data->phase_minutes_at(true, 0.5f) == 0.0f);
}

TEST_CASE("learning data: a block's witness is the minute whose voted distance is its greatest") {
  const Model candidate = fridge_model();
  auto data = started(1200);
  std::mt19937 random(2);
  std::deque<std::pair<float, uint16_t>> last;
  float greatest[10]{};
  uint16_t witness[10]{};
  for (uint32_t i = 0; i < 1200; i++) {
    const Minute minute = numbered(20000 + random() % 30000);
    last.push_back({distance(standardise(minute.row, candidate), candidate), minute.row.code[PEAK]});
    if (last.size() > 15)
      last.pop_front();
    data->add(minute, &candidate);
    if (last.size() < 15)
      continue;
    std::vector<std::pair<float, uint16_t>> sorted(last.begin(), last.end());
    std::sort(sorted.begin(), sorted.end());
    if (sorted[7].first > greatest[i / 120]) {
      greatest[i / 120] = sorted[7].first;
      witness[i / 120] = sorted[7].second;
    }
  }
  for (uint8_t b = 0; b < 10; b++) {
    CHECK(data->block(b).distance == encode_uf16(greatest[b]));
    FeatureRow expected = row_at(candidate);
    expected.code[PEAK] = witness[b];
    CHECK(distance(standardise(data->block(b).witness, candidate), candidate) ==
          distance(standardise(expected, candidate), candidate));
  }
}

TEST_CASE("learning data: minutes without readings are not counted, but phases that ended in them are") {
  auto data = started(600);
  Minute minute = numbered(1);
  minute.measured = false;
  minute.phase_count = 1;
  minute.phases[0] = {true, 20.0f, 80.0f};
  data->add(minute, nullptr);
  CHECK(data->minutes() == 0);
  CHECK(data->rows() == 0);
  CHECK(data->phases_seen(true) == 1);
}

TEST_CASE("learning data: times and powers of the phases are their medians, however many") {
  std::mt19937 random(3);
  for (uint32_t count : {1U, 2U, 48U, 49U, 5000U}) {
    auto data = started(600);
    for (uint32_t i = 0; i < count; i++) {
      Minute minute = numbered(1);
      minute.phase_count = 2;
      minute.phases[0] = {true, 10.0f + static_cast<float>(random() % 1000) / 100,
                          70.0f + static_cast<float>(random() % 20)};
      minute.phases[1] = {false, 40.0f, 2.0f};
      data->add(minute, nullptr);
    }
    CAPTURE(count);
    CHECK(data->phases_seen(true) == count);
    CHECK(data->median_phase_minutes(false) == doctest::Approx(40.0).epsilon(0.001));
    CHECK(data->median_phase_power(false) == doctest::Approx(2.0).epsilon(0.001));
    if (count >= 48) {
      CHECK(data->median_phase_minutes(true) == doctest::Approx(15.0).epsilon(0.12));
      CHECK(data->median_phase_power(true) == doctest::Approx(80.0).epsilon(0.05));
    }
  }
  CHECK(started(600)->median_phase_minutes(true) == 0.0f);
}

TEST_CASE("learning data: duty and starts are counted over all minutes") {
  auto data = started(6000);
  CHECK(data->share_on() == 0.0f);
  CHECK(data->starts_per_hour() == 0.0f);
  for (uint32_t i = 0; i < 6000; i++) {
    Minute minute = numbered(1);
    minute.on = i % 60 < 15;
    minute.on_seconds = minute.on ? 60 : 0;
    if (i % 60 == 15) {
      minute.phase_count = 1;
      minute.phases[0] = {true, 15.0f, 80.0f};
    }
    data->add(minute, nullptr);
  }
  CHECK(data->share_on() == 0.25f);
  CHECK(data->starts_per_hour() == 1.0f);
}

TEST_CASE("learning data: every phase has the same chance to be kept, the early ones too") {
  auto data = started(6000);
  for (int i = 0; i < 1000; i++) {
    Minute minute = numbered(1);
    minute.phase_count = 1;
    minute.phases[0] = {true, i < 750 ? 10.0f : 30.0f, 80.0f};
    data->add(minute, nullptr);
  }
  CHECK(data->median_phase_minutes(true) == doctest::Approx(10.0).epsilon(0.001));
}
