#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "model_text.h"
#include "nor_flash.h"
#include "store.h"

using namespace esphome::diol;
using Bytes = std::vector<uint8_t>;

namespace {

/// Different for every number, in length too; full length most often.
Bytes content(uint32_t number) {
  Bytes data(number % 4 == 0 ? 1 + number % STORE_DATA_MAX : STORE_DATA_MAX);
  std::mt19937 random(number);
  for (uint8_t &byte : data)
    byte = static_cast<uint8_t>(random());
  return data;
}

Bytes load(StoreBackend &backend) {
  Bytes data(STORE_DATA_MAX);
  data.resize(Store(&backend).load(data.data()));
  return data;
}

bool save(StoreBackend &backend, const Bytes &data) { return Store(&backend).save(data.data(), data.size()); }

/// Makes every checksum right when it is read: as if Store did not check them.
class Forger : public StoreBackend {
 public:
  explicit Forger(NorFlash *flash) : flash_(flash) {}
  bool read(uint8_t slot, uint8_t *data, size_t length) override {
    if (!this->flash_->read(slot, data, length))
      return false;
    const size_t covered = 12 + (std::min<size_t>(data[8] | data[9] << 8, STORE_DATA_MAX) + 3) / 4 * 4;
    const uint32_t crc = crc32(data, covered);
    std::memcpy(data + covered, &crc, sizeof(crc));
    return true;
  }
  bool erase(uint8_t slot) override { return this->flash_->erase(slot); }
  bool program(uint8_t slot, const uint8_t *data, size_t length) override {
    return this->flash_->program(slot, data, length);
  }

 protected:
  NorFlash *flash_;
};

/// Boots again and again, each time until the power is cut in the middle of something. Returns how often what was found
/// after a cut was neither what had been saved last nor what was being saved.
uint32_t failures_under_random_cuts(NorFlash &flash, StoreBackend &backend, int boots) {
  uint32_t failures = 0, number = 0;
  Bytes saved;
  for (int boot = 0; boot < boots; boot++) {
    flash.cut_after(flash.random() % 300);
    Bytes attempt;
    while (flash.powered) {
      attempt = content(++number);
      if (save(backend, attempt))
        saved = attempt;
    }
    flash.power_up();
    const Bytes found = load(backend);
    failures += found != saved && found != attempt;
    saved = found;
  }
  return failures;
}

}  // namespace

TEST_CASE("store: an empty flash holds nothing") {
  NorFlash flash;
  CHECK(load(flash).empty());
}

TEST_CASE("store: a record of any length is read as it was saved") {
  NorFlash flash;
  for (size_t length = 1; length <= STORE_DATA_MAX; length++) {
    const Bytes data(length, static_cast<uint8_t>(length * 37));
    REQUIRE(save(flash, data));
    REQUIRE(load(flash) == data);
  }
  CHECK(flash.rules_broken == 0);
}

TEST_CASE("store: nothing and too much are refused and change nothing") {
  NorFlash flash;
  REQUIRE(save(flash, content(1)));
  CHECK_FALSE(save(flash, Bytes()));
  CHECK_FALSE(save(flash, Bytes(STORE_DATA_MAX + 1)));
  CHECK(load(flash) == content(1));
}

TEST_CASE("store: the record before the newest stays readable until the next save") {
  NorFlash flash;
  REQUIRE(save(flash, content(1)));
  for (uint32_t number = 2; number < 20; number++) {
    REQUIRE(save(flash, content(number)));
    CHECK(load(flash) == content(number));
    const uint8_t newest = 1 - number % 2;
    flash.unreadable[newest] = true;
    CHECK(load(flash) == content(number - 1));
    flash.unreadable[newest] = false;
  }
}

TEST_CASE("store: unchanged data is not written again and both slots wear alike") {
  NorFlash flash;
  Store store(&flash);
  for (uint32_t number = 0; number < 100; number++) {
    const Bytes data = content(number / 10);
    REQUIRE(store.save(data.data(), data.size()));
  }
  CHECK(store.writes() == 10);
  CHECK(flash.erases[0] == 5);
  CHECK(flash.erases[1] == 5);
}

TEST_CASE("store: a load that finds nothing does not touch the buffer") {
  NorFlash flash;
  flash.fill_with_garbage();
  Bytes data(STORE_DATA_MAX, 0x5A);
  CHECK(Store(&flash).load(data.data()) == 0);
  CHECK(data == Bytes(STORE_DATA_MAX, 0x5A));
}

TEST_CASE("store: arbitrary bytes are not taken for a record and are written over") {
  for (uint32_t seed = 1; seed <= 2000; seed++) {
    NorFlash flash(seed);
    flash.fill_with_garbage();
    REQUIRE(load(flash).empty());
    REQUIRE(save(flash, content(seed)));
    REQUIRE(load(flash) == content(seed));
  }
}

