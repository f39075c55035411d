#pragma once

#include <cstddef>
#include <cstdint>

#include "piece_store.h"
#include "store.h"
#include "esphome/core/preferences.h"

namespace esphome::diol {

/// Slots and pieces as ESPHome preferences: one record in flash each, under a key of its own.
///
/// Saving a preference only marks it; nothing is in flash before global_preferences->sync(). So erasing and programming
/// a slot becomes one write there.
class PreferenceStore : public StoreBackend, public PieceBackend {
 public:
  /// Keys must not depend on names of entities, which users change. Those of the pieces count up from `pieces`.
  void set_keys(uint32_t first, uint32_t second, uint32_t pieces);
  /// False on chips whose preferences are too small for a model.
  static bool available();

  bool read(uint8_t slot, uint8_t *data, size_t length) override;
  bool erase(uint8_t slot) override;
  bool program(uint8_t slot, const uint8_t *data, size_t length) override;

  bool has_room(uint8_t pieces) override;
  bool read_piece(uint8_t copy, uint8_t index, uint8_t *data) override;
  bool write_piece(uint8_t copy, uint8_t index, const uint8_t *data) override;
  bool erase_piece(uint8_t copy, uint8_t index) override;

 protected:
  uint32_t piece_key_(uint8_t copy, uint8_t index) const { return this->first_piece_ + copy * MAX_PIECES + index; }

  ESPPreferenceObject slots_[2];
  // Made when written first: a plug that only watches has none of them.
  ESPPreferenceObject pieces_[2][MAX_PIECES];
  bool made_[2][MAX_PIECES]{};
  uint32_t first_piece_{0};
};

}  // namespace esphome::diol
