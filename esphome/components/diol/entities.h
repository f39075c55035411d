#pragma once

#include <string>

#include "esphome/components/button/button.h"
#include "esphome/components/number/number.h"
#include "esphome/components/switch/switch.h"
#include "esphome/components/text/text.h"
#include "esphome/core/helpers.h"

/// The entities that a user can act on. They only pass on what was asked for.
namespace esphome::diol {

class DiolComponent;

/// The model as a text: written to, it is imported.
class ModelTextEntity : public text::Text, public Parented<DiolComponent> {
 protected:
  void control(const std::string &value) override;
};

class LearnButton : public button::Button, public Parented<DiolComponent> {
 protected:
  void press_action() override;
};

class CancelButton : public button::Button, public Parented<DiolComponent> {
 protected:
  void press_action() override;
};

/// Takes back the model that the present one replaced.
class PreviousButton : public button::Button, public Parented<DiolComponent> {
 protected:
  void press_action() override;
};

class TestButton : public button::Button, public Parented<DiolComponent> {
 protected:
  void press_action() override;
};

/// Neither watches nor learns while it is on; goes off by itself.
class PauseSwitch : public switch_::Switch, public Parented<DiolComponent> {
 protected:
  void write_state(bool state) override;
};

/// Teaches that the present or last anomaly is normal.
class AcceptButton : public button::Button, public Parented<DiolComponent> {
 protected:
  void press_action() override;
};

/// Sensitivity in false alarms a month; kept over a restart.
class SensitivityNumber : public number::Number, public Parented<DiolComponent> {
 public:
  /// Publishes the kept value, or the default, and returns it.
  float restore();

 protected:
  void control(float value) override;
  ESPPreferenceObject preference_;
};

}  // namespace esphome::diol
