#pragma once

#include <cstdint>

#include "minute.h"

namespace esphome::diol {

/// The last whole phases. Their medians show a lasting change after two cycles, and a single odd run not at all.
class RecentCycles {
 public:
  /// `settled`: its power is without its start. That of a run too short for it says nothing.
  void push(const Phase &phase, bool settled);
  void reset() { *this = RecentCycles(); }
  bool known() const { return this->runs_ >= CYCLES && this->pauses_ >= CYCLES; }
  /// Medians; only where known().
  float on_minutes() const { return middle(this->on_minutes_); }
  float off_minutes() const { return middle(this->off_minutes_); }
  bool power_known() const { return this->powers_ >= CYCLES; }
  float power() const { return middle(this->power_); }

 protected:
  static constexpr uint8_t CYCLES = 3;
  using Ring = float[CYCLES];
  static void put(Ring &ring, float value);
  static float middle(const Ring &ring);

  Ring on_minutes_{}, off_minutes_{}, power_{};
  uint8_t runs_{0};
  uint8_t pauses_{0};
  uint8_t powers_{0};
};

}  // namespace esphome::diol
