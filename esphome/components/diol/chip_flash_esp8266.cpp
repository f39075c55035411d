#include "chip_flash.h"

#ifdef USE_ESP8266

#include <Esp.h>
#include <flash_hal.h>

#include "esphome/core/helpers.h"

namespace esphome::diol {

static constexpr uint32_t AFTER_SKETCH = 0x100000;  // in layouts of 2 MB and more

static bool locked = false;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void ChipFlash::lock(bool now_locked) { locked = now_locked; }

bool ChipFlash::setup(uint8_t index, uint32_t bytes) {
  if (ESP.getFlashChipRealSize() < ESP.getFlashChipSize())
    return false;  // the layout is of a larger chip: its end is not there
  const uint32_t needed = (index + 1) * bytes;
  uint32_t start = FS_PHYS_ADDR;
  if (FS_PHYS_SIZE < needed) {
    // No file system to take the place of. An update is written from its address downwards.
    start = AFTER_SKETCH;
    if (start + needed + ESP.getSketchSize() > FS_PHYS_ADDR)
      return false;
  }
  this->start_ = start + index * bytes;
  return true;
}

bool ChipFlash::read(uint32_t address, uint8_t *data, size_t length) {
  return !locked && ESP.flashRead(this->start_ + address, reinterpret_cast<uint32_t *>(data), length);
}

bool ChipFlash::erase(uint32_t address) {
  InterruptLock lock;
  return !locked && ESP.flashEraseSector((this->start_ + address) / SECTOR);
}

bool ChipFlash::program(uint32_t address, const uint8_t *data, size_t length) {
  InterruptLock lock;
  return !locked && ESP.flashWrite(this->start_ + address, reinterpret_cast<const uint32_t *>(data), length);
}

}  // namespace esphome::diol

#endif
