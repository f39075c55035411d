#pragma once

#include <cstdint>
#include <cstring>
#include <random>

#include "store.h"

/// Two sectors of NOR flash under a Store, with a power supply that can be cut at any step.
///
/// Erasing makes all bytes 0xFF, programming can only clear bits. Every word programmed and every erase is a step; the
/// one at which the power is cut is left torn, and from then on nothing works until power_up().
class NorFlash : public esphome::diol::StoreBackend {
 public:
  /// What an interrupted step leaves behind.
  enum class Tear {
    NONE,         ///< nothing was changed
    OLD_OR_NEW,   ///< all or nothing
    RANDOM_BITS,  ///< some of the bits
  };
  static constexpr size_t SECTOR = 256;

  explicit NorFlash(uint32_t seed = 1) : random(seed) { std::memset(this->bytes, 0xFF, sizeof(this->bytes)); }

  void fill_with_garbage() {
    for (auto &sector : this->bytes) {
      for (uint8_t &byte : sector)
        byte = static_cast<uint8_t>(this->random());
    }
  }
  void cut_after(long steps) { this->steps_left = steps; }
  void power_up() {
    this->powered = true;
    this->steps_left = -1;
  }

  bool read(uint8_t slot, uint8_t *data, size_t length) override {
    this->check_access(data, length);
    if (!this->powered || this->unreadable[slot])
      return false;
    std::memcpy(data, this->bytes[slot], length);
    return true;
  }

  bool erase(uint8_t slot) override {
    if (!this->powered || this->erase_fails)
      return false;
    this->programs_since_erase[slot] = 0;
    this->erases[slot]++;
    if (this->cut()) {
      const bool all = this->tear == Tear::OLD_OR_NEW && (this->random() & 1);
      for (uint8_t &byte : this->bytes[slot]) {
        if (this->tear == Tear::RANDOM_BITS || all)
          byte |= all ? 0xFF : static_cast<uint8_t>(this->random());
      }
      return false;
    }
    std::memset(this->bytes[slot], 0xFF, SECTOR);
    return true;
  }

  bool program(uint8_t slot, const uint8_t *data, size_t length) override {
    this->check_access(data, length);
    if (this->powered && ++this->programs_since_erase[slot] > 1)
      this->rules_broken++;  // some chips corrupt a page that is programmed twice
    for (size_t at = 0; at < length; at += 4) {
      if (!this->powered)
        return false;
      uint32_t old_word, word;
      std::memcpy(&old_word, this->bytes[slot] + at, 4);
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
      std::memcpy(this->bytes[slot] + at, &word, 4);
    }
    return this->powered && !this->program_says_failed;
  }

  uint8_t bytes[2][SECTOR];
  Tear tear{Tear::RANDOM_BITS};
  std::mt19937 random;
  bool powered{true};
  // faults
  bool unreadable[2]{};
  bool erase_fails{false};
  bool program_fails{false};        // some bits do not take
  bool program_says_failed{false};  // though it did not
  // counters
  uint32_t erases[2]{};
  uint32_t rules_broken{0};

 protected:
  bool cut() {
    if (this->steps_left < 0 || this->steps_left-- > 0)
      return false;
    this->powered = false;
    return true;
  }
  void check_access(const uint8_t *data, size_t length) {
    if (reinterpret_cast<uintptr_t>(data) % 4 != 0 || length % 4 != 0 || length > SECTOR)
      this->rules_broken++;
  }

  long steps_left{-1};
  uint32_t programs_since_erase[2]{};
};
