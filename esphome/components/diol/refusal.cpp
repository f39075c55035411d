#include "refusal.h"

#include "flash_text.h"

namespace esphome::diol {

size_t Refusal::describe(char *buffer, size_t size) const {
  const long n = this->number;
  switch (this->code) {
    case NONE:
      break;
    case NOT_A_MODEL:
      return print(
          buffer, size,
          FLASH_TEXT("This is not a DIoL model text; copy the whole line, which begins with DIoL1. [not_a_model]"));
    case NEWER_VERSION:
      return print(buffer, size,
                   FLASH_TEXT("The text was made by a newer DIoL (version %ld); update this plug's firmware "
                              "[newer_version version=%ld]"),
                   n, n);
    case TOO_LONG:
      return print(
          buffer, size,
          FLASH_TEXT(
              "The text has %ld characters; a model text has at most 255, so copy it alone [too_long length=%ld]"),
          n, n);
    case BAD_CHARACTER:
      return print(buffer, size,
                   FLASH_TEXT("Character %ld is not one that a model text uses; copy the whole text again "
                              "[bad_character position=%ld]"),
                   n + 1, n);
    case BAD_LENGTH:
      return print(
          buffer, size,
          FLASH_TEXT("The text has %ld characters, so a part is missing or too much; copy the whole text again "
                     "[bad_length length=%ld]"),
          n, n);
    case BAD_CHECKSUM:
      return print(
          buffer, size,
          FLASH_TEXT("The checksum does not match, so a character is wrong; copy the whole text again [bad_checksum]"));
    case BAD_VALUE:
      return print(
          buffer, size,
          FLASH_TEXT("The model is not usable: its %s is out of range; take another one or let this plug learn "
                     "[bad_value field=%s]"),
          this->field, this->field);
    case UNKNOWN_FEATURES:
      return print(buffer, size,
                   FLASH_TEXT("The model uses feature set %ld, which this plug does not know; update its firmware "
                              "[unknown_features set=%ld]"),
                   n, n);
    case BLIND_MODEL:
      return print(
          buffer, size,
          FLASH_TEXT("The model could never report an anomaly: with its %s nothing would be unusual; take another one "
                     "or let this plug learn [blind_model field=%s]"),
          this->field, this->field);
    case NO_MEMORY:
      return print(
          buffer, size,
          FLASH_TEXT("The plug has not enough free memory to learn (%ld bytes needed); remove other components "
                     "[no_memory bytes=%ld]"),
          n, n);
    case UNKNOWN_MODE:
      return print(buffer, size, FLASH_TEXT("The mode must be exact or adapt [unknown_mode]"));
    case UNKNOWN_APPLIANCE:
      return print(buffer, size, FLASH_TEXT("This plug has no appliance of that name [unknown_appliance]"));
    case BAD_HOURS:
      return print(buffer, size, FLASH_TEXT("The time to learn must be from 6 to 672 hours [bad_hours]"));
    case MODEL_NOT_KEPT:
      return print(
          buffer, size,
          FLASH_TEXT("A restart would lose the model: the flash has no room for it, or is worn out; keep its text "
                     "elsewhere [model_not_kept]"));
    case LEARNING_NOT_KEPT:
      return print(
          buffer, size,
          FLASH_TEXT("A restart would begin learning anew: the flash has no room for what was learnt, or is worn "
                     "out; leave the plug in until it has learnt [learning_not_kept]"));
    case SWITCHED_OFF:
      return print(buffer, size, FLASH_TEXT("The plug is switched off; it goes on when it is on again [switched_off]"));
    case RECOVERING:
      return print(
          buffer, size,
          FLASH_TEXT("The appliance recovers from its rest; watching goes on after its first run, at the latest "
                     "after as long as it rested or 12 h [recovering]"));
    case NO_PREVIOUS:
      return print(buffer, size, FLASH_TEXT("There is no previous model; import one or learn [no_previous]"));
    case NOTHING_TO_TEST:
      return print(buffer, size,
                   FLASH_TEXT("The alarm can be tested only while the plug watches and there is no anomaly "
                              "[nothing_to_test]"));
  }
  buffer[0] = '\0';
  return 0;
}

}  // namespace esphome::diol
