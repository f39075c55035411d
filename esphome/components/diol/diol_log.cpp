#include <cinttypes>

#include "diol_component.h"
#include "esphome/core/defines.h"
#include "esphome/core/log.h"

/// What the component says of itself in the log.
namespace esphome::diol {

void DiolComponent::log_(const Monitor::Events &events) {
  if (events.learned)
    ESP_LOGI(this->tag_, "Learnt in full");
  if (events.model_changed) {
    if (this->monitor_.has_model()) {
      const Model &model = this->monitor_.model();
      ESP_LOGI(this->tag_, "Model of %u h, %u clusters%s; status: %s", model.learnt_hours, model.clusters,
               model.provisional ? ", provisional" : "", status_name(this->monitor_.status()));
    } else {
      ESP_LOGI(this->tag_, "No model");
    }
  }
  const bool sees_as_donor = this->monitor_.sees_as_donor();
  if (sees_as_donor != this->saw_as_donor_ && this->monitor_.watching()) {
    this->saw_as_donor_ = sees_as_donor;
    if (!sees_as_donor)
      ESP_LOGW(this->tag_,
               "Readings come at another interval than the donor's: peaks and attempts to start are left out");
  }
  if (events.anomaly_ended)
    ESP_LOGI(this->tag_, "Anomaly ended");
  if (events.anomaly_began && this->monitor_.anomaly()) {
    char text[256];
    this->monitor_.describe_anomaly(text, sizeof(text));
    ESP_LOGW(this->tag_, "Anomaly: %s", text);
  }
}

/// What a model is of, in a few words.
static void log_model(const char *tag, const Model &model) {
  ESP_LOGCONFIG(tag, "  Model: learnt in %u h from readings every %u s%s%s, %u clusters", model.learnt_hours,
                model.interval_s, model.provisional ? ", provisional" : "", model.adapted ? ", fitted" : "",
                model.clusters);
  if (model.cycles)
    ESP_LOGCONFIG(tag, "    on %.0f min at %.0f W, off %.0f min", model.on_time, model.on_power, model.off_time);
}

void DiolComponent::dump_config() {
  ESP_LOGCONFIG(this->tag_,
                "DIoL " DIOL_VERSION ":\n"
                "  Appliance: %s\n"
                "  Power: '%s', read every %.1f s\n"
                "  Relay: %s\n"
                "  Learns for %u h, adapts for %u h, pauses for %u h\n"
                "  Import mode: %s\n"
                "  Status: %s\n"
                "  Kept over a restart: %s; written ever: %" PRIu32 " models, %" PRIu32 " snapshots of learning\n"
                "  Memory: %u bytes, %u more while learning",
                *this->appliance_ == '\0' ? "the only one" : this->appliance_, this->power_->get_name().c_str(),
                this->monitor_.minute().interval_ms / 1000.0f,
                this->relay_ == nullptr ? "none" : this->relay_->get_name().c_str(), this->learn_hours_,
                this->adapt_hours_, this->pause_hours_, this->import_mode_ == ImportMode::EXACT ? "exact" : "adapt",
                status_name(this->monitor_.status()),
                this->keeper_.available() ? Place::name() : "nothing, this chip or its flash layout has no place",
                this->keeper_.models_ever(), this->keeper_.snapshots_ever(), static_cast<unsigned>(sizeof(*this)),
                static_cast<unsigned>(sizeof(Learner)));
  if (this->monitor_.has_model()) {
    log_model(this->tag_, this->monitor_.model());
    ESP_LOGCONFIG(this->tag_, "    %s", this->monitor_.text().text);
  }
}

}  // namespace esphome::diol
