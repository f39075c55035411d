#include <cstdio>
#include <cstring>
#include <type_traits>

#include "model_numbers.h"
#include "model_text.h"

/// Prints what the plug reads in each model text of its arguments, one `name=value` a line, floats exact in
/// hexadecimal; or the code with which it refuses. A line of "." ends each text. For comparing with other
/// implementations.

using namespace esphome::diol;

namespace {

void dump(const Model &model) {
  each_number(model, [](const char *name, int i, int j, auto value) {
    fputs(name, stdout);
    if (i != NO_INDEX)
      printf(".%d", i);
    if (j != NO_INDEX)
      printf(".%d", j);
    if constexpr (std::is_same_v<decltype(value), int>) {
      printf("=%d\n", value);
    } else {
      printf("=%a\n", value);
    }
  });
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
