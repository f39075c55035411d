#pragma once

#include <cstdint>

#include "kept_model.h"
#include "monitor.h"
#include "piece_store.h"
#include "snapshot.h"
#include "store.h"

namespace esphome::diol {

/// Decides when model and learning data are written, and gives them back after a restart.
///
/// A model is written once it is new; a snapshot of the learning data once an hour. Which belong together is told by
/// the number of the learning, the run: a snapshot of an earlier run than the model's record names is over. So whatever
/// ends a learning together with its model is one write, and there is no moment in which one is old and the other new.
class Keeper {
 public:
  /// Before it is told where, and whose it is, nothing can be kept.
  void set_place(StoreBackend *slots, PieceBackend *pieces, uint32_t owner = 0) {
    this->available_ = true;
    this->store_ = Store(slots, owner);
    this->pieces_ = PieceStore(pieces, owner);
  }

  /// What a restart would lose.
  enum class Loss : uint8_t {
    NOTHING,   ///< at most an hour of learning
    LEARNING,  ///< all that is not in a model yet: its snapshot could not be written
    MODEL,
  };
  enum class Resumed : uint8_t {
    NOTHING,
    GOES_ON,  ///< learning or fitting goes on from the snapshot
    ANEW,     ///< it begins anew: there was no snapshot yet
  };

  /// Whether restore() can do with a learner.
  bool wants_learner();
  /// Gives the monitor what was kept. Without a learner nothing is learnt or fitted.
  Refusal restore(Monitor *monitor, Learner *learner, uint32_t adapt_hours);
  Resumed resumed() const { return this->resumed_; }

  /// To be called after everything that happens to the monitor. `now` is real time, in ms.
  void watch(const Monitor &monitor, bool model_changed, TimeMs now);
  /// Does one step of writing, with at most one erase, if there is any to do; true while there is more.
  bool work(const Monitor &monitor, TimeMs now);
  /// Writes all that is not written yet, at once: before a shutdown.
  void save(const Monitor &monitor);
  /// Writes the model at once, if it is not written yet.
  void save_model(const Monitor &monitor);
  /// Forgets everything: at once in effect, in the flash with the next steps of work().
  void forget(const Monitor &monitor);
  /// Copies the model as it was written last. False: there is none.
  bool newest(KeptModel *kept);

  Loss loss() const;
  bool available() const { return this->available_; }
  /// Whether there never was anything to keep, as in a new plug.
  bool is_new() { return this->models_ever() == 0 && this->snapshots_ever() == 0; }
  /// Models and pieces of snapshots written since the start.
  uint32_t writes() const { return this->store_.writes() + this->pieces_.writes(); }
  /// Models and snapshots written ever.
  uint32_t models_ever() { return this->available_ ? this->store_.sequence() : 0; }
  uint32_t snapshots_ever() const { return this->pieces_.generation(); }

 protected:
  uint16_t kept_run_() const { return this->learning_ ? this->run_ : this->run_ + 1; }
  void save_model_(const Monitor &monitor, TimeMs now);
  bool snapshot_due_(const Monitor &monitor, TimeMs now);
  bool begin_snapshot_(const Learner *learner);
  bool write_piece_(const Learner *learner);
  bool forget_step_();

  bool available_{false};
  Store store_{nullptr};
  PieceStore pieces_{nullptr};

  // the learning at hand
  uint16_t run_{0};
  uint16_t seen_runs_{0};
  bool learning_{false};
  Resumed resumed_{Resumed::NOTHING};

  // what is to be written
  bool model_due_{false};
  bool state_due_{false};  // that learning began or ended, and no model says so
  TimeMs due_at_{0};
  bool forgetting_{false};
  uint8_t forget_step_at_{0};

  // the snapshot
  SnapshotShape shape_{};
  bool has_base_{false};
  uint8_t attempts_{0};
  TimeMs base_{0};       // the learner's minute of the last one
  TimeMs phase_end_{0};  // the minute in which a phase ended last
  uint32_t minutes_{0};  // of the one being written
  bool model_lost_{false}, snapshot_lost_{false};
};

}  // namespace esphome::diol
