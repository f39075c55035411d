#include "preference_store.h"

#include <cstring>

namespace esphome::diol {

bool PreferenceStore::available() {
#if defined(USE_ESP8266) || defined(USE_RP2)
  // All preferences of the device share a few hundred bytes there; two slots of ours could push out the credentials.
  return false;
#else
  return true;
#endif
}

void PreferenceStore::set_keys(uint32_t first, uint32_t second) {
  if (!available())
    return;
  this->slots_[0] = global_preferences->make_preference(STORE_SLOT_BYTES, first, true);
  this->slots_[1] = global_preferences->make_preference(STORE_SLOT_BYTES, second, true);
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
  return this->slots_[slot].save(bytes, sizeof(bytes));
}

}  // namespace esphome::diol