TEST_CASE("store: a single flipped bit anywhere in a record makes it none") {
  NorFlash flash;
  REQUIRE(save(flash, content(1)));
  REQUIRE(save(flash, content(2)));
  const size_t used = 12 + (content(2).size() + 3) / 4 * 4 + 4;
  for (size_t bit = 0; bit < used * 8; bit++) {
    flash.bytes[1][bit / 8] ^= 1 << bit % 8;
    REQUIRE(load(flash) == content(1));
    flash.bytes[1][bit / 8] ^= 1 << bit % 8;
  }
  CHECK(load(flash) == content(2));
}

TEST_CASE("store: the sequence number wraps without losing the newest record") {
  NorFlash flash;
  REQUIRE(save(flash, content(1)));
  // The same record as if it were the one 16 before the wrap
  const uint32_t sequence = UINT32_MAX - 16;
  std::memcpy(flash.bytes[0] + 4, &sequence, sizeof(sequence));
  const size_t covered = 12 + (content(1).size() + 3) / 4 * 4;
  const uint32_t crc = crc32(flash.bytes[0], covered);
  std::memcpy(flash.bytes[0] + covered, &crc, sizeof(crc));
  REQUIRE(load(flash) == content(1));
  for (uint32_t number = 2; number < 40; number++) {
    REQUIRE(save(flash, content(number)));
    REQUIRE(load(flash) == content(number));
  }
}

TEST_CASE("store: a cut at any step leaves the last saved record or the one being saved") {
  for (const auto tear : {NorFlash::Tear::NONE, NorFlash::Tear::OLD_OR_NEW, NorFlash::Tear::RANDOM_BITS}) {
    for (uint32_t saved = 0; saved < 6; saved++) {
      bool cut = true;
      for (long step = 0; cut; step++) {
        NorFlash flash(saved * 1000 + static_cast<uint32_t>(step));
        flash.tear = tear;
        if (saved % 2 == 1)
          flash.fill_with_garbage();
        for (uint32_t number = 1; number <= saved; number++)
          REQUIRE(save(flash, content(number)));
        const Bytes before = load(flash);
        flash.cut_after(step);
        const bool done = save(flash, content(100));
        cut = !flash.powered;
        flash.power_up();
        const Bytes found = load(flash);
        REQUIRE((found == content(100) || (found == before && !done)));
        // and it goes on from there
        for (uint32_t number = 200; number < 204; number++) {
          REQUIRE(save(flash, content(number)));
          REQUIRE(load(flash) == content(number));
        }
        REQUIRE(flash.rules_broken == 0);
      }
    }
  }
}

TEST_CASE("store: cuts in every boot, again and again, lose nothing that was saved") {
  for (const auto tear : {NorFlash::Tear::NONE, NorFlash::Tear::OLD_OR_NEW, NorFlash::Tear::RANDOM_BITS}) {
    for (uint32_t seed = 1; seed <= 3; seed++) {
      NorFlash flash(seed);
      flash.tear = tear;
      flash.fill_with_garbage();
      CHECK(failures_under_random_cuts(flash, flash, 1500) == 0);
      CHECK(flash.rules_broken == 0);
    }
  }
}

TEST_CASE("store: without its checksum the same cuts would lose data, so the test can fail") {
  NorFlash flash;
  Forger unchecked(&flash);
  CHECK(failures_under_random_cuts(flash, unchecked, 1500) > 100);
}

TEST_CASE("store: a failed erase or write keeps the record there was") {
  NorFlash flash;
  REQUIRE(save(flash, content(1)));
  REQUIRE(save(flash, content(2)));
  SUBCASE("the sector cannot be erased") { flash.erase_fails = true; }
  SUBCASE("some bits do not take") { flash.program_fails = true; }
  CHECK_FALSE(save(flash, content(3)));
  CHECK(load(flash) == content(2));
  flash.erase_fails = flash.program_fails = false;
  CHECK(save(flash, content(3)));
  CHECK(load(flash) == content(3));
}

TEST_CASE("store: a write that succeeded counts even where it is reported as failed") {
  NorFlash flash;
  flash.program_says_failed = true;
  CHECK(save(flash, content(1)));
  CHECK(load(flash) == content(1));
}

TEST_CASE("store: with one slot unreadable the other is used") {
  for (uint8_t slot : {0, 1}) {
    NorFlash flash;
    REQUIRE(save(flash, content(1)));
    REQUIRE(save(flash, content(2)));
    flash.unreadable[slot] = true;
    CHECK(load(flash) == content(slot == 1 ? 1 : 2));
    CHECK_FALSE(save(flash, content(3)));
    CHECK(load(flash) == content(slot == 1 ? 1 : 2));
  }
}

TEST_CASE("store: what cannot be read back is not left behind to be found later") {
  NorFlash flash;
  REQUIRE(save(flash, content(1)));
  flash.unreadable[1] = true;
  REQUIRE_FALSE(save(flash, content(2)));
  flash.unreadable[1] = false;
  CHECK(load(flash) == content(1));
}
