#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include "power_cuts.h"

namespace {

void learn(KeepingPlug &plug, uint32_t hours) { plug.monitor.start_learning(plug.learner.get(), hours); }

uint32_t erases(const NorFlash &flash) {
  uint32_t sum = 0;
  for (uint32_t n : flash.erases)
    sum += n;
  return sum;
}

}  // namespace

TEST_CASE("keeper: learning goes on after a restart, and at most an hour of it is lost") {
  NorFlash flash;
  TinyAppliance appliance(1);
  uint32_t minutes = 0;
  long restarts = 0;
  {
    KeepingPlug plug(flash);
    learn(plug, 216);
    plug.settle();
  }
  for (double hours : {3.0, 0.9, 1.7, 5.3, 2.2, 24.0, 30.0, 7.1, 1.01}) {
    KeepingPlug plug(flash);
    REQUIRE(plug.kept().learner);
    REQUIRE(plug.kept().minutes == minutes);
    appliance.run(hours, std::ref(plug));
    // The first hour of all is dropped when levels are found.
    const uint32_t had = plug.kept().minutes;
    minutes = boot(flash).minutes;
    CHECK(minutes + 60 >= had);
    restarts += plug.keeper.resumed() == Keeper::Resumed::GOES_ON;
  }
  CHECK(restarts == 8);
  CHECK(minutes > 60 * 60);
  KeepingPlug plug(flash);
  CHECK(plug.text() != "");  // the provisional one
  CHECK(plug.kept().target_hours == 216);
}

TEST_CASE("keeper: an ordered restart loses nothing") {
  NorFlash flash;
  TinyAppliance appliance(1);
  KeepingPlug plug(flash);
  learn(plug, 216);
  appliance.run(5.5, std::ref(plug));
  plug.keeper.save(plug.monitor);
  CHECK(boot(flash) == plug.kept());
}

TEST_CASE("keeper: a snapshot is written once an hour, not in the first, and not when something was just switched") {
  NorFlash flash;
  {
    KeepingPlug plug(flash);
    learn(plug, 216);
    plug.settle();
  }
  KeepingPlug plug(flash);
  TinyAppliance appliance(1);
  const TimeMs boot_at = appliance.now;
  TimeMs written = boot_at, switched = 0;
  bool on = false;
  long snapshots = 0, close = 0;
  uint32_t before = plug.keeper.snapshots_ever();
  appliance.run(100, [&](TimeMs now, float watts) {
    if ((watts > 40) != on)
      switched = now;
    on = watts > 40;
    plug(now, watts);
    if (plug.keeper.snapshots_ever() == before)
      return;
    before = plug.keeper.snapshots_ever();
    snapshots++;
    CHECK(now - written >= 54 * MINUTE_MS);
    CHECK(now - written <= 66 * MINUTE_MS);
    close += now - switched < 3 * MINUTE_MS;
    written = now;
  });
  CHECK(snapshots >= 100);
  CHECK(snapshots <= 110);
  CHECK(close == 0);
}

TEST_CASE("keeper: an appliance that switches all the time is still kept every hour") {
  NorFlash flash;
  KeepingPlug plug(flash);
  TinyAppliance appliance(1);
  appliance.on_minutes = appliance.off_minutes = 1.6;
  learn(plug, 216);
  plug.settle();
  const uint32_t before = plug.keeper.snapshots_ever();
  appliance.run(20, std::ref(plug));
  CHECK(plug.keeper.snapshots_ever() - before >= 18);
}

TEST_CASE("keeper: a plug that only watches writes nothing") {
  NorFlash flash;
  KeepingPlug plug(flash);
  plug.import(fridge_text(), ImportMode::EXACT);
  plug.settle();
  const uint32_t before = erases(flash);
  TinyAppliance appliance(1);
  appliance.run(24 * 14, std::ref(plug));
  CHECK(erases(flash) == before);
  CHECK(plug.keeper.loss() == Keeper::Loss::NOTHING);
}

