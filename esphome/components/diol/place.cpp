#include "place.h"

#include <algorithm>

namespace esphome::diol {

void Place::set_keys(const uint32_t (&slots)[4], uint32_t pieces, uint8_t index) {
  std::copy_n(slots, 4, this->slots_);
  this->pieces_ = pieces;
  this->index_ = index;
}

#ifdef DIOL_OWN_FLASH

void Place::give_to(Keeper *keeper, PreviousModel *previous) {
  if (!this->flash_.setup(this->index_, FlashRegion::BYTES))
    return;
  keeper->set_place(&this->store_, &this->store_, this->slots_[0]);
  previous->set_place(&this->store_, this->slots_[0]);
}

const char *Place::name() { return "flash of its own"; }

#else

void Place::give_to(Keeper *keeper, PreviousModel *previous) {
  if (!PreferenceStore::available())
    return;
  this->store_.set_keys(this->slots_, this->pieces_);
  keeper->set_place(&this->store_, &this->store_, this->slots_[0]);
  previous->set_place(&this->store_, this->slots_[0]);
}

const char *Place::name() { return "preferences"; }

#endif

}  // namespace esphome::diol
