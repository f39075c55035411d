#include "numeric.h"

#include <algorithm>
#include <cstring>

namespace esphome::diol {

namespace {

// By the bits of a float: chips without a float unit take long for each operation, and a minute needs dozens of these.
constexpr int FLOAT_MANTISSA_BITS = 23, FLOAT_BIAS = 127;
constexpr uint32_t FLOAT_HIDDEN_BIT = 1UL << FLOAT_MANTISSA_BITS;

float float_of_bits(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

/// A minifloat of 32-bit arithmetic: `mantissa_bits` of mantissa, exponents up to `max_exponent`, unit 2^-`scale_bits`.
float decode_minifloat(uint32_t code, int mantissa_bits, int scale_bits) {
  const uint32_t exponent = code >> mantissa_bits;
  const uint32_t mantissa = code & ((1U << mantissa_bits) - 1);
  if (exponent == 0)
    return static_cast<float>(mantissa) * float_of_bits(static_cast<uint32_t>(FLOAT_BIAS - scale_bits) << 23);
  const uint32_t power = exponent - 1 + static_cast<uint32_t>(FLOAT_BIAS + mantissa_bits - scale_bits);
  return float_of_bits(power << FLOAT_MANTISSA_BITS | mantissa << (FLOAT_MANTISSA_BITS - mantissa_bits));
}

uint32_t encode_minifloat(float value, int mantissa_bits, int scale_bits, uint32_t max_code) {
  if (!(value > 0.0f))
    return 0;
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  // In units, it lies from 2^power to below 2^(power + 1).
  const int power = static_cast<int>(bits >> FLOAT_MANTISSA_BITS) - FLOAT_BIAS + scale_bits;
  if (power < -1)
    return 0;
  const int whole_bits = std::min(power, mantissa_bits);
  const uint32_t exponent = static_cast<uint32_t>(power - whole_bits);
  if ((exponent << mantissa_bits) > max_code)
    return max_code;
  // Halves up. Rounding up to a full mantissa carries into the exponent, which is the next code as it should be; of an
  // exponent above 0 the code leaves out the mantissa's leading bit, and counts it from 1.
  const uint32_t mantissa = (bits & (FLOAT_HIDDEN_BIT - 1)) | FLOAT_HIDDEN_BIT;
  const uint32_t rounded = ((mantissa >> (FLOAT_MANTISSA_BITS - 1 - whole_bits)) + 1) >> 1;
  return std::min((exponent << mantissa_bits) + rounded, max_code);
}

constexpr int UF16_MANTISSA_BITS = 11;
constexpr int UF16_SCALE_BITS = 18;
constexpr int UF8_MANTISSA_BITS = 4;
constexpr int UF8_SCALE_BITS = 10;

}  // namespace

float decode_uf16(uint16_t code) { return decode_minifloat(code, UF16_MANTISSA_BITS, UF16_SCALE_BITS); }
uint16_t encode_uf16(float value) {
  return static_cast<uint16_t>(encode_minifloat(value, UF16_MANTISSA_BITS, UF16_SCALE_BITS, UINT16_MAX));
}
float decode_uf8(uint8_t code) { return decode_minifloat(code, UF8_MANTISSA_BITS, UF8_SCALE_BITS); }
uint8_t encode_uf8(float value) {
  return static_cast<uint8_t>(encode_minifloat(value, UF8_MANTISSA_BITS, UF8_SCALE_BITS, UINT8_MAX));
}

float log2_1p(float x) {
  const float y = 1.0f + x;
  uint32_t bits;
  std::memcpy(&bits, &y, sizeof(bits));
  int exponent = static_cast<int>(bits >> 23) - 127;
  bits = (bits & 0x007FFFFFU) | 0x3F800000U;
  float m;
  std::memcpy(&m, &bits, sizeof(m));
  if (m > 1.41421356f) {  // keeps s below within +-0.172, where the series needs few terms
    m *= 0.5f;
    exponent++;
  }
  // ln m = 2 atanh s with s = (m - 1) / (m + 1); the factor 2 / ln 2 makes it a log2
  const float s = (m - 1.0f) / (m + 1.0f);
  const float s2 = s * s;
  const float series = 1.0f + s2 * (0.33333333f + s2 * (0.2f + s2 * 0.14285714f));
  return static_cast<float>(exponent) + 2.88539008f * s * series;
}

float ln(float x) { return 0.69314718f * log2_1p(x - 1.0f); }

float median(float *values, uint16_t count) {
  float *const middle = values + (count - 1) / 2;
  std::nth_element(values, middle, values + count);
  return *middle;
}

uint32_t Random::next() {
  this->state_ ^= this->state_ << 13;
  this->state_ ^= this->state_ >> 17;
  this->state_ ^= this->state_ << 5;
  return this->state_;
}

}  // namespace esphome::diol
