#include <doctest/doctest.h>

#include <algorithm>

#include "chip_flash.h"
#include "esp8266/Esp.h"
#include "keeping_plug.h"

FakeEsp ESP;

namespace {

constexpr uint32_t KB = 1024, MB = 1024 * KB;

/// Where an ESP8266's linker script ends the sketch's half and puts its file system.
struct Layout {
  const char *script;
  uint32_t size, fs_start, fs_end;
  uint32_t appliances;  ///< that there is room for
  uint32_t from, to;    ///< what nobody else uses: not the sketch, an update of the same size, the preferences
};
// Of Arduino core 3.1.2. An update is written so that it ends where the file system begins.
constexpr uint32_t SKETCH = 400 * KB;
const Layout LAYOUTS[] = {
    {"1m", 1 * MB, 0xFB000, 0xFB000, 0, 0, 0},
    {"1m64", 1 * MB, 0xEB000, 0xFB000, 2, 0xEB000, 0xFB000},
    {"1m128", 1 * MB, 0xDB000, 0xFB000, 5, 0xDB000, 0xFB000},
    {"2m", 2 * MB, 0x1FB000, 0x1FB000, 3, 0x100000, 0x1FB000 - SKETCH},
    {"2m64", 2 * MB, 0x1EB000, 0x1FB000, 3, 0x100000, 0x1FB000},
    {"4m", 4 * MB, 0x3FB000, 0x3FB000, 3, 0x100000, 0x3FB000 - SKETCH},
    {"4m1m", 4 * MB, 0x300000, 0x3FA000, 3, 0x300000, 0x3FA000},
};

void become(const Layout &layout) {
  ESP.real_size = ESP.size = layout.size;
  ESP.fs_start = layout.fs_start;
  ESP.fs_end = layout.fs_end;
  ESP.sketch = SKETCH;
  ESP.least = UINT32_MAX;
  ESP.most = 0;
  for (size_t i = 0; i < sizeof(ESP.bytes); i++)
    ESP.bytes[i] = static_cast<uint8_t>(i * 31 >> 3);
}

}  // namespace

TEST_CASE("chip flash: in each layout models and learning are kept where nobody else writes") {
  for (const Layout &layout : LAYOUTS) {
    CAPTURE(std::string(layout.script));
    become(layout);
    for (uint8_t index = 0; index < 3; index++) {
      ChipFlash flash;
      const bool room = flash.setup(index, FlashRegion::BYTES);
      REQUIRE(room == (index < layout.appliances));
      if (!room)
        continue;
      FlashRegion place(&flash);
      KeepingPlug plug(place);
      REQUIRE(plug.kept() == Kept{});
      plug.import(index == 1 ? other_text() : fridge_text(), ImportMode::EXACT);
      plug.settle();
      plug.monitor.start_learning(plug.learner.get(), 216);
      plug.settle();
      TinyAppliance appliance(1);
      appliance.run(3, std::ref(plug));
      CHECK(plug.keeper.loss() == Keeper::Loss::NOTHING);
    }
    for (uint8_t index = 0; index < std::min<uint32_t>(layout.appliances, 3); index++) {
      ChipFlash flash;
      REQUIRE(flash.setup(index, FlashRegion::BYTES));
      FlashRegion place(&flash);
      const Kept kept = KeepingPlug(place).kept();
      CHECK(kept.text == (index == 1 ? other_text() : fridge_text()));
      CHECK(kept.minutes > 60);
    }
    if (layout.appliances > 0) {
      CHECK(ESP.least >= layout.from);
      CHECK(ESP.most <= layout.to);
    }
  }
}

TEST_CASE("chip flash: a chip smaller than its layout says is not touched") {
  become(LAYOUTS[3]);
  ESP.real_size = 1 * MB;
  ChipFlash flash;
  CHECK_FALSE(flash.setup(0, FlashRegion::BYTES));
}

TEST_CASE("chip flash: an update that leaves no room is reckoned with") {
  become(LAYOUTS[3]);
  ESP.sketch = 990 * KB;
  ChipFlash flash;
  CHECK_FALSE(flash.setup(0, FlashRegion::BYTES));
  ESP.sketch = 900 * KB;
  CHECK(flash.setup(0, FlashRegion::BYTES));
}

TEST_CASE("chip flash: while an update is written nothing is, and afterwards again") {
  become(LAYOUTS[1]);
  ChipFlash flash;
  REQUIRE(flash.setup(0, FlashRegion::BYTES));
  FlashRegion place(&flash);
  KeepingPlug plug(place);
  plug.import(fridge_text(), ImportMode::EXACT);
  plug.settle();
  const uint32_t before = crc32(ESP.bytes, sizeof(ESP.bytes));
  ChipFlash::lock(true);
  plug.import(other_text(), ImportMode::EXACT);
  plug.settle();
  CHECK(crc32(ESP.bytes, sizeof(ESP.bytes)) == before);
  CHECK(plug.keeper.loss() == Keeper::Loss::MODEL);
  ChipFlash::lock(false);
  plug.real += 60 * MINUTE_MS;
  plug.settle();
  CHECK(plug.keeper.loss() == Keeper::Loss::NOTHING);
  CHECK(KeepingPlug(place).kept().text == other_text());
}
