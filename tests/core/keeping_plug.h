#pragma once

#include <functional>
#include <memory>
#include <string>

#include "keeper.h"
#include "nor_flash.h"
#include "plug.h"

/// What a plug has after a restart: all that can be told of what it kept.
struct Kept {
  std::string text;
  bool learner{false}, adapting{false}, pending{false};
  uint32_t minutes{0}, target_hours{0};
  bool operator==(const Kept &) const = default;
  /// The same but for at most an hour of learning.
  bool is_nearly(const Kept &other) const {
    Kept same = *this;
    same.minutes = other.minutes;
    return same == other && this->minutes + 61 >= other.minutes && this->minutes <= other.minutes + 61;
  }
};

/// A plug that keeps things in a flash, as its component does. Power comes back with a new one.
struct KeepingPlug {
  Monitor monitor;
  std::unique_ptr<Learner> learner = std::make_unique<Learner>();
  Keeper keeper;
  TimeMs real{0};
  Refusal refusal;
  std::function<void()> written = [] {};  ///< called when something whole has been written

  explicit KeepingPlug(FlashRegion &flash) : KeepingPlug(&flash, &flash) {}
  KeepingPlug(StoreBackend *slots, PieceBackend *pieces) {
    this->keeper.set_place(slots, pieces, 7);
    this->refusal =
        this->keeper.restore(&this->monitor, this->keeper.wants_learner() ? this->learner.get() : nullptr, 6);
    this->monitor.take_events();
  }

  void operator()(TimeMs now, float watts) {
    this->real = now;
    this->monitor.add_sample(now, watts);
    while (this->monitor.work()) {
    }
    this->keep();
  }
  /// What the main loop does: listens, and writes what is due.
  void keep() {
    this->keeper.watch(this->monitor, this->monitor.take_events().model_changed, this->real);
    bool more = true;
    while (more) {
      const uint32_t models = this->keeper.models_ever(), snapshots = this->keeper.snapshots_ever();
      more = this->keeper.work(this->monitor, this->real);
      if (models != this->keeper.models_ever() || snapshots != this->keeper.snapshots_ever())
        this->written();
    }
  }
  /// Until what was asked for is written.
  void settle() {
    this->keep();
    this->real += 10 * SECOND_MS;
    this->keep();
  }
  void import(const std::string &given, ImportMode mode, uint32_t hours = 6) {
    this->monitor.import_model(given.data(), given.size(), mode, this->learner.get(), hours);
  }
  std::string text() const { return {this->monitor.text().text, this->monitor.text().length}; }
  Kept kept() const {
    Kept kept{this->text(), this->monitor.learner() != nullptr, false, this->monitor.pending()};
    if (kept.learner) {
      kept.adapting = this->learner->adapting();
      kept.minutes = this->learner->data().minutes();
      kept.target_hours = this->learner->target_hours();
    }
    return kept;
  }
};

/// Another text than fridge_text(), of the same kind.
inline const std::string &other_text() {
  static const std::string text = [] {
    Plug plug;
    TinyAppliance appliance(2);
    appliance.on_power = 95;
    plug.monitor.start_learning(plug.learner.get(), 60);
    appliance.run(62, std::ref(plug));
    return plug.text();
  }();
  return text;
}
