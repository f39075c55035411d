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
// What a new plug has to draw to be learnt: more than a meter shows of a plug with nothing in it.
static constexpr float FIRST_LOAD_W = 5.0f;
// So long a filter may pass nothing on before the power is taken to be what it was. Readings come at least as often.
static constexpr uint32_t HOLD_MS = 60 * 1000;

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
  this->started_ = millis();
  this->place_.give_to(&this->keeper_, &this->previous_);
  this->monitor_.set_sensitivity(this->sensitivity_->restore());
  this->restore_();
  this->learn_at_start_ = this->learn_at_start_ && this->is_new_();
  if (this->relay_ != nullptr) {
    this->monitor_.set_powered(this->now_ms_(), this->relay_->state || !this->relay_->has_state());
    this->relay_->add_on_state_callback([this](bool on) {
      this->monitor_.set_powered(this->now_ms_(), on);
      this->after_();
    });
  }
  if (this->clock_ == nullptr || !this->clock_->attach(this)) {
    this->power_->add_on_state_callback([this](float watts) {
      if (!this->is_ignoring_())
        this->add_sample(this->now_ms_(), watts);
    });
    // `delta:` and the like pass nothing on while the power stays as it is, which is no silence of the meter.
    this->power_->add_on_raw_state_callback([this](float watts) {
      if (!std::isnan(watts) && !this->is_ignoring_())
        this->hold(this->now_ms_(), this->power_->state);
    });
  }
  this->after_();
}

uint64_t DiolComponent::now_ms_() { return this->clock_ != nullptr ? this->clock_->now_ms() : millis_64(); }

void DiolComponent::add_sample(uint64_t now_ms, float watts) {
  if (this->learn_at_start_)
    this->begin_by_itself_(watts);
  this->monitor_.add_sample(now_ms, watts);
  this->after_();
}

void DiolComponent::hold(uint64_t now_ms, float watts) {
  if (this->monitor_.silent(now_ms, HOLD_MS))
    this->add_sample(now_ms, watts);
}

bool DiolComponent::is_ignoring_() {
  this->ignoring_ = this->ignoring_ && millis() - this->started_ < IGNORED_MS;
  return this->ignoring_;
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

bool DiolComponent::is_new_() {
  return !this->monitor_.has_model() && this->monitor_.learner() == nullptr && this->keeper_.is_new();
}

void DiolComponent::begin_by_itself_(float watts) {
  if (!(watts >= FIRST_LOAD_W) || this->monitor_.rest().muted())
    return;
  this->learn_at_start_ = false;
  // Something may have been asked for meanwhile.
  if (!this->is_new_())
    return;
  ESP_LOGI(this->tag_, "New and in use, so it begins to learn by itself");
  this->start_learning(0.0f);
}

void DiolComponent::after_() {
  const Monitor::Events events = this->monitor_.take_events();
  this->return_learner_();
  // The flash has the old model until the new one is written.
  if (events.learned)
    this->remember_replaced_(true);
  this->pause_->publish_state(this->monitor_.rest().paused());
  this->keeper_.watch(this->monitor_, events.model_changed, millis_64());
  this->reporter_.report(this->monitor_);
  this->log_(events);
  // Last, because an automation may ask for something that changes all this.
  if (events.anomaly_ended)
    this->on_clear_.call();
  if (events.anomaly_began && this->monitor_.anomaly() && !this->on_anomaly_.empty()) {
    char text[256];
    const size_t length = this->monitor_.describe_anomaly(text, sizeof(text));
    this->on_anomaly_.call(kind_name(this->monitor_.kind()), std::string(text, length));
  }
  if (events.learned)
    this->on_learned_.call();
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

void DiolComponent::remember_replaced_(bool of_learning) {
  KeptModel kept;
  // What a learning began to watch with is not what it replaced.
  if (this->keeper_.newest(&kept) && !(of_learning && kept.provisional()))
    this->previous_.save(kept);
}

void DiolComponent::keep_() {
  if (this->forgetting_)
    this->forgetting_ = this->previous_.forget();
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

void DiolComponent::on_shutdown() { this->save(); }

}  // namespace esphome::diol
