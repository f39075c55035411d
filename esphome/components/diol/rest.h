#pragma once

#include <cstdint>

#include "minute.h"

namespace esphome::diol {

/// When an appliance is left alone although it could be watched: because a user said so, because its plug is switched
/// off, and afterwards while it recovers.
///
/// A fridge that was off for hours runs for hours, and that is not what was learnt. So it is given as long as it
/// rested, at most half a day, unless its first run ends before.
class Rest {
 public:
  void pause(TimeMs now, uint32_t minutes);
  void end_pause(TimeMs now);
  void set_powered(TimeMs now, bool powered);
  /// A pause may be over; true when it is by this.
  bool advance(TimeMs now);
  /// A minute while it recovers; true when it has by this.
  bool add(const Minute &minute);
  void end_recovery() { this->recovering_ = false; }

  bool paused() const { return this->paused_; }
  bool powered() const { return this->powered_; }
  /// What is metered says nothing.
  bool muted() const { return this->paused_ || !this->powered_; }
  bool recovering() const { return this->recovering_; }

 protected:
  void begin_(TimeMs now);
  void end_(TimeMs now);

  TimeMs since_{0};
  TimeMs pause_until_{0};
  TimeMs recover_until_{0};
  bool paused_{false};
  bool powered_{true};
  bool recovering_{false};
  bool ran_{false};
};

}  // namespace esphome::diol
