#include "diol_component.h"

#include <cinttypes>
#include <cmath>
#include <new>

#include "api_actions.h"
#include "kept_model.h"
#include "esphome/core/hal.h"
#include "esphome/core/log.h"

namespace esphome::diol {

static constexpr uint32_t ADVANCE_INTERVAL_MS = 1000;
// A new model is written at once but for this long, in which another may follow it.
static constexpr uint32_t SAVE_DELAY_MS = 3000;
static constexpr uint32_t REFUSAL_SHOWN_MS = 60 * 60 * 1000;
static constexpr uint32_t TIMEOUT_SAVE = 1;
static constexpr uint32_t TIMEOUT_REFUSAL = 2;

static DiolComponent *first_component = nullptr;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

DiolComponent::DiolComponent() {
  this->next_ = first_component;
  first_component = this;
}
DiolComponent *DiolComponent::first() { return first_component; }

void DiolComponent::setup() {
  if (this == first_component)
    register_api_actions();
  this->preferences_.set_keys(this->store_keys_[0], this->store_keys_[1]);
  this->monitor_.set_sensitivity(this->sensitivity_->restore());
  this->restore_();
  if (this->clock_ == nullptr || !this->clock_->attach(this))
    this->power_->add_on_state_callback([this](float watts) { this->add_sample(this->now_ms_(), watts); });
  this->after_();
}

uint64_t DiolComponent::now_ms_() { return this->clock_ != nullptr ? this->clock_->now_ms() : millis_64(); }

void DiolComponent::add_sample(uint64_t now_ms, float watts) {
  this->monitor_.add_sample(now_ms, watts);
  this->after_();
}

void DiolComponent::advance(uint64_t now_ms) {
  this->advanced_ = now_ms;
  this->monitor_.advance(now_ms);
  this->after_();
}

void DiolComponent::loop() {
  const uint64_t now = this->now_ms_();
  if (now >= this->advanced_ + ADVANCE_INTERVAL_MS)
    this->advance(now);
  if (this->learner_ != nullptr) {
    this->monitor_.work();
    this->after_();
  }
}

void DiolComponent::after_() {
  const Monitor::Events events = this->monitor_.take_events();
  this->return_learner_();
  if (events.model_changed)
    this->save_later_();
  this->reporter_.report(this->monitor_);
  this->log_(events);
  // Last, because an automation may ask for something that changes all this.
  if (events.anomaly_ended)
    this->on_clear_.call();
  if (events.anomaly_began && this->monitor_.detector().anomaly() && !this->on_anomaly_.empty()) {
    const Detector &detector = this->monitor_.detector();
    char text[256];
    const size_t length = this->monitor_.describe_anomaly(text, sizeof(text));
    this->on_anomaly_.call(kind_name(detector.reason().kind), std::string(text, length));
  }
  if (events.learned)
    this->on_learned_.call();
}

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
  if (events.anomaly_began) {
    char text[256];
    this->monitor_.describe_anomaly(text, sizeof(text));
    ESP_LOGW(this->tag_, "Anomaly: %s", text);
  }
}

bool DiolComponent::take_learner_() {
  if (this->learner_ == nullptr)
    this->learner_ = new (std::nothrow) Learner();  // NOLINT(cppcoreguidelines-owning-memory)
  return this->learner_ != nullptr;
}

void DiolComponent::return_learner_() {
  if (this->learner_ == nullptr || this->monitor_.learner() != nullptr)
    return;
  delete this->learner_;  // NOLINT(cppcoreguidelines-owning-memory)
  this->learner_ = nullptr;
}

Refusal DiolComponent::learn(float hours) {
  if (hours == 0.0f)
    hours = this->learn_hours_;
  if (!(hours >= MIN_LEARN_HOURS && hours <= MAX_LEARN_HOURS))
    return {Refusal::BAD_HOURS};
  if (!this->take_learner_())
    return {Refusal::NO_MEMORY, sizeof(Learner)};
  const uint32_t whole_hours = static_cast<uint32_t>(std::ceil(hours));
  this->monitor_.start_learning(this->learner_, whole_hours);
  ESP_LOGI(this->tag_, "Learning for %" PRIu32 " h", whole_hours);
  this->reporter_.forget_refusal();
  this->after_();
  return {};
}

