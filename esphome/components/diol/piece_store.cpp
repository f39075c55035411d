#include "piece_store.h"

#include <algorithm>
#include <cstring>

#include "model_text.h"

namespace esphome::diol {

namespace {
constexpr uint32_t MAGIC = 0x31734944;  // "DIs1" in a dump of the flash
}  // namespace

bool PieceStore::read_(uint8_t copy, uint8_t index, Piece *piece, uint32_t *chain) {
  uint8_t *const bytes = reinterpret_cast<uint8_t *>(piece);
  if (!this->backend_->read_piece(copy, index, bytes) || piece->magic != (MAGIC ^ this->owner_) ||
      piece->index != index || piece->count <= index || piece->count > MAX_PIECES)
    return false;
  *chain = crc32(bytes, offsetof(Piece, crc), *chain);
  return piece->crc == *chain;
}

bool PieceStore::whole_(uint8_t copy, Piece *first) {
  uint32_t chain = 0;
  if (!this->read_(copy, 0, first, &chain))
    return false;
  const uint32_t generation = first->generation;
  const uint16_t run = first->run;
  const uint8_t count = first->count;
  for (uint8_t i = 1; i < count; i++) {
    // Into the same place: stacks of small chips are small.
    if (!this->read_(copy, i, first, &chain) || first->generation != generation || first->count != count ||
        first->run != run)
      return false;
  }
  return true;
}

bool PieceStore::find() {
  this->pieces_ = 0;
  this->run_ = 0;
  this->stop();
  for (uint8_t copy : {0, 1}) {
    Piece piece;
    if (!this->whole_(copy, &piece))
      continue;
    // Generations are compared by their difference, as numbers that wrap are.
    if (this->pieces_ > 0 && static_cast<int32_t>(piece.generation - this->generation_) < 0)
      continue;
    this->generation_ = piece.generation;
    this->run_ = piece.run;
    this->pieces_ = piece.count;
    this->copy_ = copy;
  }
  return this->pieces_ > 0;
}

bool PieceStore::read(uint8_t index, uint8_t *data) {
  Piece piece;
  if (index == 0)
    this->chain_ = 0;
  if (index >= this->pieces_ || !this->read_(this->copy_, index, &piece, &this->chain_) ||
      piece.generation != this->generation_)
    return false;
  std::copy_n(piece.data, PIECE_DATA, data);
  return true;
}

bool PieceStore::begin(uint16_t run, uint8_t pieces) {
  this->stop();
  if (pieces == 0 || pieces > MAX_PIECES || !this->backend_->has_room(pieces))
    return false;
  this->new_run_ = run;
  this->new_pieces_ = pieces;
  this->chain_ = 0;
  return true;
}

bool PieceStore::write(const uint8_t *data) {
  const uint8_t copy = this->pieces_ == 0 ? 0 : 1 - this->copy_;
  Piece piece;
  piece.magic = MAGIC ^ this->owner_;
  piece.generation = this->generation_ + 1;
  piece.run = this->new_run_;
  piece.index = this->next_;
  piece.count = this->new_pieces_;
  std::copy_n(data, PIECE_DATA, piece.data);
  const uint32_t crc = crc32(reinterpret_cast<const uint8_t *>(&piece), offsetof(Piece, crc), this->chain_);
  piece.crc = crc;
  this->backend_->write_piece(copy, this->next_, reinterpret_cast<const uint8_t *>(&piece));
  this->writes_++;
  // What counts is what is found afterwards.
  if (!this->read_(copy, this->next_, &piece, &this->chain_) || piece.crc != crc) {
    this->stop();
    return false;
  }
  if (++this->next_ == this->new_pieces_) {
    this->generation_++;
    this->run_ = this->new_run_;
    this->copy_ = copy;
    this->pieces_ = this->new_pieces_;
    this->stop();
  }
  return true;
}

bool PieceStore::forget(uint8_t *step) {
  this->stop();
  while (*step < 2 * MAX_PIECES) {
    // The older one first, which must not come back when only the newest is gone.
    const uint8_t copy = *step < MAX_PIECES ? 1 - this->copy_ : this->copy_;
    if (this->backend_->erase_piece(copy, (*step)++ % MAX_PIECES))
      return true;
  }
  this->pieces_ = 0;
  return false;
}

}  // namespace esphome::diol
