#pragma once

#include <cstdint>

#include "kept_model.h"
#include "store.h"

namespace esphome::diol {

/// The model that the present one took the place of when a user wanted another: one deep, for going back to it.
///
/// The keeper has the model that was written last, which may be of yesterday's fit; this one stays until a user
/// replaces a model again.
class PreviousModel : protected StoreBackend {
 public:
  /// Takes slots 2 and 3 of `slots`. Before that there never is a model.
  void set_place(StoreBackend *slots, uint32_t owner) {
    this->slots_ = slots;
    this->store_ = Store(this, owner);
  }
  /// False: there is none.
  bool load(KeptModel *kept);
  /// Only a model that was in use is one to go back to; others leave what is there.
  bool save(const KeptModel &kept);
  /// One step a call: true while there is more.
  bool forget() { return this->slots_ != nullptr && this->store_.forget(); }

 protected:
  bool read(uint8_t slot, uint8_t *data, size_t length) override { return this->slots_->read(2 + slot, data, length); }
  bool erase(uint8_t slot) override { return this->slots_->erase(2 + slot); }
  bool program(uint8_t slot, const uint8_t *data, size_t length) override {
    return this->slots_->program(2 + slot, data, length);
  }

  StoreBackend *slots_{nullptr};
  Store store_{nullptr};
};

}  // namespace esphome::diol
