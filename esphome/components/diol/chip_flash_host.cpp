#include "chip_flash.h"

#if defined(USE_HOST) && defined(DIOL_OWN_FLASH)

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "esphome/core/application.h"

namespace esphome::diol {

static int file = -1;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// A file beside ESPHome's own for the host's preferences, that behaves as flash does.
static int open_file() {
  const char *folder = getenv("ESPHOME_PREFDIR");
  const char *home = getenv("HOME");
  if (folder == nullptr && home == nullptr)
    return -1;
  const std::string path = folder != nullptr ? folder : std::string(home) + "/.esphome/prefs";
  return open((path + "/" + App.get_name().c_str() + ".diol").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

void ChipFlash::lock(bool locked) {}

bool ChipFlash::setup(uint8_t index, uint32_t bytes) {
  if (file < 0)
    file = open_file();
  this->start_ = index * bytes;
  const off_t end = this->start_ + bytes;
  if (file < 0 || (lseek(file, 0, SEEK_END) < end && ftruncate(file, end) != 0))
    return false;
  return true;
}

bool ChipFlash::read(uint32_t address, uint8_t *data, size_t length) {
  return pread(file, data, length, this->start_ + address) == static_cast<ssize_t>(length);
}

bool ChipFlash::erase(uint32_t address) {
  uint8_t blank[SECTOR];
  memset(blank, 0xFF, sizeof(blank));
  return pwrite(file, blank, sizeof(blank), this->start_ + address) == static_cast<ssize_t>(sizeof(blank));
}

bool ChipFlash::program(uint32_t address, const uint8_t *data, size_t length) {
  // A word at a time, so that to be killed tears it as a power cut does.
  for (size_t at = 0; at < length; at += sizeof(uint32_t)) {
    uint32_t word, old_word;
    if (!this->read(address + at, reinterpret_cast<uint8_t *>(&old_word), sizeof(old_word)))
      return false;
    memcpy(&word, data + at, sizeof(word));
    word &= old_word;
    if (pwrite(file, &word, sizeof(word), this->start_ + address + at) != static_cast<ssize_t>(sizeof(word)))
      return false;
  }
  return true;
}

}  // namespace esphome::diol

#endif
