#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <string>

#include "keeping_plug.h"
#include "previous_model.h"

namespace {

KeptModel kept_of(const std::string &text, ImportMode mode = ImportMode::EXACT) {
  Plug plug;
  plug.import(text, mode);
  return KeptModel::of(plug.monitor, 3);
}

bool same(const KeptModel &a, const KeptModel &b) {
  return a.length == b.length && std::memcmp(a.bytes, b.bytes, a.length) == 0;
}

}  // namespace

TEST_CASE("previous model: it is there after a restart, and is not the keeper's") {
  NorFlash flash;
  {
    KeepingPlug plug(flash);
    plug.import(other_text(), ImportMode::EXACT);
    plug.settle();
    PreviousModel previous;
    previous.set_place(&flash, 7);
    REQUIRE(previous.save(kept_of(fridge_text())));
  }
  KeptModel kept;
  PreviousModel previous;
  previous.set_place(&flash, 7);
  REQUIRE(previous.load(&kept));
  CHECK(same(kept, kept_of(fridge_text())));
  KeepingPlug plug(flash);
  CHECK(plug.text() == other_text());
  plug.import(other_text(), ImportMode::ADAPT);
  plug.settle();
  REQUIRE(previous.load(&kept));
  CHECK(same(kept, kept_of(fridge_text())));
}

TEST_CASE("previous model: only one that was in use is kept") {
  NorFlash flash;
  PreviousModel previous;
  previous.set_place(&flash, 7);
  REQUIRE(previous.save(kept_of(fridge_text())));
  CHECK_FALSE(previous.save(kept_of(other_text(), ImportMode::ADAPT)));
  CHECK_FALSE(previous.save(KeptModel::of(Monitor(), 0)));
  KeptModel kept;
  REQUIRE(previous.load(&kept));
  CHECK(same(kept, kept_of(fridge_text())));
}

TEST_CASE("previous model: a power cut at any step leaves the one before or the new one") {
  const KeptModel before = kept_of(fridge_text()), after = kept_of(other_text());
  bool done = false;
  for (long cut = 0; !done; cut++) {
    NorFlash flash;
    PreviousModel previous;
    previous.set_place(&flash, 7);
    REQUIRE(previous.save(before));
    REQUIRE(previous.save(after));
    REQUIRE(previous.save(before));
    flash.cut_after(cut);
    done = previous.save(after);
    flash.power_up();
    KeptModel kept;
    REQUIRE(previous.load(&kept));
    CHECK((same(kept, before) || same(kept, after)));
  }
}

TEST_CASE("previous model: what was forgotten is in no byte of the flash, and without a place there is none") {
  NorFlash flash;
  PreviousModel previous;
  KeptModel kept;
  CHECK_FALSE(previous.load(&kept));
  CHECK_FALSE(previous.save(kept_of(fridge_text())));
  CHECK_FALSE(previous.forget());
  previous.set_place(&flash, 7);
  previous.save(kept_of(fridge_text()));
  previous.save(kept_of(other_text()));
  while (previous.forget()) {
  }
  CHECK_FALSE(previous.load(&kept));
  for (const auto &sector : flash.bytes)
    CHECK(std::all_of(std::begin(sector), std::end(sector), [](uint8_t byte) { return byte == 0xFF; }));
}
