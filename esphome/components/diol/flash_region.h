#pragma once

#include <cstdint>

#include "flash.h"
#include "piece_store.h"
#include "store.h"

namespace esphome::diol {

/// The sectors of one appliance on flash of our own: one for each slot of the model, and those of two snapshots.
class FlashRegion : public StoreBackend, public PieceBackend {
 public:
  static constexpr uint32_t SECTORS_A_COPY = MAX_PIECES * Flash::PAGE / Flash::SECTOR;
  static constexpr uint32_t SECTORS = 2 + 2 * SECTORS_A_COPY;
  static constexpr uint32_t BYTES = SECTORS * Flash::SECTOR;

  /// `start`: where on `flash` it begins.
  explicit FlashRegion(Flash *flash, uint32_t start = 0) : flash_(flash), start_(start) {}

  bool read(uint8_t slot, uint8_t *data, size_t length) override;
  bool erase(uint8_t slot) override;
  bool program(uint8_t slot, const uint8_t *data, size_t length) override;

  bool has_room(uint8_t /*pieces*/) override { return true; }
  bool read_piece(uint8_t copy, uint8_t index, uint8_t *data) override;
  bool write_piece(uint8_t copy, uint8_t index, const uint8_t *data) override;
  bool erase_piece(uint8_t copy, uint8_t index) override;

 protected:
  uint32_t slot_(uint8_t slot) const { return this->start_ + slot * Flash::SECTOR; }
  uint32_t piece_(uint8_t copy, uint8_t index) const {
    return this->start_ + (2 + copy * SECTORS_A_COPY) * Flash::SECTOR + index * Flash::PAGE;
  }

  Flash *flash_;
  uint32_t start_;
};

static_assert(STORE_SLOT_BYTES <= Flash::PAGE && PIECE_BYTES <= Flash::PAGE, "each is programmed at once");

}  // namespace esphome::diol
