#pragma once

#include <cstdint>

#include "chip_flash.h"
#include "flash_region.h"
#include "keeper.h"
#include "preference_store.h"
#include "previous_model.h"

namespace esphome::diol {

/// Where an appliance's things are kept on this chip.
class Place {
 public:
  /// Hashes of what the appliance is called in the configuration; `index`: which one of the plug it is.
  void set_keys(const uint32_t (&slots)[4], uint32_t pieces, uint8_t index);
  /// Tells them, if there is a place.
  void give_to(Keeper *keeper, PreviousModel *previous);
  /// As said in the log.
  static const char *name();

 protected:
  uint32_t slots_[4]{};
  uint32_t pieces_{0};
  uint8_t index_{0};
#ifdef DIOL_OWN_FLASH
  ChipFlash flash_;
  FlashRegion store_{&flash_};
#else
  PreferenceStore store_;
#endif
};

}  // namespace esphome::diol
