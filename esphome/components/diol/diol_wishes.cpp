#include <cinttypes>
#include <cmath>
#include <cstring>

#include "diol_component.h"
#include "esphome/core/log.h"

/// What users and their automations ask for.
namespace esphome::diol {

static constexpr uint32_t REFUSAL_SHOWN_MS = 60 * 60 * 1000;
static constexpr uint32_t TIMEOUT_REFUSAL = 1;

Refusal DiolComponent::learn(float hours) {
  if (hours == 0.0f)
    hours = this->learn_hours_;
  if (!(hours >= MIN_LEARN_HOURS && hours <= MAX_LEARN_HOURS))
    return {Refusal::BAD_HOURS};
  const uint32_t whole_hours = static_cast<uint32_t>(std::ceil(hours));
  if (!this->take_learner_())
    return {Refusal::NO_MEMORY, sizeof(Learner)};
  this->stop_learning_();
  this->monitor_.start_learning(this->learner_, whole_hours);
  ESP_LOGI(this->tag_, "Learning for %" PRIu32 " h", whole_hours);
  this->reporter_.forget_refusal();
  this->after_();
  return {};
}

Refusal DiolComponent::import_model(const char *text, size_t length, ImportMode mode) {
  if (mode == ImportMode::ADAPT && !this->take_learner_())
    return {Refusal::NO_MEMORY, sizeof(Learner)};
  const bool same = length == this->monitor_.text().length && memcmp(text, this->monitor_.text().text, length) == 0;
  const Refusal refusal = this->monitor_.import_model(text, length, mode, this->learner_, this->adapt_hours_);
  if (refusal) {
    this->return_learner_();
    return refusal;
  }
  // What it took the place of is in the flash until it is written itself.
  if (!same)
    this->remember_replaced_(false);
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
  this->reporter_.report_model_text(this->monitor_);
  this->refuse_(refusal);
}

void DiolComponent::refuse_(const Refusal &refusal) {
  char sentence[256];
  refusal.describe(sentence, sizeof(sentence));
  ESP_LOGW(this->tag_, refusal.of_text() ? "Text refused: %s" : "%s", sentence);
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
  this->remember_replaced_(false);
  this->after_();
}

void DiolComponent::stop_learning_() {
  const bool given = this->monitor_.pending();
  this->monitor_.cancel();
  KeptModel kept;
  if (given && this->previous_.load(&kept))
    kept.give_to(&this->monitor_, nullptr, 0);
}

void DiolComponent::cancel() {
  if (this->monitor_.learner() == nullptr)
    return;
  this->stop_learning_();
  ESP_LOGI(this->tag_, "Learning cancelled");
  this->after_();
}

void DiolComponent::use_previous() {
  // What is in use may be of this moment, and is what the next wish of this kind goes forward to.
  this->keeper_.save_model(this->monitor_);
  KeptModel previous, used;
  const bool has_used = this->keeper_.newest(&used);
  if (!this->previous_.load(&previous) || previous.give_to(&this->monitor_, nullptr, 0)) {
    this->refuse_({Refusal::NO_PREVIOUS});
    return;
  }
  ESP_LOGI(this->tag_, "Went back to the previous model");
  this->reporter_.forget_refusal();
  this->after_();
  // Both are in flash then, and only then the one that was in use takes this one's place.
  this->keeper_.save_model(this->monitor_);
  if (has_used)
    this->previous_.save(used);
}

void DiolComponent::test_alarm() {
  if (!this->monitor_.test(this->now_ms_())) {
    this->refuse_({Refusal::NOTHING_TO_TEST});
    return;
  }
  this->after_();
}

void DiolComponent::pause(float hours) {
  if (!(hours > 0.0f && hours <= MAX_LEARN_HOURS))
    hours = this->pause_hours_;
  this->monitor_.pause(this->now_ms_(), static_cast<uint32_t>(std::ceil(hours * 60.0f)));
  ESP_LOGI(this->tag_, "Paused for %.1f h", hours);
  this->after_();
}

void DiolComponent::end_pause() {
  this->monitor_.end_pause(this->now_ms_());
  this->after_();
}

void DiolComponent::set_sensitivity(float false_alarms_per_month) {
  this->monitor_.set_sensitivity(false_alarms_per_month);
}

void DiolComponent::forget() {
  this->monitor_.forget();
  this->keeper_.forget(this->monitor_);
  this->forgetting_ = true;
  ESP_LOGI(this->tag_, "Forgot everything");
  this->reporter_.forget_refusal();
  this->after_();
}

}  // namespace esphome::diol
