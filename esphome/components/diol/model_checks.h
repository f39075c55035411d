#pragma once

#include "model.h"
#include "refusal.h"

namespace esphome::diol {

/// Refuses a number that no appliance has, the first in the order of the text's layout, then limits so wide that
/// nothing could ever be an anomaly.
Refusal check_model(const Model &model);

/// The refusal of a field that is out of its range.
Refusal bad_value(const char *field);

}  // namespace esphome::diol