Refusal DiolComponent::import_model(const char *text, size_t length, ImportMode mode) {
  if (mode == ImportMode::ADAPT && !this->take_learner_())
    return {Refusal::NO_MEMORY, sizeof(Learner)};
  const Refusal refusal = this->monitor_.import_model(text, length, mode, this->learner_, this->adapt_hours_);
  if (refusal) {
    this->return_learner_();
    return refusal;
  }
  ESP_LOGI(this->tag_, "Took a model text, mode %s", mode == ImportMode::EXACT ? "exact" : "adapt");
  this->reporter_.forget_refusal();
  this->reporter_.report_model_text(this->monitor_);
  this->after_();
  return {};
}

void DiolComponent::start_learning(float hours) {
  if (const Refusal refusal = this->learn(hours)) {
    char text[256];
    refusal.describe(text, sizeof(text));
    ESP_LOGW(this->tag_, "Not learning: %s", text);
  }
}

void DiolComponent::start_import(const std::string &text, ImportMode mode) {
  if (const Refusal refusal = this->import_model(text.data(), text.size(), mode)) {
    char sentence[256];
    refusal.describe(sentence, sizeof(sentence));
    ESP_LOGW(this->tag_, "Text refused: %s", sentence);
  }
}

void DiolComponent::import_written(const char *text, size_t length) {
  const Refusal refusal = this->import_model(text, length, this->import_mode_);
  if (!refusal)
    return;
  char sentence[256];
  refusal.describe(sentence, sizeof(sentence));
  ESP_LOGW(this->tag_, "Text refused: %s", sentence);
  this->reporter_.report_model_text(this->monitor_);
  this->reporter_.report_refusal(this->monitor_, refusal);
  this->set_timeout(TIMEOUT_REFUSAL, REFUSAL_SHOWN_MS, [this]() {
    this->reporter_.forget_refusal();
    this->reporter_.report(this->monitor_);
  });
}

void DiolComponent::accept() {
  if (!this->monitor_.accept()) {
    ESP_LOGW(this->tag_, "Nothing to accept: no anomaly within the last 24 h");
    return;
  }
  ESP_LOGI(this->tag_, "Accepted as normal");
  this->after_();
}

void DiolComponent::set_sensitivity(float false_alarms_per_month) {
  this->monitor_.set_sensitivity(false_alarms_per_month);
}

void DiolComponent::restore_() {
  KeptModel kept;
  kept.length = this->store_.load(kept.bytes);
  if (kept.use() == KeptModel::NONE)
    return;
  Refusal refusal;
  if (kept.use() == KeptModel::ADAPT && !this->take_learner_()) {
    refusal = {Refusal::NO_MEMORY, sizeof(Learner)};
  } else {
    refusal = kept.give_to(&this->monitor_, this->learner_, this->adapt_hours_);
  }
  if (refusal) {
    char text[256];
    refusal.describe(text, sizeof(text));
    ESP_LOGE(this->tag_, "The kept model is not used: %s", text);
  }
  // It is in flash already.
  this->monitor_.take_events();
}

void DiolComponent::save_later_() {
  this->unsaved_ = true;
  this->set_timeout(TIMEOUT_SAVE, SAVE_DELAY_MS, [this]() { this->save_(); });
}

void DiolComponent::save_() {
  if (!this->unsaved_)
    return;
  this->unsaved_ = false;
  if (!PreferenceStore::available())
    return;
  const KeptModel kept = KeptModel::of(this->monitor_);
  if (this->store_.save(kept.bytes, kept.length) && global_preferences->sync()) {
    ESP_LOGD(this->tag_, "Saved");
    return;
  }
  ESP_LOGE(this->tag_, "The model could not be saved: after a restart it will be an older one or none");
}

void DiolComponent::on_shutdown() { this->save_(); }

void DiolComponent::dump_config() {
  ESP_LOGCONFIG(this->tag_,
                "DIoL:\n"
                "  Appliance: %s\n"
                "  Power: '%s'\n"
                "  Learns for %u h, adapts for %u h\n"
                "  A written text is imported in mode %s\n"
                "  Status: %s\n"
                "  Model kept over a restart: %s, written %" PRIu32 " times since start\n"
                "  Memory: %u bytes, %u more while learning",
                *this->appliance_ == '\0' ? "the only one" : this->appliance_, this->power_->get_name().c_str(),
                this->learn_hours_, this->adapt_hours_, this->import_mode_ == ImportMode::EXACT ? "exact" : "adapt",
                status_name(this->monitor_.status()),
                PreferenceStore::available() ? "yes" : "no (not on this chip yet)", this->store_.writes(),
                static_cast<unsigned>(sizeof(*this)), static_cast<unsigned>(sizeof(Learner)));
  if (this->monitor_.has_model())
    ESP_LOGCONFIG(this->tag_, "  Model: %s", this->monitor_.text().text);
}

}  // namespace esphome::diol
