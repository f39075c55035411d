#pragma once

#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#define PROGMEM
#define IRAM_ATTR
#define F_CPU 80000000L
#define PGM_P const char *
#define PSTR(s) (s)
#define F(s) reinterpret_cast<const __FlashStringHelper *>(s)
#define memcmp_P memcmp
#define memcpy_P memcpy
#define snprintf_P snprintf
#define strcmp_P strcmp
#define strcpy_P strcpy
#define strlen_P strlen
#define strncat_P strncat
#define strncmp_P strncmp
#define strncpy_P strncpy
#define strnlen_P strnlen
#define vsnprintf_P vsnprintf
#define pgm_read_byte(p) (*(const uint8_t *)(p))
#define pgm_read_word(p) (*(const uint16_t *)(p))
#define pgm_read_dword(p) (*(const uint32_t *)(p))
#define pgm_read_ptr(p) (*(const void *const *)(p))
class __FlashStringHelper;
uint32_t esp_get_cycle_count();
