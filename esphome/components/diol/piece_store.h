#pragma once

#include <cstddef>
#include <cstdint>

/// Keeps more than fits into one record: a snapshot, cut into pieces.
namespace esphome::diol {

/// A piece fits into a page of flash and into every kind of ESPHome preference, the smallest of which holds 255 bytes.
constexpr size_t PIECE_BYTES = 252;
/// Of that for data: magic, generation, run, index and count come before it, a checksum after it.
constexpr size_t PIECE_DATA = PIECE_BYTES - 12 - 4;
constexpr uint8_t MAX_PIECES = 32;

/// Two copies, 0 and 1, of up to MAX_PIECES pieces each. Pointers are aligned to four bytes.
class PieceBackend {
 public:
  /// Whether there is room for a snapshot of so many pieces beside the one that is there.
  virtual bool has_room(uint8_t pieces) = 0;
  virtual bool read_piece(uint8_t copy, uint8_t index, uint8_t *data) = 0;
  /// The pieces of a copy are written in order from 0. May take as long as the erase of one sector.
  virtual bool write_piece(uint8_t copy, uint8_t index, const uint8_t *data) = 0;
  /// Makes the piece unreadable, and perhaps others of that copy. True: it took the time of an erase.
  virtual bool erase_piece(uint8_t copy, uint8_t index) = 0;

 protected:
  ~PieceBackend() = default;
};

/// The newest whole snapshot of two, of which the older one is written over, piece by piece.
///
/// A snapshot is whole when all its pieces are readable and of one generation, and each one's checksum continues the
/// one before it. So until its last piece is there, the other copy is the newest.
class PieceStore {
 public:
  /// `owner`: whose it is; what others wrote in the same place is not read.
  explicit PieceStore(PieceBackend *backend, uint32_t owner = 0) : backend_(backend), owner_(owner) {}

  /// Looks for the newest whole snapshot; pieces(), run() and read() are then about it. False: there is none.
  bool find();
  uint8_t pieces() const { return this->pieces_; }
  /// Which learning it is of.
  uint16_t run() const { return this->run_; }
  /// Copies the data of one of its pieces, PIECE_DATA bytes. To be read in order from 0.
  bool read(uint8_t index, uint8_t *data);

  /// Begins a snapshot of `pieces` pieces. False: there is no room.
  bool begin(uint16_t run, uint8_t pieces);
  bool writing() const { return this->next_ < this->new_pieces_; }
  uint8_t next() const { return this->next_; }
  /// Writes the next piece and reads it back. False: it failed, and writing is over.
  bool write(const uint8_t *data);
  void stop() { this->next_ = this->new_pieces_ = 0; }
  /// Makes both copies unreadable, with at most one erase a call: true while there is more. `step`: 0 at first, kept
  /// for it by the caller.
  bool forget(uint8_t *step);

  /// How many snapshots there have ever been: the greatest generation.
  uint32_t generation() const { return this->generation_; }
  /// Pieces written since the start.
  uint32_t writes() const { return this->writes_; }

 protected:
  struct Piece {
    uint32_t magic;
    uint32_t generation;
    uint16_t run;
    uint8_t index;
    uint8_t count;
    uint8_t data[PIECE_DATA];
    uint32_t crc;
  };
  static_assert(sizeof(Piece) == PIECE_BYTES);
  /// `chain`: the checksum of the piece before, then of this one.
  bool read_(uint8_t copy, uint8_t index, Piece *piece, uint32_t *chain);
  bool whole_(uint8_t copy, Piece *first);

  PieceBackend *backend_;
  uint32_t owner_;
  uint32_t generation_{0};
  uint32_t writes_{0};
  uint32_t chain_{0};
  uint16_t run_{0}, new_run_{0};
  uint8_t copy_{0};  // of the newest
  uint8_t pieces_{0};
  uint8_t new_pieces_{0}, next_{0};
};

}  // namespace esphome::diol
