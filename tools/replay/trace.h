#pragma once

#include <string>
#include <vector>

/// One reading of a trace: seconds and watts. A power that is missing or not a number is NaN, as on a plug.
struct TraceSample {
  double t;
  float power;
};

/// Reads CSV or gzipped CSV with the header `t,power`. On failure `error` says what is wrong and where, and false is
/// returned.
bool read_trace(const std::string &path, std::vector<TraceSample> *samples, std::string *error);
