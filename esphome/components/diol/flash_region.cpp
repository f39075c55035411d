#include "flash_region.h"

namespace esphome::diol {

namespace {
constexpr uint8_t PIECES_A_SECTOR = Flash::SECTOR / Flash::PAGE;
}  // namespace

bool FlashRegion::read(uint8_t slot, uint8_t *data, size_t length) {
  return this->flash_->read(this->slot_(slot), data, length);
}

bool FlashRegion::erase(uint8_t slot) { return this->flash_->erase(this->slot_(slot)); }

bool FlashRegion::program(uint8_t slot, const uint8_t *data, size_t length) {
  return this->flash_->program(this->slot_(slot), data, length);
}

bool FlashRegion::read_piece(uint8_t copy, uint8_t index, uint8_t *data) {
  return this->flash_->read(this->piece_(copy, index), data, PIECE_BYTES);
}

bool FlashRegion::write_piece(uint8_t copy, uint8_t index, const uint8_t *data) {
  const uint32_t address = this->piece_(copy, index);
  if (index % PIECES_A_SECTOR == 0 && !this->flash_->erase(address))
    return false;
  return this->flash_->program(address, data, PIECE_BYTES);
}

bool FlashRegion::erase_piece(uint8_t copy, uint8_t index) {
  if (index % PIECES_A_SECTOR != 0)
    return false;
  this->flash_->erase(this->piece_(copy, index));
  return true;
}

}  // namespace esphome::diol
