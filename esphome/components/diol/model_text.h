#pragma once

#include <cstddef>
#include <cstdint>

#include "model.h"
#include "refusal.h"

/// The model as one line of text: `DIoL1.` and a binary payload in base64url, specified in docs/model-format.md.
namespace esphome::diol {

constexpr size_t MODEL_TEXT_MAX = 255;
constexpr size_t MODEL_PAYLOAD_MAX = 186;
constexpr char MODEL_TEXT_PREFIX[] = "DIoL1.";
constexpr size_t MODEL_TEXT_PREFIX_LENGTH = sizeof(MODEL_TEXT_PREFIX) - 1;

/// A model text with room for its terminator.
struct ModelText {
  char text[MODEL_TEXT_MAX + 1];
  size_t length;
};

/// Parses and mistrusts `text`. On refusal `model` is not touched.
Refusal parse_model(const char *text, size_t length, Model *model);

/// The canonical text of a model; parse(format(m)) gives m with its numbers rounded, and format() of that the same
/// text.
void format_model(const Model &model, ModelText *out);

/// The payload alone, for storage: at most MODEL_PAYLOAD_MAX bytes. Returns its length.
size_t pack_model(const Model &model, uint8_t *payload);
Refusal unpack_model(const uint8_t *payload, size_t length, Model *model);

/// CRC-32 (IEEE 802.3) of `data`, continuing from `crc` (0 to begin).
uint32_t crc32(const uint8_t *data, size_t length, uint32_t crc = 0);

}  // namespace esphome::diol
