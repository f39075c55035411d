// 64-bit arithmetic that an ESP8266 has in its ROM, from the parts that GCC's library for it has.
#include <stdint.h>

extern "C" {

uint64_t __udivmoddi4(uint64_t dividend, uint64_t divisor, uint64_t *rest);
uint64_t __umulsidi3(uint32_t a, uint32_t b);

uint64_t __udivdi3(uint64_t a, uint64_t b) { return __udivmoddi4(a, b, nullptr); }

uint64_t __umoddi3(uint64_t a, uint64_t b) {
  uint64_t rest;
  __udivmoddi4(a, b, &rest);
  return rest;
}

int64_t __divdi3(int64_t a, int64_t b) {
  const uint64_t quotient =
      __udivmoddi4(a < 0 ? -static_cast<uint64_t>(a) : a, b < 0 ? -static_cast<uint64_t>(b) : b, nullptr);
  return static_cast<int64_t>((a < 0) != (b < 0) ? -quotient : quotient);
}

int64_t __muldi3(int64_t a, int64_t b) {
  const uint32_t a_low = static_cast<uint32_t>(a), b_low = static_cast<uint32_t>(b);
  const uint32_t a_high = static_cast<uint64_t>(a) >> 32, b_high = static_cast<uint64_t>(b) >> 32;
  const uint64_t low = __umulsidi3(a_low, b_low);
  const uint32_t high = static_cast<uint32_t>(low >> 32) + a_low * b_high + a_high * b_low;
  return static_cast<int64_t>(static_cast<uint64_t>(high) << 32 | static_cast<uint32_t>(low));
}

}  // extern "C"
