#include "trace_file.h"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace esphome::trace_player {

namespace {

bool ends_with(const std::string &text, const char *end) {
  const size_t length = strlen(end);
  return text.size() >= length && text.compare(text.size() - length, length, end) == 0;
}

/// A number from `text` up to `end`; an empty field is NaN. False when it is something else.
bool parse_number(const char *text, const char *end, double *value) {
  *value = std::nan("");
  if (text == end)
    return true;
  char *stop = nullptr;
  *value = strtod(text, &stop);
  return stop == end;
}

/// What is wrong with the line, or nullptr.
const char *parse_line(const char *line, std::vector<TraceSample> *samples) {
  const char *comma = strchr(line, ',');
  double t = 0, watts = 0;
  if (comma == nullptr || !parse_number(line, comma, &t) || !std::isfinite(t) ||
      !parse_number(comma + 1, line + strlen(line), &watts))
    return "expected seconds,watts";
  const int64_t t_ms = llround(t * 1000.0);
  if (t_ms < 0)
    return "time must not be negative";
  if (!samples->empty() && t_ms < samples->back().t_ms)
    return "time goes back";
  samples->push_back({t_ms, static_cast<float>(watts)});
  return nullptr;
}

std::string read_lines(const std::string &path, FILE *file, std::vector<TraceSample> *samples) {
  char line[256];
  size_t number = 0;
  while (fgets(line, sizeof(line), file) != nullptr) {
    number++;
    line[strcspn(line, "\r\n")] = '\0';
    const char *wrong = nullptr;
    if (number == 1) {
      if (strcmp(line, "t,power") != 0)
        wrong = "the first line must be t,power";
    } else if (*line != '\0') {
      wrong = parse_line(line, samples);
    }
    if (wrong != nullptr)
      return path + ", line " + std::to_string(number) + ": " + wrong;
  }
  return samples->empty() ? path + ": no samples" : "";
}

}  // namespace

std::string read_trace(const std::string &path, std::vector<TraceSample> *samples) {
  // Opened here in any case, because gzip's own words about a missing file would be lost.
  FILE *plain = fopen(path.c_str(), "r");
  if (plain == nullptr)
    return path + ": " + strerror(errno);
  std::vector<TraceSample> read;
  std::string error;
  if (!ends_with(path, ".gz")) {
    error = read_lines(path, plain, &read);
    fclose(plain);
  } else {
    fclose(plain);
    if (path.find('\'') != std::string::npos)
      return path + ": a quote in the name";
    FILE *pipe = popen(("exec gzip -dc -- '" + path + "'").c_str(), "r");
    if (pipe == nullptr)
      return path + ": gzip cannot be started";
    error = read_lines(path, pipe, &read);
    const int status = pclose(pipe);
    if (error.empty() && status != 0)
      error = path + ": gzip cannot read it";
  }
  if (error.empty())
    *samples = std::move(read);
  return error;
}

}  // namespace esphome::trace_player
