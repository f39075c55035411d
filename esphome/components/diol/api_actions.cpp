#include "api_actions.h"

#include "api_action.h"
#include "diol_component.h"
#include "refusal.h"
#include "esphome/core/log.h"

namespace esphome::diol {

static const char *const TAG = "diol";

namespace {

/// The appliance called `name`; an empty name means the only one.
DiolComponent *find_appliance(const StringRef &name) {
  DiolComponent *const first = DiolComponent::first();
  if (name.empty())
    return first->next() == nullptr ? first : nullptr;
  for (DiolComponent *component = first; component != nullptr; component = component->next()) {
    if (name == component->appliance())
      return component;
  }
  return nullptr;
}

bool answer(const char *action, const Refusal &refusal, ActionError &error) {
  if (!refusal)
    return true;
  refusal.describe(error, sizeof(error));
  ESP_LOGW(TAG, "%s: %s", action, error);
  return false;
}

bool import_model(void * /*context*/, ActionError &error, StringRef model, StringRef mode, StringRef appliance) {
  DiolComponent *const component = find_appliance(appliance);
  Refusal refusal;
  if (component == nullptr) {
    refusal = {Refusal::UNKNOWN_APPLIANCE};
  } else if (mode == "exact") {
    refusal = component->import_model(model.c_str(), model.size(), ImportMode::EXACT);
  } else if (mode == "adapt") {
    refusal = component->import_model(model.c_str(), model.size(), ImportMode::ADAPT);
  } else {
    refusal = {Refusal::UNKNOWN_MODE};
  }
  return answer("diol_import", refusal, error);
}

bool learn(void * /*context*/, ActionError &error, float hours, StringRef appliance) {
  DiolComponent *const component = find_appliance(appliance);
  return answer("diol_learn", component == nullptr ? Refusal{Refusal::UNKNOWN_APPLIANCE} : component->learn(hours),
                error);
}

}  // namespace

void register_api_actions() {
  static ApiAction<StringRef, StringRef, StringRef> import_action("diol_import", {"model", "mode", "appliance"},
                                                                  import_model, nullptr);
  static ApiAction<float, StringRef> learn_action("diol_learn", {"hours", "appliance"}, learn, nullptr);
  import_action.register_action();
  learn_action.register_action();
}

}  // namespace esphome::diol
