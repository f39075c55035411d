#include <cstdio>

#include "model_numbers.h"
#include "model_text.h"

/// The plug's parser for differential.py.

using namespace esphome::diol;

/// Reads a text: returns how many numbers it says and writes them to `numbers`, in the order of each_number(). Of a
/// refused one -1; `refusal` then is "code number field".
extern "C" __attribute__((visibility("default"))) int diol_read(const char *text, size_t length, double *numbers,
                                                                int room, char *refusal, size_t refusal_size) {
  Model model;
  if (const Refusal refused = parse_model(text, length, &model)) {
    snprintf(refusal, refusal_size, "%s %d %s", code_name(refused.code), static_cast<int>(refused.number),
             refused.field == nullptr ? "" : refused.field);
    return -1;
  }
  int count = 0;
  each_number(model, [&](const char *, int, int, double value) {
    if (count < room)
      numbers[count] = value;
    count++;
  });
  return count;
}
