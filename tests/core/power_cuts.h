#pragma once

#include <cstring>
#include <functional>
#include <vector>

#include "keeping_plug.h"

/// Cuts the power at every single step of what a plug writes, and looks what is there after each.
///
/// What a plug writes does not depend on a cut before it happens. So it does what it does once, on a flash that records
/// every step; each cut is then made on a copy.
class RecordingFlash : public NorFlash {
 public:
  struct Step {
    bool erase;
    uint32_t address;
    uint32_t word;
  };
  std::vector<Step> recorded;

  bool erase(uint32_t address) override {
    this->recorded.push_back({true, address, 0});
    return NorChip::erase(address);
  }
  bool program(uint32_t address, const uint8_t *data, size_t length) override {
    for (size_t at = 0; at < length; at += 4) {
      uint32_t word;
      std::memcpy(&word, data + at, 4);
      this->recorded.push_back({false, address + static_cast<uint32_t>(at), word});
    }
    return NorChip::program(address, data, length);
  }
};

/// What a plug has that starts with this flash. `Place` is how it sees it.
template<typename Place = FlashRegion> Kept boot(NorFlash &flash) {
  Place place(&flash);
  return KeepingPlug(place).kept();
}

struct Cuts {
  long cuts{0};
  long failures{0};  ///< what was found was neither the old nor the new whole thing
  long writes{0};    ///< whole things written
};

/// The act's writes on `flash`, cut at every step. `act` is given a plug that has booted from it.
template<typename Place = FlashRegion>
Cuts cut_everywhere(const NorFlash &before, const std::function<void(KeepingPlug &)> &act, NorChip::Tear tear) {
  RecordingFlash flash;
  flash.take_content(before);
  Place place(&flash);
  KeepingPlug plug(place);
  flash.recorded.clear();
  // What a cut may leave is what the plug itself had when it had written something whole, not what is read later.
  std::vector<Kept> wholes{plug.kept()};
  std::vector<size_t> since{0};
  plug.written = [&] {
    wholes.push_back(plug.kept());
    since.push_back(flash.recorded.size());
  };
  act(plug);

  Cuts result;
  result.writes = static_cast<long>(wholes.size()) - 1;
  NorFlash past;
  past.take_content(before);
  size_t at = 0;
  for (size_t step = 0; step < flash.recorded.size(); step++) {
    const auto &[erase, address, word] = flash.recorded[step];
    while (at + 1 < since.size() && since[at + 1] <= step)
      at++;
    NorFlash copy(static_cast<uint32_t>(step + 1));
    copy.take_content(past);
    copy.tear = tear;
    copy.cut_after(0);
    const auto *const data = reinterpret_cast<const uint8_t *>(&word);
    for (NorFlash *chip : {&copy, &past}) {
      if (erase)
        chip->NorChip::erase(address);
      else
        chip->NorChip::program(address, data, 4);
    }
    copy.power_up();
    const Kept found = boot<Place>(copy);
    result.cuts++;
    if (!found.is_nearly(wholes[at]) && !(at + 1 < wholes.size() && found.is_nearly(wholes[at + 1])))
      result.failures++;
  }
  if (!boot<Place>(past).is_nearly(wholes.back()))
    result.failures++;
  return result;
}
