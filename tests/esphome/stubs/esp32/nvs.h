#pragma once

#include <cstddef>
#include <cstdint>

#define ESP_OK 0
using esp_err_t = int;
using nvs_handle_t = uint32_t;
struct nvs_stats_t {
  size_t used_entries, free_entries, available_entries, total_entries, namespace_count;
};
esp_err_t nvs_get_stats(const char *part_name, nvs_stats_t *nvs_stats);
