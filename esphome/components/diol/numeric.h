#pragma once

#include <cstdint>

/// Number formats and arithmetic that give the same bits on every chip: only +, -, *, / and sqrt of IEEE 754 single
/// precision, which all compilers and soft-float libraries round alike (with -ffp-contract=off), and integers.
namespace esphome::diol {

/// uf16: unsigned 5-bit exponent, 11-bit mantissa. 0 to 1.6e7 in steps of at most 1/2048 of the value.
/// Exactly representable as float, so encode_uf16(decode_uf16(c)) == c for every code.
float decode_uf16(uint16_t code);
/// Nearest code; a value beyond the range saturates, a negative one or NaN gives 0.
uint16_t encode_uf16(float value);

/// The value as a model text rounds it.
inline float through_uf16(float value) { return decode_uf16(encode_uf16(value)); }

/// uf8: unsigned 4-bit exponent, 4-bit mantissa. 0 to 496 in steps of at most 1/16 of the value.
float decode_uf8(uint8_t code);
uint8_t encode_uf8(float value);

/// log2(1 + x) for x >= 0, within 2e-6. The same bits on every chip, unlike the C library's.
float log2_1p(float x);

/// Natural logarithm for x >= 1, from log2_1p.
float ln(float x);

/// Smallest element that has at least half of the elements at or below it. Reorders `values`; `count` >= 1.
float median(float *values, uint16_t count);

/// Small deterministic generator (xorshift32, Marsaglia 2003) for sampling rows and seeding clusters.
class Random {
 public:
  explicit Random(uint32_t seed) : state_(seed | 1) {}
  uint32_t next();
  /// Uniform in [0, bound); `bound` >= 1.
  uint32_t below(uint32_t bound) { return static_cast<uint32_t>((static_cast<uint64_t>(this->next()) * bound) >> 32); }

 protected:
  friend struct SnapshotFormat;
  uint32_t state_;
};

}  // namespace esphome::diol
