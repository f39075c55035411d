#pragma once

#include <cstdint>

extern "C" uint32_t _FS_start, _FS_end;
#define FS_PHYS_ADDR (static_cast<uint32_t>(reinterpret_cast<uintptr_t>(&_FS_start)) - 0x40200000)
#define FS_PHYS_SIZE \
  static_cast<uint32_t>(reinterpret_cast<uintptr_t>(&_FS_end) - reinterpret_cast<uintptr_t>(&_FS_start))
