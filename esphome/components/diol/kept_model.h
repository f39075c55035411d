#pragma once

#include <cstddef>
#include <cstdint>

#include "model_text.h"
#include "monitor.h"
#include "store.h"

namespace esphome::diol {

/// What is kept of a model over a restart: how it is to be used, which learning it belongs to, and its payload.
struct KeptModel {
  enum Use : uint8_t {
    AS_IT_IS = 0,
    ADAPT = 1,  ///< it was being fitted to the appliance, or did not fit: that begins anew
    NONE = 2,   ///< there was no model
  };
  static constexpr size_t HEADER = 5;
  static constexpr size_t MAX = HEADER + MODEL_PAYLOAD_MAX;

  uint8_t bytes[STORE_DATA_MAX];
  size_t length;

  /// The monitor's model as it has to be kept. Snapshots of learnings before `run` have nothing to do with it.
  static KeptModel of(const Monitor &monitor, uint16_t run);
  /// Hands the model to the monitor. `learner` is needed for ADAPT only.
  /// A refusal means that this firmware cannot use what an older or newer one kept.
  Refusal give_to(Monitor *monitor, Learner *learner, uint32_t adapt_hours) const;

  /// Whether there is something that this firmware understands.
  bool known() const;
  Use use() const { return this->known() ? static_cast<Use>(this->bytes[0] & 0x0F) : NONE; }
  uint16_t run() const { return this->known() ? this->bytes[1] | this->bytes[2] << 8 : 0; }
  /// For how many hours the appliance was being learnt from nothing; 0: it was not.
  uint16_t learn_hours() const { return this->known() ? this->bytes[3] | this->bytes[4] << 8 : 0; }
};
static_assert(KeptModel::MAX <= STORE_DATA_MAX);

}  // namespace esphome::diol
