#pragma once

#include "flash.h"
#include "esphome/core/defines.h"

// On chips whose preferences are too small for a model; on the host because its preferences are a file that is written
// anew each time, and lost by whoever is killed meanwhile.
#if defined(USE_ESP8266) || (defined(USE_HOST) && !defined(DIOL_KEEP_IN_PREFERENCES))
#define DIOL_OWN_FLASH

namespace esphome::diol {

/// The flash that nobody else uses. One for each appliance, all of them in one place.
class ChipFlash : public Flash {
 public:
  /// Finds the place of the appliance `index`, of `bytes`. False: this chip, or its flash layout, has none.
  bool setup(uint8_t index, uint32_t bytes);
  /// While an update is written, which may take the same place, everything fails.
  static void lock(bool locked);

  bool read(uint32_t address, uint8_t *data, size_t length) override;
  bool erase(uint32_t address) override;
  bool program(uint32_t address, const uint8_t *data, size_t length) override;

 protected:
  uint32_t start_{0};
};

}  // namespace esphome::diol

#endif
