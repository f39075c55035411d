#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>

#include "flash_region.h"

/// The NOR flash of one appliance, with a power supply that can be cut at any step.
///
/// Erasing makes all bytes 0xFF, programming can only clear bits. Every word programmed and every erase is a step; the
/// one at which the power is cut is left torn, and from then on nothing works until power_up().
class NorChip : public esphome::diol::Flash {
 public:
  /// What an interrupted step leaves behind.
  enum class Tear {
    NONE,         ///< nothing was changed
    OLD_OR_NEW,   ///< all or nothing
    RANDOM_BITS,  ///< some of the bits
  };
  static constexpr uint32_t SECTORS = esphome::diol::FlashRegion::SECTORS;
  static constexpr uint32_t PAGES = SECTOR / PAGE;

  explicit NorChip(uint32_t seed = 1) : random(seed) { std::memset(this->bytes, 0xFF, sizeof(this->bytes)); }

  void fill_with_garbage() {
    for (auto &sector : this->bytes)
      this->garble(sector, false);
  }
  void cut_after(long n) { this->steps_left = n; }
  void power_up() {
    this->powered = true;
    this->steps_left = -1;
  }
  /// All but power supply and counters
  void take_content(const NorChip &other) { std::memcpy(this->bytes, other.bytes, sizeof(this->bytes)); }

  bool read(uint32_t address, uint8_t *data, size_t length) override {
    this->check_access(address, data, length);
    if (!this->powered || this->unreadable[address / SECTOR])
      return false;
    std::memcpy(data, this->bytes[address / SECTOR] + address % SECTOR, length);
    return true;
  }

  bool erase(uint32_t address) override {
    const uint32_t sector = address / SECTOR;
    if (address % SECTOR != 0)
      this->rules_broken++;
    if (!this->powered || this->erase_fails)
      return false;
    std::fill_n(this->programs_since_erase[sector], PAGES, 0);
    this->erases[sector]++;
    if (this->cut()) {
      if (this->tear == Tear::RANDOM_BITS)
        this->garble(this->bytes[sector], true);
      else if (this->tear == Tear::OLD_OR_NEW && (this->random() & 1))
        std::memset(this->bytes[sector], 0xFF, SECTOR);
      return false;
    }
    std::memset(this->bytes[sector], 0xFF, SECTOR);
    return true;
  }

  bool program(uint32_t address, const uint8_t *data, size_t length) override {
    this->check_access(address, data, length);
    const uint32_t sector = address / SECTOR;
    if (this->powered && ++this->programs_since_erase[sector][address % SECTOR / PAGE] > 1)
      this->rules_broken++;  // some chips corrupt a page that is programmed twice
    uint8_t *const page = this->bytes[sector] + address % SECTOR;
    for (size_t at = 0; at < length; at += 4) {
      if (!this->powered)
        return false;
      uint32_t old_word, word;
      std::memcpy(&old_word, page + at, 4);
      std::memcpy(&word, data + at, 4);
      uint32_t spared = this->program_fails ? 0xFFFF0000 : 0;
      if (this->cut()) {
        spared = UINT32_MAX;
        if (this->tear == Tear::RANDOM_BITS)
          spared = static_cast<uint32_t>(this->random());
        else if (this->tear == Tear::OLD_OR_NEW && (this->random() & 1))
          spared = 0;
      }
      word = old_word & (word | spared);
      std::memcpy(page + at, &word, 4);
    }
    return this->powered && !this->program_says_failed;
  }

  uint8_t bytes[SECTORS][SECTOR];
  Tear tear{Tear::RANDOM_BITS};
  std::mt19937 random;
  bool powered{true};
  // faults
  bool unreadable[SECTORS]{};
  bool erase_fails{false};
  bool program_fails{false};        // some bits do not take
  bool program_says_failed{false};  // though it did not
  // counters
  long steps{0};
  uint32_t erases[SECTORS]{};
  uint32_t rules_broken{0};

 protected:
  bool cut() {
    this->steps++;
    if (this->steps_left < 0 || this->steps_left-- > 0)
      return false;
    this->powered = false;
    return true;
  }
  void garble(uint8_t (&sector)[SECTOR], bool keep_ones) {
    for (size_t at = 0; at < SECTOR; at += 4) {
      uint32_t word;
      std::memcpy(&word, sector + at, 4);
      word = (keep_ones ? word : 0) | static_cast<uint32_t>(this->random());
      std::memcpy(sector + at, &word, 4);
    }
  }
  void check_access(uint32_t address, const uint8_t *data, size_t length) {
    if (reinterpret_cast<uintptr_t>(data) % 4 != 0 || length % 4 != 0 || address % 4 != 0 ||
        address % PAGE + length > PAGE)
      this->rules_broken++;
  }

  long steps_left{-1};
  uint32_t programs_since_erase[SECTORS][PAGES]{};
};

/// The chip as what the stores see of it. Slot and sector have the same number.
class NorFlash : public NorChip, public esphome::diol::FlashRegion {
 public:
  using esphome::diol::FlashRegion::erase;
  using esphome::diol::FlashRegion::program;
  using esphome::diol::FlashRegion::read;
  explicit NorFlash(uint32_t seed = 1) : NorChip(seed), FlashRegion(this) {}
};
