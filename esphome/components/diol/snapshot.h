#pragma once

#include <cstdint>

#include "learner.h"
#include "piece_store.h"

/// What a learner has gathered, as bytes: without loss, but only what is there. At most MAX_PIECES pieces.
///
/// Not in it is what a restart interrupts anyway: the history of the last hours, the last minutes' vote, a training.
namespace esphome::diol {

/// What of a snapshot's form must not change while its pieces are written, though readings come in.
struct SnapshotShape {
  uint8_t pieces;
  uint8_t first_bin, end_bin;  ///< of the histogram of levels
};
/// Without a learner the snapshot is the word that nothing is being learnt.
SnapshotShape snapshot_shape(const Learner *learner);
/// Writes one piece, PIECE_DATA bytes. From the first to the last no minute may have been added to the learner.
void snapshot_piece(const Learner *learner, const SnapshotShape &shape, uint8_t index, uint8_t *data);

enum class Restored : uint8_t {
  IDLE,     ///< nothing was being learnt
  LEARNER,  ///< the learner goes on from there
  BAD,      ///< not readable, or of another firmware's format: the learner has to be started anew
};
/// Reads what `store` has found. `hours`: for how long learning from nothing was to take, where that can be told; else
/// untouched.
Restored restore_snapshot(PieceStore *store, Learner *learner, uint16_t *hours);

}  // namespace esphome::diol
