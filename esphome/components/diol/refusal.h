#pragma once

#include <cstddef>
#include <cstdint>

namespace esphome::diol {

/// Why a model text, or a wish, was refused, or what is not as it should be. Code and sentence are what users and the
/// integration see.
struct Refusal {
  enum Code : uint8_t {
    NONE,
    NOT_A_MODEL,
    NEWER_VERSION,
    TOO_LONG,
    BAD_CHARACTER,
    BAD_LENGTH,
    BAD_CHECKSUM,
    BAD_VALUE,
    UNKNOWN_FEATURES,
    BLIND_MODEL,
    NO_MEMORY,
    UNKNOWN_MODE,
    UNKNOWN_APPLIANCE,
    BAD_HOURS,
    MODEL_NOT_KEPT,
    LEARNING_NOT_KEPT,
  };
  Code code{NONE};
  int32_t number{0};           ///< version, length, position or feature set, as the code says
  const char *field{nullptr};  ///< for BAD_VALUE and BLIND_MODEL: the field's name in docs/model-format.md

  explicit operator bool() const { return this->code != NONE; }
  /// Writes "sentence [code name=value]" as a NUL-terminated string; returns its length.
  size_t describe(char *buffer, size_t size) const;
};

}  // namespace esphome::diol
