#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "monitor.h"
#include "tiny_appliance.h"

using namespace esphome::diol;

#ifdef DOCTEST_LIBRARY_INCLUDED
/// So that a failed test tells which kinds there were.
template<> struct doctest::StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string> &list) {
    std::string text;
    for (const std::string &item : list)
      text += " " + item;
    return text.c_str();
  }
};
#endif

/// A plug: a monitor, the learner its component would lend it, and a record of what it said.
struct Plug {
  Monitor monitor;
  std::unique_ptr<Learner> learner = std::make_unique<Learner>();
  std::vector<std::string> kinds;  // of each anomaly, at its end or now
  int learned{0}, models{0};
  TimeMs began{0};

  void operator()(TimeMs now, float watts) {
    this->monitor.add_sample(now, watts);
    while (this->monitor.work()) {
    }
    this->listen();
  }
  void listen() {
    const Monitor::Events events = this->monitor.take_events();
    this->learned += events.learned;
    this->models += events.model_changed;
    if (events.anomaly_began) {
      this->began = this->monitor.detector().since();
      this->kinds.emplace_back();
    }
    if (!this->kinds.empty() && this->monitor.detector().anomaly())
      this->kinds.back() = kind_name(this->monitor.detector().reason().kind);
  }
  Refusal import(const std::string &text, ImportMode mode, uint32_t hours = 24) {
    const Refusal refusal = this->monitor.import_model(text.data(), text.size(), mode, this->learner.get(), hours);
    this->listen();
    return refusal;
  }
  /// As after a loss of power: the model is kept, all else is not.
  void restart() {
    uint8_t payload[MODEL_PAYLOAD_MAX];
    const size_t length = pack_model(this->monitor.model(), payload);
    this->monitor = Monitor();
    this->monitor.restore(payload, length);
    this->monitor.take_events();
  }
  std::string text() const { return {this->monitor.text().text, this->monitor.text().length}; }
  std::string status() const { return status_name(this->monitor.status()); }
};

/// Nine days of the tiny fridge, learnt once for all tests.
inline const std::string &fridge_text() {
  static const std::string text = [] {
    Plug plug;
    TinyAppliance appliance(1);
    plug.monitor.start_learning(plug.learner.get(), FULL_HOURS);
    appliance.run(FULL_HOURS + 3, std::ref(plug));
    return plug.text();
  }();
  return text;
}
