#pragma once

#include <cstddef>

#include "extreme_range.h"
#include "model.h"
#include "numeric.h"
#include "refusal.h"

/// What a model text says, number by number, under the names of docs/model-format.md: for comparing with other
/// implementations.

/// The code as users see it, "?" for one that no text is refused with.
inline const char *code_name(esphome::diol::Refusal::Code code) {
  using esphome::diol::Refusal;
  switch (code) {
    case Refusal::NOT_A_MODEL:
      return "not_a_model";
    case Refusal::NEWER_VERSION:
      return "newer_version";
    case Refusal::TOO_LONG:
      return "too_long";
    case Refusal::BAD_CHARACTER:
      return "bad_character";
    case Refusal::BAD_LENGTH:
      return "bad_length";
    case Refusal::BAD_CHECKSUM:
      return "bad_checksum";
    case Refusal::BAD_VALUE:
      return "bad_value";
    case Refusal::UNKNOWN_FEATURES:
      return "unknown_features";
    case Refusal::BLIND_MODEL:
      return "blind_model";
    default:
      return "?";
  }
}

constexpr int NO_INDEX = -1;

/// Calls `take(name, i, j, value)` for each of them, always in the same order. `i` and `j` are NO_INDEX where there is
/// only one of that name; whole numbers and flags come as int, all others as double.
template<typename Take> void each_number(const esphome::diol::Model &m, Take take) {
  using namespace esphome::diol;
  static constexpr const char *DAYS[DAY_QUANTITIES] = {"day_on", "day_off", "day_power"};
  const auto count = [&take](const char *name, int value) { take(name, NO_INDEX, NO_INDEX, value); };
  const auto number = [&take](const char *name, double value, int i = NO_INDEX, int j = NO_INDEX) {
    take(name, i, j, value);
  };
  count("provisional", m.provisional);
  count("adapted", m.adapted);
  count("cycles", m.cycles);
  count("on_demand", m.on_demand);
  count("interval", m.interval_s);
  count("clusters", m.clusters);
  count("hours", m.learnt_hours);
  number("on_power", m.on_power);
  number("off_level", m.off_level);
  number("on_time", m.on_time);
  number("off_time", m.off_time);
  number("duty", m.duty);
  number("starts", m.starts_per_hour);
  count("block_minutes", m.block_minutes);
  count("blocks", m.blocks);
  number("block_mean", m.block_mean);
  number("block_scale", m.block_scale);
  number("block_max", m.block_max);
  for (int g = 0; g < GAUGES; g++)
    number(EXTREME_FIELDS[g], m.extreme[g]);
  for (int q = 0; q < DAY_QUANTITIES; q++)
    number(DAYS[q], m.days.mean[q]);
  for (int q = 0; q < DAY_QUANTITIES; q++)
    number("day_spread", m.days.spread[q], q);
  for (int j = 0; j < FEATURES; j++)
    number("mean", m.mean[j], j);
  for (int j = 0; j < FEATURES; j++)
    number("spread", m.spread[j], j);
  for (int k = 0; k < m.clusters; k++) {
    number("minutes", decode_uf8(m.cluster[k].weight) * 16.0, k);
    for (int j = 0; j < FEATURES; j++)
      number("at", m.cluster[k].at[j] * static_cast<double>(COORDINATE_STEP), k, j);
  }
}
