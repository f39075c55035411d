#include "place.h"

namespace esphome::diol {

void Place::set_keys(uint32_t first, uint32_t second, uint32_t pieces, uint8_t index) {
  this->keys_[0] = first;
  this->keys_[1] = second;
  this->keys_[2] = pieces;
  this->index_ = index;
}

#ifdef DIOL_OWN_FLASH

void Place::give_to(Keeper *keeper) {
  if (this->flash_.setup(this->index_, FlashRegion::BYTES))
    keeper->set_place(&this->store_, &this->store_, this->keys_[0]);
}

const char *Place::name() { return "flash of its own"; }

#else

void Place::give_to(Keeper *keeper) {
  if (!PreferenceStore::available())
    return;
  this->store_.set_keys(this->keys_[0], this->keys_[1], this->keys_[2]);
  keeper->set_place(&this->store_, &this->store_, this->keys_[0]);
}

const char *Place::name() { return "preferences"; }

#endif

}  // namespace esphome::diol
