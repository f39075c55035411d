#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace esphome::trace_player {

struct TraceSample {
  int64_t t_ms;
  float watts;  ///< NaN where the recording has no reading
};

/// Reads a trace: CSV with the header `t,power` (seconds, watts), plain or compressed (`.gz`). Returns an error text,
/// empty when all is well; on error `samples` is not touched.
std::string read_trace(const std::string &path, std::vector<TraceSample> *samples);

}  // namespace esphome::trace_player
