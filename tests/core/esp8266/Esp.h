#pragma once

#include <cstring>

#include "nor_flash.h"

/// An ESP8266 with a flash chip of up to 4 MB, as far as the component's lines use it.
struct FakeEsp {
  static constexpr uint32_t SECTOR = 4096, CHIP = 4 << 20;
  uint8_t bytes[CHIP];
  uint32_t real_size{CHIP}, size{CHIP}, sketch{400 * 1024};
  uint32_t least{UINT32_MAX}, most{0};  // addresses that were changed
  uint32_t fs_start{0}, fs_end{0};

  uint32_t getFlashChipRealSize() const { return this->real_size; }
  uint32_t getFlashChipSize() const { return this->size; }
  uint32_t getSketchSize() const { return this->sketch; }
  bool flashRead(uint32_t address, uint32_t *data, size_t length) {
    std::memcpy(data, this->bytes + address, length);
    return true;
  }
  bool flashEraseSector(uint32_t sector) {
    this->changed(sector * SECTOR, SECTOR);
    std::memset(this->bytes + sector * SECTOR, 0xFF, SECTOR);
    return true;
  }
  bool flashWrite(uint32_t address, const uint32_t *data, size_t length) {
    this->changed(address, static_cast<uint32_t>(length));
    for (size_t i = 0; i < length; i++)
      this->bytes[address + i] &= reinterpret_cast<const uint8_t *>(data)[i];
    return true;
  }
  void changed(uint32_t address, uint32_t length) {
    this->least = std::min(this->least, address);
    this->most = std::max(this->most, address + length);
  }
};
extern FakeEsp ESP;
