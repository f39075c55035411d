#include "flash_text.h"

#include <algorithm>
#include <cstdarg>
#include <cstdint>
#include <cstdio>

namespace esphome::diol {

namespace {

#ifdef USE_ESP8266
/// A text copied out of the flash, word by word.
struct InRam {
  uint32_t words[LONGEST_FLASH_TEXT / sizeof(uint32_t)];
  explicit InRam(const char *text) {
    const auto *from = reinterpret_cast<const volatile uint32_t *>(text);
    for (uint32_t &word : this->words) {
      word = *from++;
      // One of its bytes is the NUL.
      if (((word - 0x01010101U) & ~word & 0x80808080U) != 0)
        break;
    }
  }
  const char *text() const { return reinterpret_cast<const char *>(this->words); }
};
#else
struct InRam {
  const char *where;
  explicit InRam(const char *text) : where(text) {}
  const char *text() const { return this->where; }
};
#endif

}  // namespace

size_t print(char *buffer, size_t size, const char *format, ...) {
  const InRam copy(format);
  va_list values;
  va_start(values, format);
  const int length = vsnprintf(buffer, size, copy.text(), values);
  va_end(values);
  return std::min(static_cast<size_t>(std::max(length, 0)), size - 1);
}

}  // namespace esphome::diol
