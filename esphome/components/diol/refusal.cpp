#include "refusal.h"

#include <algorithm>
#include <cstdio>

namespace esphome::diol {

size_t Refusal::describe(char *buffer, size_t size) const {
  const long n = this->number;
  int length = 0;
  switch (this->code) {
    case NONE:
      buffer[0] = '\0';
      return 0;
    case NOT_A_MODEL:
      length = snprintf(buffer, size,
                        "This is not a DIoL model text; copy the whole line, which begins with DIoL1. [not_a_model]");
      break;
    case NEWER_VERSION:
      length = snprintf(buffer, size,
                        "The text was made by a newer DIoL (version %ld); update this plug's firmware "
                        "[newer_version version=%ld]",
                        n, n);
      break;
    case TOO_LONG:
      length = snprintf(
          buffer, size,
          "The text has %ld characters; a model text has at most 255, so copy it alone [too_long length=%ld]", n, n);
      break;
    case BAD_CHARACTER:
      length = snprintf(buffer, size,
                        "Character %ld is not one that a model text uses; copy the whole text again "
                        "[bad_character position=%ld]",
                        n + 1, n);
      break;
    case BAD_LENGTH:
      length = snprintf(buffer, size,
                        "The text has %ld characters, so a part is missing or too much; copy the whole text again "
                        "[bad_length length=%ld]",
                        n, n);
      break;
    case BAD_CHECKSUM:
      length =
          snprintf(buffer, size,
                   "The checksum does not match, so a character is wrong; copy the whole text again [bad_checksum]");
      break;
    case BAD_VALUE:
      length = snprintf(buffer, size,
                        "The model is not usable: its %s is out of range; take another one or let this plug learn "
                        "[bad_value field=%s]",
                        this->field, this->field);
      break;
    case UNKNOWN_FEATURES:
      length = snprintf(buffer, size,
                        "The model uses feature set %ld, which this plug does not know; update its firmware "
                        "[unknown_features set=%ld]",
                        n, n);
      break;
    case BLIND_MODEL:
      length =
          snprintf(buffer, size,
                   "The model could never report an anomaly: with its %s nothing would be unusual; take another one "
                   "or let this plug learn [blind_model field=%s]",
                   this->field, this->field);
      break;
    case NO_MEMORY:
      length = snprintf(buffer, size,
                        "The plug has not enough free memory to learn (%ld bytes needed); remove other components "
                        "[no_memory bytes=%ld]",
                        n, n);
      break;
    case UNKNOWN_MODE:
      length = snprintf(buffer, size, "The mode must be exact or adapt [unknown_mode]");
      break;
    case UNKNOWN_APPLIANCE:
      length = snprintf(buffer, size, "This plug has no appliance of that name [unknown_appliance]");
      break;
    case BAD_HOURS:
      length = snprintf(buffer, size, "The time to learn must be from 6 to 672 hours [bad_hours]");
      break;
    case MODEL_NOT_KEPT:
      length = snprintf(buffer, size,
                        "A restart would lose the model: the flash has no room for it, or is worn out; keep its text "
                        "elsewhere [model_not_kept]");
      break;
    case LEARNING_NOT_KEPT:
      length = snprintf(buffer, size,
                        "A restart would begin learning anew: the flash has no room for what was learnt, or is worn "
                        "out [learning_not_kept]");
      break;
  }
  return std::min(static_cast<size_t>(std::max(length, 0)), size - 1);
}

}  // namespace esphome::diol
