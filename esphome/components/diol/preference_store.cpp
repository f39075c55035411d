#include "preference_store.h"

#include <cstring>

#ifdef USE_ESP32
#include <nvs.h>
#endif

namespace esphome::diol {

bool PreferenceStore::available() {
#ifdef USE_PREFERENCE_KEY_LOOKUP
  return true;
#else
  // All preferences of the device share a few hundred bytes there; two slots of ours could push out the credentials.
  return false;
#endif
}

void PreferenceStore::set_keys(uint32_t first, uint32_t second, uint32_t pieces) {
  this->slots_[0] = global_preferences->make_preference(STORE_SLOT_BYTES, first, true);
  this->slots_[1] = global_preferences->make_preference(STORE_SLOT_BYTES, second, true);
  this->first_piece_ = pieces;
}

bool PreferenceStore::read(uint8_t slot, uint8_t *data, size_t length) {
  uint8_t bytes[STORE_SLOT_BYTES];
  // A preference is read in its full length or not at all.
  if (length > sizeof(bytes) || !this->slots_[slot].load(bytes, sizeof(bytes)))
    return false;
  memcpy(data, bytes, length);
  return true;
}

bool PreferenceStore::erase(uint8_t slot) {
  uint8_t bytes[STORE_SLOT_BYTES];
  memset(bytes, 0xFF, sizeof(bytes));
  return this->slots_[slot].save(bytes, sizeof(bytes));
}

bool PreferenceStore::program(uint8_t slot, const uint8_t *data, size_t length) {
  uint8_t bytes[STORE_SLOT_BYTES];
  if (length > sizeof(bytes))
    return false;
  memset(bytes, 0xFF, sizeof(bytes));
  memcpy(bytes, data, length);
  // Only what has been written is read back from the flash, not from what is waiting.
  return this->slots_[slot].save(bytes, sizeof(bytes)) && global_preferences->sync();
}

bool PreferenceStore::has_room(uint8_t pieces) {
#ifdef USE_ESP32
  // A full NVS would lose what others save. Plugs that were converted over the air may have one of four pages of 126
  // entries; a piece takes ten, the one it replaces is freed after it is written, and a page is always kept free.
  static constexpr size_t ENTRIES = 10, PAGE_ENTRIES = 126;
  nvs_stats_t stats;
  const size_t needed = pieces * ENTRIES;
  return nvs_get_stats(nullptr, &stats) == ESP_OK && stats.free_entries >= needed + PAGE_ENTRIES &&
         stats.total_entries >= 2 * needed + 3 * PAGE_ENTRIES;
#else
  return true;
#endif
}

bool PreferenceStore::read_piece(uint8_t copy, uint8_t index, uint8_t *data) {
#ifdef USE_PREFERENCE_KEY_LOOKUP
  return global_preferences->load_from_key(this->piece_key_(copy, index), data, PIECE_BYTES);
#else
  return false;
#endif
}

bool PreferenceStore::write_piece(uint8_t copy, uint8_t index, const uint8_t *data) {
  ESPPreferenceObject &piece = this->pieces_[copy][index];
  if (!this->made_[copy][index])
    piece = global_preferences->make_preference(PIECE_BYTES, this->piece_key_(copy, index), true);
  this->made_[copy][index] = true;
  // Piece by piece, so that they neither pile up in memory nor are written in one go.
  return piece.save(data, PIECE_BYTES) && global_preferences->sync();
}

bool PreferenceStore::erase_piece(uint8_t copy, uint8_t index) {
  alignas(4) uint8_t bytes[PIECE_BYTES];
  if (!this->read_piece(copy, index, bytes))
    return false;
  memset(bytes, 0xFF, sizeof(bytes));
  this->write_piece(copy, index, bytes);
  return true;
}

}  // namespace esphome::diol
