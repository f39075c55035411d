#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

uint32_t lt_heap_get_free();
uint32_t lt_heap_get_max_alloc();
