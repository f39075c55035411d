#pragma once

#include <cstddef>
#include <cstdint>

namespace esphome::diol {

/// NOR flash of our own, by addresses from the start of the region: all that a chip has to provide.
/// Every pointer is aligned to four bytes, every address and length a multiple of four.
class Flash {
 public:
  static constexpr uint32_t SECTOR = 4096;  ///< what is erased at once
  static constexpr uint32_t PAGE = 256;     ///< what is programmed at once, and only once after an erase

  virtual bool read(uint32_t address, uint8_t *data, size_t length) = 0;
  /// Makes all bytes of the sector that begins at `address` 0xFF.
  virtual bool erase(uint32_t address) = 0;
  /// Clears bits; within one page.
  virtual bool program(uint32_t address, const uint8_t *data, size_t length) = 0;

 protected:
  ~Flash() = default;
};

}  // namespace esphome::diol
