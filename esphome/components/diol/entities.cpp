#include "entities.h"

#include "diol_component.h"
#include "score.h"

namespace esphome::diol {

void ModelTextEntity::control(const std::string &value) { this->parent_->import_written(value.data(), value.size()); }

void LearnButton::press_action() { this->parent_->learn_pressed(); }

void CancelButton::press_action() { this->parent_->cancel(); }

void PreviousButton::press_action() { this->parent_->use_previous(); }

void TestButton::press_action() { this->parent_->test_alarm(); }

void PauseSwitch::write_state(bool state) {
  if (state) {
    this->parent_->pause(0.0f);
  } else {
    this->parent_->end_pause();
  }
}

void AcceptButton::press_action() { this->parent_->accept(); }

float SensitivityNumber::restore() {
  this->preference_ = this->make_entity_preference<float>();
  float value = DEFAULT_SENSITIVITY;
  if (!this->preference_.load(&value) || !(value >= MIN_SENSITIVITY && value <= MAX_SENSITIVITY))
    value = DEFAULT_SENSITIVITY;
  this->publish_state(value);
  return value;
}

void SensitivityNumber::control(float value) {
  this->preference_.save(&value);
  this->publish_state(value);
  this->parent_->set_sensitivity(value);
}

}  // namespace esphome::diol
