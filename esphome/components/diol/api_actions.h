#pragma once

namespace esphome::diol {

/// Registers `diol_import` and `diol_learn` with the native API, once for all appliances of the plug.
void register_api_actions();

}  // namespace esphome::diol
