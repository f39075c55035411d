#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <set>
#include <vector>

#include "numeric.h"

using namespace esphome::diol;

namespace {
/// The definition in docs/model-format.md, word by word.
double minifloat(unsigned code, int mantissa_bits, int scale_bits) {
  const unsigned e = code >> mantissa_bits, m = code & ((1U << mantissa_bits) - 1);
  return e == 0 ? std::ldexp(m, -scale_bits)
                : std::ldexp((1U << mantissa_bits) + m, static_cast<int>(e) - 1 - scale_bits);
}
}  // namespace

TEST_CASE("numeric: every uf16 code decodes as defined and encodes back") {
  for (unsigned code = 0; code <= UINT16_MAX; code++) {
    const auto c = static_cast<uint16_t>(code);
    REQUIRE(static_cast<double>(decode_uf16(c)) == minifloat(code, 11, 18));
    REQUIRE(encode_uf16(decode_uf16(c)) == c);
  }
}

TEST_CASE("numeric: every uf8 code decodes as defined and encodes back") {
  for (unsigned code = 0; code <= UINT8_MAX; code++) {
    const auto c = static_cast<uint8_t>(code);
    REQUIRE(static_cast<double>(decode_uf8(c)) == minifloat(code, 4, 10));
    REQUIRE(encode_uf8(decode_uf8(c)) == c);
  }
}

TEST_CASE("numeric: codes grow with their values") {
  for (unsigned code = 1; code <= UINT16_MAX; code++)
    REQUIRE(decode_uf16(static_cast<uint16_t>(code)) > decode_uf16(static_cast<uint16_t>(code - 1)));
  for (unsigned code = 1; code <= UINT8_MAX; code++)
    REQUIRE(decode_uf8(static_cast<uint8_t>(code)) > decode_uf8(static_cast<uint8_t>(code - 1)));
}

TEST_CASE("numeric: a value between two codes takes the nearer one") {
  for (unsigned code = 0; code < UINT16_MAX; code++) {
    const float low = decode_uf16(static_cast<uint16_t>(code)), high = decode_uf16(static_cast<uint16_t>(code + 1));
    REQUIRE(encode_uf16(low + 0.49f * (high - low)) == code);
    REQUIRE(encode_uf16(low + 0.51f * (high - low)) == code + 1);
  }
  for (unsigned code = 0; code < UINT8_MAX; code++) {
    const float low = decode_uf8(static_cast<uint8_t>(code)), high = decode_uf8(static_cast<uint8_t>(code + 1));
    REQUIRE(encode_uf8(low + 0.49f * (high - low)) == code);
    REQUIRE(encode_uf8(low + 0.51f * (high - low)) == code + 1);
  }
}

TEST_CASE("numeric: values out of range saturate and no number is zero") {
  const float inf = std::numeric_limits<float>::infinity();
  CHECK(encode_uf16(inf) == UINT16_MAX);
  CHECK(encode_uf16(std::numeric_limits<float>::max()) == UINT16_MAX);
  CHECK(encode_uf16(1.7e7f) == UINT16_MAX);
  CHECK(encode_uf8(inf) == UINT8_MAX);
  CHECK(encode_uf8(497.0f) == UINT8_MAX);
  for (float none : {-1.0f, -inf, -0.0f, std::numeric_limits<float>::quiet_NaN(), 1e-30f}) {
    CHECK(encode_uf16(none) == 0);
    CHECK(encode_uf8(none) == 0);
  }
}

TEST_CASE("numeric: log2_1p is within 2e-6 of the logarithm, relative above 1") {
  double worst = 0;
  const auto check = [&](float x) {
    const double exact = std::log2(1.0 + static_cast<double>(x));
    worst = std::max(worst, std::fabs(log2_1p(x) - exact) / std::max(1.0, exact));
  };
  for (int i = 0; i <= 400000; i++)
    check(static_cast<float>(i) * 1e-5f);  // 0 to 4, densely
  for (float x = 1e-7f; x < 4e8f; x *= 1.0001f)
    check(x);
  CHECK(worst <= 2e-6);
  CHECK(log2_1p(0.0f) == 0.0f);
  CHECK(log2_1p(1.0f) == 1.0f);
  CHECK(log2_1p(1023.0f) == 10.0f);
}

TEST_CASE("numeric: log2_1p never falls by more than its rounding") {
  float last = 0.0f;
  for (float x = 0.0f; x < 1000.0f; x += 0.00173f) {
    const float now = log2_1p(x);
    REQUIRE(now > last - 2e-6f);
    last = now;
  }
}

TEST_CASE("numeric: ln is the natural logarithm") {
  CHECK(ln(1.0f) == 0.0f);
  for (float x = 1.0f; x < 1e6f; x *= 1.01f)
    REQUIRE(ln(x) == doctest::Approx(std::log(static_cast<double>(x))).epsilon(4e-6));
}

TEST_CASE("numeric: the median has at least half of the values at or below it") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; round++) {
    std::vector<float> values(1 + random() % 40);
    for (float &v : values)
      v = static_cast<float>(random() % 20);
    std::vector<float> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const float expected = sorted[(sorted.size() + 1) / 2 - 1];
    REQUIRE(median(values.data(), static_cast<uint16_t>(values.size())) == expected);
  }
}

TEST_CASE("numeric: the random generator repeats itself by its seed and stays below its bound") {
  Random one(5), two(5), other(99);
  bool different = false;
  std::set<uint32_t> seen;
  for (int i = 0; i < 1000; i++) {
    const uint32_t a = one.below(7);
    REQUIRE(a == two.below(7));
    REQUIRE(a < 7);
    different |= a != other.below(7);
    seen.insert(a);
  }
  CHECK(different);
  CHECK(seen.size() == 7);
  CHECK(Random(0).next() != 0);
}
