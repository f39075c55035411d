#pragma once

#include <cstdint>

namespace esphome::diol {

class DiolComponent;

/// Where the time comes from, and perhaps the samples with it. Without one, time is the plug's uptime.
class Clock {
 public:
  /// Milliseconds since any fixed start; never goes back.
  virtual uint64_t now_ms() = 0;
  /// Called once before time is asked for. A clock that gives the samples itself, each with its own time, keeps
  /// `component` and returns true; the states of the power sensor are then not taken.
  virtual bool attach(DiolComponent *component) { return false; }
};

}  // namespace esphome::diol
