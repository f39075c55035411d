#include "store.h"

#include <algorithm>
#include <cstring>

#include "model_text.h"

namespace esphome::diol {

namespace {

constexpr uint32_t MAGIC = 0x316F4944;  // "DIo1" in a dump of the flash
constexpr size_t HEADER_BYTES = 12;
constexpr size_t CRC_BYTES = 4;
constexpr size_t padded(size_t length) { return (length + 3) / 4 * 4; }

uint32_t checksum(const void *record, size_t data_length) {
  return crc32(static_cast<const uint8_t *>(record), HEADER_BYTES + padded(data_length));
}

/// Sequence numbers wrap, so they are compared by their difference.
bool is_newer(uint32_t a, uint32_t b) { return static_cast<int32_t>(a - b) > 0; }

}  // namespace

bool Store::read_(uint8_t slot, Record *record) {
  if (!this->backend_->read(slot, reinterpret_cast<uint8_t *>(record), sizeof(Record)))
    return false;
  // Before the first save a slot may hold anything: the tail of an update that was staged there, another firmware's
  // data.
  if (record->magic != (MAGIC ^ this->owner_) || record->length == 0 || record->length > STORE_DATA_MAX)
    return false;
  uint32_t crc;
  std::memcpy(&crc, record->data + padded(record->length), CRC_BYTES);
  return crc == checksum(record, record->length);
}

uint8_t Store::newest_(Record *record) {
  const bool has_first = this->read_(0, record);
  const uint32_t first = has_first ? record->sequence : 0;
  if (this->read_(1, record) && (!has_first || is_newer(record->sequence, first)))
    return 1;
  // Read again instead of keeping both: stacks of small chips are small.
  return has_first && this->read_(0, record) ? 0 : NO_SLOT;
}

size_t Store::load(uint8_t *data) {
  Record record;
  if (this->newest_(&record) == NO_SLOT)
    return 0;
  std::copy_n(record.data, record.length, data);
  return record.length;
}

bool Store::save(const uint8_t *data, size_t length) {
  if (length == 0 || length > STORE_DATA_MAX)
    return false;
  Record record;
  const uint8_t newest = this->newest_(&record);
  if (newest != NO_SLOT && record.length == length && std::memcmp(record.data, data, length) == 0)
    return true;

  const uint8_t slot = newest == NO_SLOT ? 0 : 1 - newest;
  record.magic = MAGIC ^ this->owner_;
  record.sequence = newest == NO_SLOT ? 1 : record.sequence + 1;
  record.length = static_cast<uint16_t>(length);
  record.unused = UINT16_MAX;
  std::fill_n(record.data, sizeof(record.data), UINT8_MAX);
  std::copy_n(data, length, record.data);
  const uint32_t crc = checksum(&record, length);
  std::memcpy(record.data + padded(length), &crc, CRC_BYTES);
  const size_t bytes = HEADER_BYTES + padded(length) + CRC_BYTES;

  if (!this->backend_->erase(slot))
    return false;
  this->writes_++;
  // What counts is what load() finds afterwards, not what the write says of itself.
  this->backend_->program(slot, reinterpret_cast<const uint8_t *>(&record), bytes);
  Record written;
  if (this->newest_(&written) == slot && std::memcmp(&written, &record, bytes) == 0)
    return true;
  // It may turn out readable later and would then be taken for the newest: no trace of it may stay.
  this->backend_->erase(slot);
  return false;
}

bool Store::forget() {
  Record record;
  const uint8_t newest = this->newest_(&record);
  if (newest == NO_SLOT)
    return false;
  const uint8_t slot = this->read_(1 - newest, &record) ? 1 - newest : newest;
  this->writes_++;
  return this->backend_->erase(slot) && slot != newest;
}

uint32_t Store::sequence() {
  Record record;
  return this->newest_(&record) == NO_SLOT ? 0 : record.sequence;
}

}  // namespace esphome::diol
