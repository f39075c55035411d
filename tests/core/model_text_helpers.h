#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "model_text.h"
#include "numeric.h"
#include "sample_models.h"

/// For the tests of the model text alone: how it was refused, and texts with a few bytes changed.

using namespace esphome::diol;

inline Refusal parse(const std::string &text) {
  Model model;
  return parse_model(text.data(), text.size(), &model);
}

/// "code number field", for comparing.
inline std::string said(const Refusal &refusal) {
  return std::to_string(refusal.code) + " " + std::to_string(refusal.number) + " " +
         (refusal.field == nullptr ? "" : refusal.field);
}
inline std::string said(Refusal::Code code, int number = 0, const char *field = nullptr) {
  return said(Refusal{code, number, field});
}

/// The fridge's text with `bytes` written at `offset` of its payload and the checksum made right.
inline std::string patched(size_t offset, const Bytes &bytes, const Model &model = fridge_model()) {
  Bytes payload = payload_of(text_of(model));
  std::copy(bytes.begin(), bytes.end(), payload.begin() + static_cast<ptrdiff_t>(offset));
  return signed_text(payload);
}
inline Bytes u16(unsigned v) { return {static_cast<uint8_t>(v >> 8), static_cast<uint8_t>(v)}; }
inline Bytes uf16(float v) { return u16(encode_uf16(v)); }
/// The next code above, or below, a value's.
inline Bytes above(float v) { return u16(encode_uf16(v) + 1U); }
inline Bytes below(float v) { return u16(encode_uf16(v) - 1U); }

// Offsets in the payload, as docs/model-format.md gives them
enum Offset : size_t {
  FLAGS_AT = 0,
  SET_AT = 1,
  INTERVAL_AT = 2,
  K_AT = 3,
  HOURS_AT = 4,
  ON_POWER_AT = 6,
  OFF_LEVEL_AT = 8,
  ON_TIME_AT = 10,
  OFF_TIME_AT = 12,
  DUTY_AT = 14,
  STARTS_AT = 16,
  BLOCK_LENGTH_AT = 18,
  BLOCKS_AT = 19,
  BLOCK_MEAN_AT = 20,
  BLOCK_SCALE_AT = 22,
  BLOCK_MAX_AT = 24,
  LONGEST_ON_AT = 26,
  LONGEST_OFF_AT = 28,
  GREATEST_POWER_AT = 30,
  LEAST_POWER_AT = 32,
  FLOOR_ON_AT = 34,
  FLOOR_OFF_AT = 36,
  PEAK_AT = 38,
  ATTEMPTS_AT = 40,
  MOST_STARTS_AT = 42,
  GREATEST_DUTY_AT = 44,
  BASE_AT = 46,
  LONGEST_SAME_AT = 48,
  DAY_ON_AT = 50,
  DAY_OFF_AT = 52,
  DAY_POWER_AT = 54,
  DAY_SPREAD_AT = 56,
  MEAN_AT = 59,
  SPREAD_AT = 79,
  CLUSTER_AT = 89,
};
