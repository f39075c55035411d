#pragma once

namespace esphome {
struct InterruptLock {
  InterruptLock() {}
  ~InterruptLock() {}
};
}  // namespace esphome
