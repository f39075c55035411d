#include "model.h"

namespace esphome::diol {

Levels Model::levels() const {
  return {this->cycles, static_cast<Milliwatts>(this->off_level * 1000.0f + 0.5f),
          static_cast<Milliwatts>(this->on_power * 1000.0f + 0.5f)};
}

}  // namespace esphome::diol
