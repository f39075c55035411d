#include "ota_guard.h"

#include "esphome/core/defines.h"

#if defined(USE_ESP8266) && defined(USE_OTA_STATE_LISTENER)

#include "chip_flash.h"
#include "diol_component.h"
#include "esphome/components/ota/ota_backend.h"

namespace esphome::diol {

namespace {
class OtaGuard : public ota::OTAGlobalStateListener {
 public:
  void on_ota_global_state(ota::OTAState state, float progress, uint8_t error, ota::OTAComponent *component) override {
    switch (state) {
      case ota::OTA_STARTED:
        for (DiolComponent *one = DiolComponent::first(); one != nullptr; one = one->next())
          one->save();
        ChipFlash::lock(true);
        break;
      case ota::OTA_ABORT:
      case ota::OTA_ERROR:
        ChipFlash::lock(false);
        break;
      default:
        break;
    }
  }
};
}  // namespace

void guard_updates() {
  static OtaGuard guard;
  ota::get_global_ota_callback()->add_global_state_listener(&guard);
}

}  // namespace esphome::diol

#else

namespace esphome::diol {
void guard_updates() {}
}  // namespace esphome::diol

#endif
