#include "recent_cycles.h"

#include <algorithm>

namespace esphome::diol {

void RecentCycles::put(Ring &ring, float value) {
  std::copy_backward(ring, ring + CYCLES - 1, ring + CYCLES);
  ring[0] = value;
}

float RecentCycles::middle(const Ring &ring) {
  float sorted[CYCLES];
  std::copy_n(ring, CYCLES, sorted);
  return median(sorted, CYCLES);
}

void RecentCycles::push(const Phase &phase, bool settled) {
  uint8_t &count = phase.on ? this->runs_ : this->pauses_;
  count = std::min<uint8_t>(count + 1, CYCLES);
  put(phase.on ? this->on_minutes_ : this->off_minutes_, phase.minutes);
  if (!phase.on || !settled)
    return;
  this->powers_ = std::min<uint8_t>(this->powers_ + 1, CYCLES);
  put(this->power_, phase.power);
}

}  // namespace esphome::diol
