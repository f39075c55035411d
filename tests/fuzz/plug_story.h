#pragma once

#include <cstddef>
#include <cstdint>

#include "body.h"
#include "minute.h"

/// How fuzz_score reads its input: what a plug is given, and what then happens to it.
///
///   byte 0    what is done with the model, see Begin
///   byte 1    length of the body of the model's text
///   ...       the body
///   4 bytes   a step, and again until the end: time and reading, repetitions, a value

enum class Begin : uint8_t { EXACT, ADAPT, RESTORE, LEARN };
constexpr uint8_t BEGINNINGS = 4;

/// Bytes of the input, zeros behind its end.
class Bits {
 public:
  Bits(const uint8_t *data, size_t size) : data_(data), left_(size) {}
  bool any() const { return this->left_ > 0; }
  uint8_t u8() {
    if (this->left_ == 0)
      return 0;
    this->left_--;
    return *this->data_++;
  }
  uint16_t u16() {
    const uint8_t high = this->u8();
    return static_cast<uint16_t>(high << 8 | this->u8());
  }
  Bytes bytes(size_t count) {
    Bytes taken;
    for (; count > 0 && this->any(); count--)
      taken.push_back(this->u8());
    return taken;
  }

 protected:
  const uint8_t *data_;
  size_t left_;
};

/// Between two readings, in milliseconds.
constexpr uint32_t STEPS_MS[16] = {0,     1,      1000,   5000,   10000,      29999,   30000,       60000,
                                   61003, 120000, 300000, 300001, 15 * 60000, 3600000, 3 * 3600000, 12 * 3600000};

/// What a step reads, or does instead.
enum class Act : uint8_t {
  ON,           ///< the model's power while on
  OFF,          ///< ... while off
  ZERO,         ///
  CODE,         ///< the value as a uf16 code
  BITS,         ///< ... as the upper half of a float: denormal, infinite, not a number
  SHARE,        ///< ... as a multiple of the power while on
  BETWEEN,      ///< ... as a share of the way from off to on
  CYCLE,        ///< on and off in turn, each for as long as is usual
  NEGATIVE,     ///
  INFINITE,     ///
  NOTHING,      ///< no reading, only time
  SENSITIVITY,  ///< 0.1 to 10
  ACCEPT,       ///
  MINUTE,       ///< a minute of any numbers, past the extractor
  DAY,          ///< a day of any numbers
  FINISH,       ///< ends learning or adapting, or breaks it off
};

struct Step {
  uint32_t time_ms;
  Act act;
  uint16_t times;
  uint16_t value;
};

inline Step step_of(Bits *bits) {
  const uint8_t what = bits->u8(), times = bits->u8();
  // Mostly a few, but hours of readings fit into one step, too.
  const uint16_t repeated = times < 192 ? times % 16 + 1 : static_cast<uint16_t>((times - 191) * 8);
  return {STEPS_MS[what & 15], static_cast<Act>(what >> 4), repeated, bits->u16()};
}

/// A minute as no extractor would make it, but as every one could.
inline esphome::diol::Minute minute_from(Bits *bits, esphome::diol::TimeMs end) {
  using namespace esphome::diol;
  Minute minute{};
  const uint8_t flags = bits->u8();
  minute.end = end;
  minute.measured = (flags & 1) == 0;
  minute.on = flags & 2;
  minute.phase_count = static_cast<uint8_t>((flags >> 2) % (Minute::MAX_PHASES + 1));
  minute.on_seconds = static_cast<uint8_t>(bits->u8() % 61);
  minute.power = bits->u16() * (MAX_POWER / UINT16_MAX);
  minute.interval_ms = flags & 0x80 ? bits->u16() * 5U : 0;
  for (Phase &phase : minute.phases)
    phase = {(bits->u8() & 1) != 0, decode_uf16(bits->u16()), decode_uf16(bits->u16())};
  for (uint16_t &code : minute.row.code)
    code = bits->u16();
  for (uint16_t &code : minute.gauges.code)
    code = bits->u16();
  return minute;
}
