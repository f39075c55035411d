#include "diol_component.h"

#include <cinttypes>
#include <cmath>
#include <new>

#include "api_actions.h"
#include "ota_guard.h"
#include "esphome/core/hal.h"
#include "esphome/core/log.h"

namespace esphome::diol {

static constexpr uint32_t ADVANCE_INTERVAL_MS = 1000;
// Of the main loop, for writing: a step begun in it ends, which may take as long as the chip erases a sector.
static constexpr uint32_t WRITE_SLICE_US = 10000;
// Meters need some readings to be right, and what they are plugged into starts at the same moment.
static constexpr uint32_t IGNORED_MS = 10 * 1000;
static constexpr uint32_t REFUSAL_SHOWN_MS = 60 * 60 * 1000;
static constexpr uint32_t TIMEOUT_REFUSAL = 1;

static DiolComponent *first_component = nullptr;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

DiolComponent::DiolComponent() {
  this->next_ = first_component;
  first_component = this;
}
DiolComponent *DiolComponent::first() { return first_component; }

void DiolComponent::setup() {
  if (this == first_component) {
    register_api_actions();
    guard_updates();
  }
  this->place_.give_to(&this->keeper_);
  this->monitor_.set_sensitivity(this->sensitivity_->restore());
  this->restore_();
  if (this->clock_ == nullptr || !this->clock_->attach(this))
    this->power_->add_on_state_callback([this, from = millis()](float watts) {
      this->ignoring_ = this->ignoring_ && millis() - from < IGNORED_MS;
      if (!this->ignoring_)
        this->add_sample(this->now_ms_(), watts);
    });
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
  this->keep_();
}

void DiolComponent::after_() {
  const Monitor::Events events = this->monitor_.take_events();
  this->return_learner_();
  this->keeper_.watch(this->monitor_, events.model_changed, millis_64());
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
  if (this->keeper_.wants_learner())
    this->take_learner_();
  if (const Refusal refusal = this->keeper_.restore(&this->monitor_, this->learner_, this->adapt_hours_)) {
    char text[256];
    refusal.describe(text, sizeof(text));
    ESP_LOGE(this->tag_, "The kept model is not used: %s", text);
  }
  if (this->keeper_.resumed() == Keeper::Resumed::GOES_ON) {
    ESP_LOGI(this->tag_, "Goes on with %" PRIu32 " h of readings", this->learner_->data().minutes() / 60);
  } else if (this->keeper_.resumed() == Keeper::Resumed::ANEW) {
    ESP_LOGW(this->tag_, "Begins anew to %s: no readings were kept", this->learner_->adapting() ? "adapt" : "learn");
  }
  // It is in flash already.
  this->monitor_.take_events();
}

void DiolComponent::keep_() {
  const uint32_t start = micros();
  while (this->keeper_.work(this->monitor_, millis_64()) && micros() - start < WRITE_SLICE_US) {
  }
  const bool has_some = this->monitor_.has_model() || this->monitor_.learner() != nullptr;
  const Keeper::Loss loss = has_some ? this->keeper_.loss() : Keeper::Loss::NOTHING;
  if (loss == this->loss_)
    return;
  this->loss_ = loss;
  const Refusal::Code codes[] = {Refusal::NONE, Refusal::LEARNING_NOT_KEPT, Refusal::MODEL_NOT_KEPT};
  const Refusal note{codes[static_cast<uint8_t>(loss)]};
  this->reporter_.note(note);
  this->reporter_.report(this->monitor_);
  if (!note) {
    ESP_LOGI(this->tag_, "What was not kept is kept again");
    return;
  }
  char text[256];
  note.describe(text, sizeof(text));
  ESP_LOGE(this->tag_, "%s", text);
}

void DiolComponent::save() {
  while (this->monitor_.work()) {
  }
  this->after_();
  this->keeper_.save(this->monitor_);
}

void DiolComponent::forget() {
  this->monitor_.forget();
  this->keeper_.forget(this->monitor_);
  ESP_LOGI(this->tag_, "Forgot everything");
  this->reporter_.forget_refusal();
  this->after_();
}

void DiolComponent::on_shutdown() { this->save(); }

void DiolComponent::dump_config() {
  ESP_LOGCONFIG(this->tag_,
                "DIoL:\n"
                "  Appliance: %s\n"
                "  Power: '%s'\n"
                "  Learns for %u h, adapts for %u h\n"
                "  A written text is imported in mode %s\n"
                "  Status: %s\n"
                "  Kept over a restart: %s; written ever: %" PRIu32 " models, %" PRIu32 " snapshots of learning\n"
                "  Memory: %u bytes, %u more while learning",
                *this->appliance_ == '\0' ? "the only one" : this->appliance_, this->power_->get_name().c_str(),
                this->learn_hours_, this->adapt_hours_, this->import_mode_ == ImportMode::EXACT ? "exact" : "adapt",
                status_name(this->monitor_.status()),
                this->keeper_.available() ? Place::name() : "nothing, this chip or its flash layout has no place",
                this->keeper_.models_ever(), this->keeper_.snapshots_ever(), static_cast<unsigned>(sizeof(*this)),
                static_cast<unsigned>(sizeof(Learner)));
  if (this->monitor_.has_model())
    ESP_LOGCONFIG(this->tag_, "  Model: %s", this->monitor_.text().text);
}

}  // namespace esphome::diol
