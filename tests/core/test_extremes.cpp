#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <initializer_list>

#include "extremes.h"
#include "numeric.h"
#include "sample_models.h"

using namespace esphome::diol;

namespace {

FeatureRow with(std::initializer_list<std::pair<Feature, float>> values) {
  FeatureRow row;
  std::fill_n(row.code, FEATURES, FeatureRow::MISSING);
  for (const auto &[feature, value] : values)
    row.set(feature, value);
  return row;
}
/// A minute after a whole run of this mean power.
FeatureRow off_after(float power) {
  return with({{ELAPSED_ON, 0.0f}, {ELAPSED_OFF, 10.0f}, {LAST_ON, 20.0f}, {ON_POWER, power}, {PEAK, 2.0f}});
}
bool same(const Extremes &a, const Extremes &b) {
  return a.longest_on == b.longest_on && a.longest_off == b.longest_off && a.least_power == b.least_power &&
         a.greatest_power == b.greatest_power && a.greatest_peak == b.greatest_peak;
}

}  // namespace

TEST_CASE("extremes: the greatest and least of each are kept, in whatever order they come") {
  const FeatureRow rows[] = {
      off_after(80.0f),
      off_after(70.0f),
      off_after(90.0f),
      with({{ELAPSED_ON, 31.0f}, {ELAPSED_OFF, 0.0f}, {PEAK, 400.0f}}),
      with({{ELAPSED_ON, 0.0f}, {ELAPSED_OFF, 55.0f}, {PEAK, 3.0f}}),
  };
  Extremes forward, backward;
  std::for_each(std::begin(rows), std::end(rows), [&](const FeatureRow &row) { forward.add(row); });
  std::for_each(std::rbegin(rows), std::rend(rows), [&](const FeatureRow &row) { backward.add(row); });
  CHECK(same(forward, backward));
  CHECK(decode_uf16(forward.longest_on) == 31.0f);
  CHECK(decode_uf16(forward.longest_off) == 55.0f);
  CHECK(decode_uf16(forward.least_power) == 70.0f);
  CHECK(decode_uf16(forward.greatest_power) == 90.0f);
  CHECK(decode_uf16(forward.greatest_peak) == 400.0f);
}

TEST_CASE("extremes: what a row does not know changes nothing") {
  Extremes seen;
  seen.add(off_after(80.0f));
  seen.add(with({{ELAPSED_ON, 20.0f}, {ELAPSED_OFF, 0.0f}}));
  const Extremes before = seen;
  seen.add(with({}));
  seen.add(with({{ON_POWER, 5000.0f}}));
  seen.add(with({{LAST_ON, 900.0f}, {LAST_OFF, 900.0f}}));
  CHECK(same(seen, before));
  seen.add(with({{PEAK, 100.0f}}));
  CHECK(decode_uf16(seen.greatest_peak) == 100.0f);
  CHECK(seen.longest_on == before.longest_on);
  CHECK(seen.greatest_power == before.greatest_power);

  const Extremes nothing;
  CHECK(nothing.least_power == UINT16_MAX);
  CHECK(nothing.greatest_power == 0);
}

TEST_CASE("extremes: the power of a run counts when it is over and was seen from its start, not before") {
  FeatureRow row = off_after(80.0f);
  CHECK(has_whole_power(row));
  SUBCASE("still on") { row.set(ELAPSED_ON, 0.5f); }
  SUBCASE("begun before there were readings") { row.code[LAST_ON] = FeatureRow::MISSING; }
  SUBCASE("too short for a mean") { row.code[ON_POWER] = FeatureRow::MISSING; }
  SUBCASE("no state known") { row.code[ELAPSED_ON] = FeatureRow::MISSING; }
  CHECK_FALSE(has_whole_power(row));
  Extremes seen;
  seen.add(row);
  CHECK(seen.least_power == UINT16_MAX);
  CHECK(seen.greatest_power == 0);
}

TEST_CASE("extremes: those of two times merge to those of both, and nothing merges to the same") {
  const FeatureRow first[] = {off_after(70.0f), with({{ELAPSED_ON, 31.0f}, {ELAPSED_OFF, 0.0f}, {PEAK, 90.0f}})};
  const FeatureRow second[] = {off_after(90.0f), with({{ELAPSED_ON, 0.0f}, {ELAPSED_OFF, 55.0f}, {PEAK, 400.0f}})};
  Extremes one, two, both;
  for (int i = 0; i < 2; i++) {
    one.add(first[i]);
    two.add(second[i]);
    both.add(first[i]);
    both.add(second[i]);
  }
  Extremes merged = one, reversed = two;
  merged.add(two);
  reversed.add(one);
  CHECK(same(merged, both));
  CHECK(same(reversed, both));
  CHECK_FALSE(same(one, both));
  CHECK_FALSE(same(two, both));
  merged.add(Extremes{});
  CHECK(same(merged, both));
}
