#include "kept_model.h"

namespace esphome::diol {

KeptModel KeptModel::of(const Monitor &monitor) {
  KeptModel kept;
  if (!monitor.has_model()) {
    kept.bytes[0] = NONE;
    kept.length = 1;
    return kept;
  }
  kept.bytes[0] = monitor.watching() ? AS_IT_IS : ADAPT;
  kept.length = 1 + pack_model(monitor.model(), kept.bytes + 1);
  return kept;
}

Refusal KeptModel::give_to(Monitor *monitor, Learner *learner, uint32_t adapt_hours) const {
  if (this->use() == NONE)
    return {};
  if (this->use() == AS_IT_IS)
    return monitor->restore(this->bytes + 1, this->length - 1);
  Model model;
  if (const Refusal refusal = unpack_model(this->bytes + 1, this->length - 1, &model))
    return refusal;
  ModelText text;
  format_model(model, &text);
  return monitor->import_model(text.text, text.length, ImportMode::ADAPT, learner, adapt_hours);
}

}  // namespace esphome::diol
