#pragma once

#include "Esp.h"

#define FS_PHYS_ADDR (ESP.fs_start)
#define FS_PHYS_SIZE (ESP.fs_end - ESP.fs_start)
