#pragma once

#include <cstddef>
#include <cstdint>

#include "model_text.h"
#include "monitor.h"
#include "store.h"

namespace esphome::diol {

/// What is kept over a restart: one byte and the model's payload.
struct KeptModel {
  enum Use : uint8_t {
    AS_IT_IS = 0,
    ADAPT = 1,  ///< it was being fitted to the appliance, or did not fit: that begins anew
    NONE = 2,   ///< there was no model
  };
  static constexpr size_t MAX = 1 + MODEL_PAYLOAD_MAX;

  uint8_t bytes[STORE_DATA_MAX];
  size_t length;

  /// The monitor's model as it has to be kept.
  static KeptModel of(const Monitor &monitor);
  /// Hands the model to the monitor. `learner` is needed for ADAPT only.
  /// A refusal means that this firmware cannot use what an older or newer one kept.
  Refusal give_to(Monitor *monitor, Learner *learner, uint32_t adapt_hours) const;

  Use use() const { return this->length == 0 ? NONE : static_cast<Use>(this->bytes[0]); }
};
static_assert(KeptModel::MAX <= STORE_DATA_MAX);

}  // namespace esphome::diol
