#pragma once

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "model_numbers.h"
#include "model_text.h"

/// What has to hold for every input. libFuzzer takes an abort for a finding and keeps the input.

inline void must(bool holds, const char *what) {
  if (holds)
    return;
  fprintf(stderr, "does not hold: %s\n", what);
  abort();
}

/// A text is the only one of its model, and says nothing that is not a number.
inline esphome::diol::Model must_be_a_model(const char *text, size_t length) {
  using namespace esphome::diol;
  Model model;
  must(!parse_model(text, length, &model), "the text is accepted");
  ModelText again;
  format_model(model, &again);
  must(again.length == length && memcmp(again.text, text, length) == 0, "an accepted text formats to itself");
  must(again.text[length] == '\0' && length <= MODEL_TEXT_MAX, "a text ends where its length says");
  each_number(model, [](const char *, int, int, double value) { must(std::isfinite(value), "numbers are finite"); });
  return model;
}
