#pragma once

#include <cstddef>
#include <cstdint>

#include "store.h"
#include "esphome/core/preferences.h"

namespace esphome::diol {

/// The store's two slots as ESPHome preferences: one record in flash a slot, under a key of its own.
///
/// Saving a preference only marks it; nothing is in flash before global_preferences->sync(). So erasing and programming
/// a slot becomes one write there.
class PreferenceStore : public StoreBackend {
 public:
  /// Keys must not depend on names of entities, which users change.
  void set_keys(uint32_t first, uint32_t second);
  /// False on chips whose preferences are too small for a model.
  static bool available();

  bool read(uint8_t slot, uint8_t *data, size_t length) override;
  bool erase(uint8_t slot) override;
  bool program(uint8_t slot, const uint8_t *data, size_t length) override;

 protected:
  ESPPreferenceObject slots_[2];
};

}  // namespace esphome::diol
