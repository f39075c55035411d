#pragma once

#include <cstddef>
#include <cstdint>

/// Keeps the model over restarts and power cuts, on anything that can be erased and programmed.
namespace esphome::diol {

constexpr size_t STORE_DATA_MAX = 192;
/// A whole record: magic, sequence, length, data, checksum.
constexpr size_t STORE_SLOT_BYTES = 12 + STORE_DATA_MAX + 4;

/// Four slots of STORE_SLOT_BYTES each, of which a Store uses two: flash, or anything else that keeps bytes over a
/// restart. Every pointer handed to it is aligned to four bytes and every length a multiple of four, as SPI flash wants
/// them.
class StoreBackend {
 public:
  /// Reads from the slot's start. False: unreadable.
  virtual bool read(uint8_t slot, uint8_t *data, size_t length) = 0;
  /// Makes all bytes of the slot 0xFF.
  virtual bool erase(uint8_t slot) = 0;
  /// Writes from the slot's start; called once after every erase().
  virtual bool program(uint8_t slot, const uint8_t *data, size_t length) = 0;

 protected:
  ~StoreBackend() = default;
};

/// One piece of data, written into two slots by turns, so that a power cut at any moment leaves the newest whole
/// record.
///
/// It remembers nothing between calls but its number of writes: what counts is what the slots hold.
class Store {
 public:
  /// `owner`: whose it is; what others wrote in the same place is not read.
  explicit Store(StoreBackend *backend, uint32_t owner = 0) : backend_(backend), owner_(owner) {}

  /// Copies the newest intact record into `data`, which has room for STORE_DATA_MAX bytes. Returns its length; 0, and
  /// `data` untouched, when there is none.
  size_t load(uint8_t *data);

  /// Writes into the slot that does not hold the newest record and reads it back. 1 to STORE_DATA_MAX bytes; data equal
  /// to the newest record's is not written again. False: not saved, load() gives the same as before.
  bool save(const uint8_t *data, size_t length);

  /// Makes both slots unreadable, the older one first, one a call: true while there is more.
  bool forget();

  /// How often there has been something to save, ever since the flash was empty.
  uint32_t sequence();
  /// How often a slot was erased and written since the start: flash wears.
  uint32_t writes() const { return this->writes_; }

 protected:
  struct Record {
    uint32_t magic;
    uint32_t sequence;
    uint16_t length;
    uint16_t unused;
    uint8_t data[STORE_DATA_MAX + 4];  // padded to whole words; the checksum follows the padding
  };
  static_assert(sizeof(Record) == STORE_SLOT_BYTES);

  bool read_(uint8_t slot, Record *record);
  /// The slot of the newest record, which is then in `record`; NO_SLOT when there is none.
  uint8_t newest_(Record *record);

  static constexpr uint8_t NO_SLOT = UINT8_MAX;
  StoreBackend *backend_;
  uint32_t owner_;
  uint32_t writes_{0};
};

}  // namespace esphome::diol