TEST_CASE("keeper: while a meter is silent for hours nothing is written, and learning waits") {
  NorFlash flash;
  KeepingPlug plug(flash);
  learn(plug, 216);
  TinyAppliance appliance(1);
  appliance.run(8, std::ref(plug));
  plug.keeper.save(plug.monitor);
  const uint32_t before = erases(flash), minutes = plug.kept().minutes;
  for (int i = 0; i < 30 * 60; i++) {
    appliance.now += MINUTE_MS;
    plug.real = appliance.now;
    if (i % 7 == 0)
      plug.monitor.add_sample(appliance.now, NAN);
    plug.monitor.advance(appliance.now);
    plug.keep();
  }
  // The last reading holds for five minutes, which are learnt, with the one at hand, and once written.
  CHECK(plug.kept().minutes <= minutes + 6);
  CHECK(erases(flash) <= before + 2);
  CHECK(plug.kept().learner);
  appliance.run(3, std::ref(plug));
  CHECK(plug.kept().minutes >= minutes + 175);
  CHECK(erases(flash) > before + 2);
}

TEST_CASE("keeper: 49 days of milliseconds do not stop it") {
  constexpr TimeMs WRAP = TimeMs{1} << 32;
  NorFlash flash;
  KeepingPlug plug(flash);
  TinyAppliance appliance(1);
  appliance.now = (WRAP - 5 * 60 * MINUTE_MS) / MINUTE_MS * MINUTE_MS;
  learn(plug, 216);
  appliance.run(10, std::ref(plug));
  REQUIRE(appliance.now > WRAP);
  CHECK(plug.keeper.snapshots_ever() >= 9);
  CHECK(plug.keeper.snapshots_ever() <= 12);
  CHECK(boot(flash).is_nearly(plug.kept()));
  plug.import(fridge_text(), ImportMode::EXACT);
  plug.settle();
  CHECK(boot(flash).text == fridge_text());
}

TEST_CASE("keeper: what nine days of learning wear") {
  NorFlash flash;
  KeepingPlug plug(flash);
  TinyAppliance appliance(1);
  learn(plug, 216);
  appliance.run(220, std::ref(plug));
  REQUIRE_FALSE(plug.kept().learner);
  const uint32_t worst = *std::max_element(flash.erases, flash.erases + NorChip::SECTORS);
  std::printf("wear: learning for 216 h erased the most used sector %u times, all %u; %u models, %u snapshots\n", worst,
              erases(flash), plug.keeper.models_ever(), plug.keeper.snapshots_ever());
  CHECK(worst <= 125);
  CHECK(plug.keeper.models_ever() <= 10);
  CHECK(flash.rules_broken == 0);
}

TEST_CASE("keeper: a cancelled learning stays cancelled, whatever said that it was on") {
  NorFlash flash;
  KeepingPlug plug(flash);
  plug.import(fridge_text(), ImportMode::ADAPT);
  plug.settle();
  learn(plug, 14);  // drops the text that was being fitted, so its record says that learning is on
  plug.settle();
  CHECK(boot(flash).target_hours == 14);
  plug.monitor.cancel();
  plug.settle();
  CHECK(boot(flash) == Kept{});
}

TEST_CASE("keeper: a model is written at once when that is asked for, and nothing else") {
  NorFlash flash;
  KeepingPlug plug(flash);
  KeptModel kept;
  plug.import(fridge_text(), ImportMode::EXACT);
  plug.monitor.start_learning(plug.learner.get(), 216);
  plug.keeper.watch(plug.monitor, true, plug.real);
  CHECK_FALSE(plug.keeper.newest(&kept));
  plug.keeper.save_model(plug.monitor);
  REQUIRE(plug.keeper.newest(&kept));
  CHECK(plug.keeper.snapshots_ever() == 0);
  plug.keeper.save_model(plug.monitor);
  CHECK(plug.keeper.models_ever() == 1);
  CHECK(boot(flash).text == fridge_text());
}

TEST_CASE("keeper: without a snapshot learning begins anew, and its first models do not replace one of more days") {
  NorFlash flash;
  TinyAppliance appliance(1);
  std::string three_days;
  {
    KeepingPlug plug(flash);
    learn(plug, 216);
    appliance.run(75, std::ref(plug));
    three_days = plug.text();
  }
  for (uint32_t sector = 2; sector < NorChip::SECTORS; sector++)
    flash.NorChip::erase(sector * NorChip::SECTOR);
  KeepingPlug plug(flash);
  CHECK(plug.keeper.resumed() == Keeper::Resumed::ANEW);
  CHECK(plug.kept() == Kept{three_days, true, false, false, 0, 216});
  appliance.run(52, std::ref(plug));
  CHECK(plug.text() == three_days);
  appliance.run(48, std::ref(plug));
  CHECK(plug.text() != three_days);
}

