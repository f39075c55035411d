#pragma once
#include <cstddef>
#include <cstdint>
class EspClass {
 public:
  uint32_t getFlashChipRealSize();
  uint32_t getFlashChipSize();
  uint32_t getSketchSize();
  uint32_t getFreeHeap();
  uint32_t getMaxFreeBlockSize();
  bool flashEraseSector(uint32_t sector);
  bool flashWrite(uint32_t address, const uint32_t *data, size_t size);
  bool flashRead(uint32_t address, uint32_t *data, size_t size);
};
extern EspClass ESP;
