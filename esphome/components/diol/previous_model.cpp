#include "previous_model.h"

namespace esphome::diol {

bool PreviousModel::load(KeptModel *kept) {
  kept->length = this->slots_ != nullptr ? this->store_.load(kept->bytes) : 0;
  return kept->known() && kept->use() == KeptModel::AS_IT_IS;
}

bool PreviousModel::save(const KeptModel &kept) {
  return this->slots_ != nullptr && kept.known() && kept.use() == KeptModel::AS_IT_IS &&
         this->store_.save(kept.bytes, kept.length);
}

}  // namespace esphome::diol