TEST_CASE("keeper: a flash that takes nothing is told of, tried once an hour, and used again when it does") {
  NorFlash flash;
  KeepingPlug plug(flash);
  plug.import(fridge_text(), ImportMode::EXACT);
  plug.settle();
  SUBCASE("it cannot be erased") { flash.erase_fails = true; }
  SUBCASE("bits do not take") { flash.program_fails = true; }
  plug.import(other_text(), ImportMode::EXACT);
  plug.settle();
  CHECK(plug.keeper.loss() == Keeper::Loss::MODEL);
  CHECK(boot(flash).text == fridge_text());
  const uint32_t before = plug.keeper.writes();
  TinyAppliance appliance(1);
  appliance.now = plug.real;
  appliance.run(10, std::ref(plug));
  CHECK(plug.keeper.writes() - before <= 10);
  flash.erase_fails = flash.program_fails = false;
  appliance.run(1.1, std::ref(plug));
  CHECK(plug.keeper.loss() == Keeper::Loss::NOTHING);
  CHECK(boot(flash).text == other_text());
}

namespace {
class NoRoom : public FlashRegion {
 public:
  using FlashRegion::FlashRegion;
  bool has_room(uint8_t pieces) override { return pieces < 3; }
};
}  // namespace

TEST_CASE("keeper: without room for snapshots the loss of learning is told, and models are kept") {
  NorFlash flash;
  NoRoom place(&flash);
  KeepingPlug plug(place);
  learn(plug, 216);
  plug.settle();
  CHECK(plug.keeper.loss() == Keeper::Loss::NOTHING);
  TinyAppliance appliance(1);
  appliance.run(8, std::ref(plug));
  CHECK(plug.keeper.loss() == Keeper::Loss::LEARNING);
  CHECK(boot<NoRoom>(flash) == Kept{"", true, false, false, 0, 216});
  CHECK(KeepingPlug(place).keeper.resumed() == Keeper::Resumed::ANEW);
  plug.import(fridge_text(), ImportMode::EXACT);
  plug.settle();
  CHECK(plug.keeper.loss() == Keeper::Loss::NOTHING);
  CHECK(boot<NoRoom>(flash).text == fridge_text());
}

TEST_CASE("keeper: where nothing can be kept it says so and does nothing") {
  Keeper keeper;
  Monitor monitor;
  CHECK_FALSE(keeper.wants_learner());
  CHECK_FALSE(keeper.restore(&monitor, nullptr, 24));
  keeper.watch(monitor, true, 0);
  CHECK_FALSE(keeper.work(monitor, 10000));
  keeper.save(monitor);
  keeper.forget(monitor);
  keeper.save_model(monitor);
  KeptModel kept;
  CHECK_FALSE(keeper.newest(&kept));
  CHECK(keeper.loss() == Keeper::Loss::MODEL);
  CHECK(keeper.models_ever() == 0);
}

TEST_CASE("keeper: what was forgotten is in no byte of the flash") {
  NorFlash flash;
  KeepingPlug plug(flash);
  for (int i = 0; i < 3; i++) {
    plug.import(i % 2 ? other_text() : fridge_text(), ImportMode::EXACT);
    plug.settle();
  }
  learn(plug, 216);
  TinyAppliance appliance(1);
  appliance.run(30, std::ref(plug));
  plug.monitor.forget();
  plug.keeper.forget(plug.monitor);
  CHECK(plug.kept() == Kept{});
  plug.settle();
  CHECK(boot(flash) == Kept{});
  for (const auto &sector : flash.bytes)
    CHECK(std::all_of(std::begin(sector), std::end(sector), [](uint8_t byte) { return byte == 0xFF; }));
  plug.import(other_text(), ImportMode::EXACT);
  plug.settle();
  CHECK(boot(flash).text == other_text());
}

TEST_CASE("keeper: what another appliance kept in the same place is not read") {
  NorFlash flash;
  KeepingPlug plug(flash);
  plug.import(fridge_text(), ImportMode::EXACT);
  learn(plug, 216);
  plug.settle();
  Keeper other;
  other.set_place(&flash, &flash, 8);
  CHECK_FALSE(other.wants_learner());
  CHECK(other.models_ever() == 0);
  CHECK(boot(flash).text == fridge_text());
}

TEST_CASE("keeper: what another firmware kept is not taken for a model") {
  NorFlash flash;
  Store store(&flash, 7);
  uint8_t record[100]{};
  for (uint8_t first : {0x00, 0x13, 0x20, 0xFF}) {
    record[0] = first;
    REQUIRE(store.save(record, sizeof(record)));
    CHECK(boot(flash) == Kept{});
  }
}
