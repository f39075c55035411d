#pragma once

#include <cstddef>

/// A text that stays in flash, also on an ESP8266, which copies all other constants into RAM. For print() alone: what
/// lies in flash there can only be read by whole words. Not in inline functions, whose data is in sections of theirs.
#ifdef USE_ESP8266
#define FLASH_TEXT(text) \
  (__extension__({ \
    static_assert(sizeof(text) <= ::esphome::diol::LONGEST_FLASH_TEXT, "too long for print()"); \
    static const char words[(sizeof(text) + 3) / 4 * 4] __attribute__((section(".irom.text.diol"), aligned(4))) = \
        text; \
    static_cast<const char *>(words); \
  }))
#else
#define FLASH_TEXT(text) (text)
#endif

namespace esphome::diol {

/// With the NUL at its end.
static constexpr size_t LONGEST_FLASH_TEXT = 176;

/// snprintf() with a format that is a FLASH_TEXT; returns how much was written, without the NUL.
size_t print(char *buffer, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

}  // namespace esphome::diol
