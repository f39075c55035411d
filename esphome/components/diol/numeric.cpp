#include "numeric.h"

#include <algorithm>
#include <cstring>

namespace esphome::diol {

namespace {

/// A minifloat of 32-bit arithmetic: `mantissa_bits` of mantissa, exponents up to `max_exponent`, unit 2^-`scale_bits`.
float decode_minifloat(uint32_t code, int mantissa_bits, int scale_bits) {
  const uint32_t exponent = code >> mantissa_bits;
  uint32_t mantissa = code & ((1U << mantissa_bits) - 1);
  if (exponent > 0)
    mantissa |= 1U << mantissa_bits;
  // By one multiplication with a power of two, written as its bits: chips without a float unit take long for each.
  const int power = static_cast<int>(std::max<uint32_t>(exponent, 1)) - 1 - scale_bits;
  const uint32_t bits = static_cast<uint32_t>(127 + power) << 23;
  float unit;
  std::memcpy(&unit, &bits, sizeof(unit));
  return static_cast<float>(mantissa) * unit;
}

uint32_t encode_minifloat(float value, int mantissa_bits, int scale_bits, uint32_t max_code) {
  if (!(value > 0.0f))
    return 0;
  const float one = static_cast<float>(1UL << mantissa_bits);
  float scaled = value * static_cast<float>(1UL << scale_bits);
  uint32_t exponent = 0;
  if (scaled >= one) {
    exponent = 1;
    while (scaled >= 2.0f * one) {
      scaled *= 0.5f;
      if ((++exponent << mantissa_bits) > max_code)
        return max_code;
    }
    scaled -= one;
  }
  // Not by adding a half, which is rounded itself. Rounding up to a full mantissa carries into the exponent, which is
  // the next code as it should be.
  const uint32_t below = static_cast<uint32_t>(scaled);
  const bool up = scaled - static_cast<float>(below) >= 0.5f;
  const uint32_t code = (exponent << mantissa_bits) + below + up;
  return std::min(code, max_code);
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
