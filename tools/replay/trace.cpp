#include "trace.h"

#include <zlib.h>

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace {

constexpr int MAX_LINE = 4096;

std::string at_line(const std::string &path, size_t line, const std::string &what) {
  return path + ":" + std::to_string(line) + ": " + what;
}

/// `text` as a number; an empty field is NaN. False when it is something else.
bool parse_number(const char *text, const char *end, double *value) {
  if (text == end) {
    *value = std::nan("");
    return true;
  }
  char *stop = nullptr;
  *value = std::strtod(text, &stop);
  return stop == end;
}

}  // namespace

bool read_trace(const std::string &path, std::vector<TraceSample> *samples, std::string *error) {
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) {
    *error = path + ": " + std::strerror(errno != 0 ? errno : ENOMEM);
    return false;
  }
  char line[MAX_LINE];
  size_t number = 0;
  error->clear();
  while (error->empty() && gzgets(file, line, sizeof(line)) != nullptr) {
    number++;
    line[std::strcspn(line, "\r\n")] = '\0';
    if (number == 1) {
      if (std::strcmp(line, "t,power") != 0)
        *error = at_line(path, number, "the first line must be the header t,power");
      continue;
    }
    if (line[0] == '\0')
      continue;
    const char *comma = std::strchr(line, ',');
    double t = 0, power = 0;
    if (comma == nullptr || comma == line || !parse_number(line, comma, &t) || !std::isfinite(t) ||
        !parse_number(comma + 1, line + std::strlen(line), &power)) {
      *error = at_line(path, number, "expected seconds,watts");
    } else if (t < 0) {
      *error = at_line(path, number, "time must not be negative");
    } else if (!samples->empty() && t < samples->back().t) {
      *error = at_line(path, number, "time goes back");
    } else {
      samples->push_back({t, static_cast<float>(power)});
    }
  }
  if (error->empty() && !gzeof(file)) {
    int code = 0;
    const char *message = gzerror(file, &code);
    *error = at_line(path, number, code == Z_ERRNO ? std::strerror(errno) : message);
  }
  gzclose(file);
  if (error->empty() && samples->empty())
    *error = path + ": no samples";
  return error->empty();
}
