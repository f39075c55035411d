#pragma once

namespace esphome::diol {

/// Where updates are written into flash that may be ours: saves what is to be saved when one begins, and then keeps out
/// of the flash until it has failed or the plug has restarted. Does nothing elsewhere.
void guard_updates();

}  // namespace esphome::diol
