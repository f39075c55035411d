#pragma once

#include <cstddef>
#include <cstdint>

#define MALLOC_CAP_8BIT 4
#define MALLOC_CAP_INTERNAL 2048
#define MALLOC_CAP_SPIRAM 1024
size_t heap_caps_get_free_size(uint32_t caps);
size_t heap_caps_get_largest_free_block(uint32_t caps);
void *heap_caps_malloc(size_t size, uint32_t caps);
void *heap_caps_realloc(void *pointer, size_t size, uint32_t caps);
