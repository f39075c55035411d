#pragma once

#include <cstdint>

#include "chip_flash.h"
#include "flash_region.h"
#include "keeper.h"
#include "preference_store.h"

namespace esphome::diol {

/// Where an appliance's things are kept on this chip.
class Place {
 public:
  /// `keys`: hashes of what the appliance is called in the configuration; `index`: which one of the plug it is.
  void set_keys(uint32_t first, uint32_t second, uint32_t pieces, uint8_t index);
  /// Tells the keeper, if there is a place.
  void give_to(Keeper *keeper);
  /// As said in the log.
  static const char *name();

 protected:
  uint32_t keys_[3]{};
  uint8_t index_{0};
#ifdef DIOL_OWN_FLASH
  ChipFlash flash_;
  FlashRegion store_{&flash_};
#else
  PreferenceStore store_;
#endif
};

}  // namespace esphome::diol
