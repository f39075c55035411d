#include <cstdio>
#include <cstring>
#include <string>

#include "model_text.h"
#include "numeric.h"

/// Prints what the plug reads in each model text of its arguments, one `name=value` a line, floats exact in
/// hexadecimal; or the code with which it refuses. A line of "." ends each text. For comparing with other
/// implementations.

using namespace esphome::diol;

namespace {

const char *code_name(Refusal::Code code) {
  switch (code) {
    case Refusal::NOT_A_MODEL:
      return "not_a_model";
    case Refusal::NEWER_VERSION:
      return "newer_version";
    case Refusal::TOO_LONG:
      return "too_long";
    case Refusal::BAD_CHARACTER:
      return "bad_character";
    case Refusal::BAD_LENGTH:
      return "bad_length";
    case Refusal::BAD_CHECKSUM:
      return "bad_checksum";
    case Refusal::BAD_VALUE:
      return "bad_value";
    case Refusal::UNKNOWN_FEATURES:
      return "unknown_features";
    case Refusal::BLIND_MODEL:
      return "blind_model";
    default:
      return "?";
  }
}

// Names as in docs/model-format.md
constexpr const char *EXTREMES[GAUGES] = {
    "longest_on",    "longest_off",   "greatest_power", "least_power",   "greatest_floor_on", "greatest_floor_off",
    "greatest_peak", "most_attempts", "most_starts",    "greatest_duty", "greatest_base",     "longest_unchanged"};
constexpr const char *DAYS[DAY_QUANTITIES] = {"day_on", "day_off", "day_power"};

void print(const char *name, double value) { printf("%s=%a\n", name, value); }
void print(const std::string &name, size_t index, double value) {
  print((name + "." + std::to_string(index)).c_str(), value);
}

void dump(const Model &m) {
  printf("provisional=%d\nadapted=%d\ncycles=%d\non_demand=%d\n", m.provisional, m.adapted, m.cycles, m.on_demand);
  printf("interval=%d\nclusters=%d\nhours=%d\n", m.interval_s, m.clusters, m.learnt_hours);
  print("on_power", m.on_power);
  print("off_level", m.off_level);
  print("on_time", m.on_time);
  print("off_time", m.off_time);
  print("duty", m.duty);
  print("starts", m.starts_per_hour);
  printf("block_minutes=%d\nblocks=%d\n", m.block_minutes, m.blocks);
  print("block_mean", m.block_mean);
  print("block_scale", m.block_scale);
  print("block_max", m.block_max);
  for (size_t g = 0; g < GAUGES; g++)
    print(EXTREMES[g], m.extreme[g]);
  for (size_t q = 0; q < DAY_QUANTITIES; q++) {
    print(DAYS[q], m.days.mean[q]);
    print("day_spread", q, m.days.spread[q]);
  }
  for (size_t j = 0; j < FEATURES; j++) {
    print("mean", j, m.mean[j]);
    print("spread", j, m.spread[j]);
  }
  for (size_t k = 0; k < m.clusters; k++) {
    print("minutes", k, decode_uf8(m.cluster[k].weight) * 16.0);
    for (size_t j = 0; j < FEATURES; j++)
      print("at." + std::to_string(k), j, m.cluster[k].at[j] * static_cast<double>(COORDINATE_STEP));
  }
}

}  // namespace

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    Model model;
    if (const Refusal refusal = parse_model(argv[i], strlen(argv[i]), &model)) {
      printf("refused code=%s number=%d field=%s\n", code_name(refusal.code), static_cast<int>(refusal.number),
             refusal.field == nullptr ? "" : refusal.field);
    } else {
      dump(model);
    }
    puts(".");
  }
  return 0;
}
