// The few functions of the C library that the core calls, so that a chip needs none. Each gives the bits that any
// correct one gives. A firmware has its own, and snprintf() in any case: what is said in words is not measured here.
#include <cstdarg>
#include <cstddef>
#include <cstdint>

extern "C" {

// The compiler must not see a copying loop and call the very function it is in.
#define PLAIN __attribute__((optimize("no-tree-loop-distribute-patterns")))

PLAIN void *memcpy(void *to, const void *from, size_t length) {
  const bool words = ((reinterpret_cast<uintptr_t>(to) | reinterpret_cast<uintptr_t>(from)) & 3) == 0;
  size_t i = 0;
  if (words) {
    for (; i + 4 <= length; i += 4)
      *reinterpret_cast<uint32_t *>(static_cast<char *>(to) + i) =
          *reinterpret_cast<const uint32_t *>(static_cast<const char *>(from) + i);
  }
  for (; i < length; i++)
    static_cast<char *>(to)[i] = static_cast<const char *>(from)[i];
  return to;
}

PLAIN void *memmove(void *to, const void *from, size_t length) {
  if (to <= from)
    return memcpy(to, from, length);
  while (length-- > 0)
    static_cast<char *>(to)[length] = static_cast<const char *>(from)[length];
  return to;
}

PLAIN void *memset(void *to, int value, size_t length) {
  const uint32_t word = static_cast<uint8_t>(value) * 0x01010101U;
  size_t i = 0;
  if ((reinterpret_cast<uintptr_t>(to) & 3) == 0) {
    for (; i + 4 <= length; i += 4)
      *reinterpret_cast<uint32_t *>(static_cast<char *>(to) + i) = word;
  }
  for (; i < length; i++)
    static_cast<char *>(to)[i] = static_cast<char>(value);
  return to;
}

int memcmp(const void *a, const void *b, size_t length) {
  for (size_t i = 0; i < length; i++) {
    const int difference = static_cast<const uint8_t *>(a)[i] - static_cast<const uint8_t *>(b)[i];
    if (difference != 0)
      return difference;
  }
  return 0;
}

size_t strlen(const char *text) {
  size_t length = 0;
  while (text[length] != '\0')
    length++;
  return length;
}

int snprintf(char *, size_t, const char *, ...) { return 0; }
int vsnprintf(char *, size_t, const char *, va_list) { return 0; }

// Bit by bit, as the C libraries of chips without a float unit do it.
float sqrtf(float x) {
  uint32_t bits;
  __builtin_memcpy(&bits, &x, sizeof(bits));
  if (bits == 0 || bits >= 0x7F800000U)
    return x;
  int exponent = static_cast<int>(bits >> 23);
  uint32_t mantissa = bits & 0x007FFFFFU;
  if (exponent == 0) {
    for (exponent = 1; (mantissa & 0x00800000U) == 0; exponent--)
      mantissa <<= 1;
  } else {
    mantissa |= 0x00800000U;
  }
  exponent -= 127;
  if (exponent & 1)
    mantissa += mantissa;
  mantissa += mantissa;
  uint32_t root = 0, sum = 0;
  for (uint32_t bit = 0x01000000U; bit != 0; bit >>= 1) {
    const uint32_t next = sum + bit;
    if (next <= mantissa) {
      sum = next + bit;
      mantissa -= next;
      root += bit;
    }
    mantissa += mantissa;
  }
  if (mantissa != 0)
    root += root & 1;
  bits = (root >> 1) + 0x3F000000U + (static_cast<uint32_t>(exponent >> 1) << 23);
  __builtin_memcpy(&x, &bits, sizeof(x));
  return x;
}

long lroundf(float x) {
  // Halves away from zero, and without rounding the sum with a half.
  const long whole = static_cast<long>(x);
  const float rest = x - static_cast<float>(whole);
  return rest >= 0.5f ? whole + 1 : rest <= -0.5f ? whole - 1 : whole;
}

// Static objects live as long as the chip, virtual functions that were never defined are never called.
void __cxa_pure_virtual() {
  for (;;) {
  }
}

}  // extern "C"
