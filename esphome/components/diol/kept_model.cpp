#include "kept_model.h"

namespace esphome::diol {

namespace {
constexpr uint8_t VERSION = 0x10;  // of these bytes, in the upper half of the first
}  // namespace

KeptModel KeptModel::of(const Monitor &monitor, uint16_t run) {
  KeptModel kept;
  const Learner *learner = monitor.learner();
  const uint16_t hours =
      learner != nullptr && !learner->adapting() ? static_cast<uint16_t>(learner->target_hours()) : 0;
  const Use use = !monitor.has_model() ? NONE : monitor.watching() ? AS_IT_IS : ADAPT;
  kept.bytes[0] = VERSION | use;
  kept.bytes[1] = run & 0xFF;
  kept.bytes[2] = run >> 8;
  kept.bytes[3] = hours & 0xFF;
  kept.bytes[4] = hours >> 8;
  kept.length = HEADER + (use == NONE ? 0 : pack_model(monitor.model(), kept.bytes + HEADER));
  return kept;
}

bool KeptModel::known() const {
  return this->length >= HEADER && (this->bytes[0] & 0xF0) == VERSION && (this->bytes[0] & 0x0F) <= NONE;
}

Refusal KeptModel::give_to(Monitor *monitor, Learner *learner, uint32_t adapt_hours) const {
  if (this->use() == NONE)
    return {};
  if (this->use() == AS_IT_IS)
    return monitor->restore(this->bytes + HEADER, this->length - HEADER);
  Model model;
  if (const Refusal refusal = unpack_model(this->bytes + HEADER, this->length - HEADER, &model))
    return refusal;
  ModelText text;
  format_model(model, &text);
  return monitor->import_model(text.text, text.length, ImportMode::ADAPT, learner, adapt_hours);
}

}  // namespace esphome::diol
