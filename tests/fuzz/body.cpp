#include "body.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "minute.h"
#include "model.h"
#include "model_text.h"
#include "numeric.h"

using namespace esphome::diol;

// Of libFuzzer: its own changes of bytes.
extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

namespace {

// As docs/model-format.md has them
constexpr size_t FLAGS_AT = 0, SET_AT = 1, K_AT = 3, ON_POWER_AT = 6, CLUSTERS_AT = 89;
constexpr size_t CLUSTER_SIZE = 1 + FEATURES;
constexpr struct {
  size_t from, until, bytes;
} FIELDS[] = {{0, 4, 1}, {4, 18, 2}, {18, 20, 1}, {20, 56, 2}, {56, 59, 1}, {59, 79, 2}, {79, CLUSTERS_AT, 1}};
// Fields that are 0 without cycles, and those that are so on demand, too
constexpr size_t OF_CYCLES[] = {10, 12, 14, 16, 26, 28, 36, 40, 42, 44}, OF_DAYS[] = {50, 52, 54};
constexpr uint8_t CYCLES = 4, ON_DEMAND = 8;
// Where ranges end, and what limits are multiples of
constexpr float ENDS[] = {0.05f, 0.0001f, 0.0005f, 1.0f, 4.0f, 16.0f, 60.0f, 100.0f, 1000.0f, 20160.0f, 32768.0f};
constexpr float RATIOS[] = {1.0f, 20.0f, 1000.0f};
// Limits, the greatest that each may be, and whether that is a multiple of the power while on
constexpr struct {
  size_t at;
  float greatest;
  bool of_power;
} LIMITS[] = {{20, 16.0f, false},  {22, 4.0f, false}, {24, 16.0f, false}, {26, 20160.0f, false}, {28, 20160.0f, false},
              {30, 20.0f, true},   {34, 20.0f, true}, {36, 1.0f, true},   {38, 1000.0f, true},   {40, 100.0f, false},
              {42, 100.0f, false}, {44, 1.0f, false}, {46, 20.0f, true},  {48, 20160.0f, false}};
constexpr uint8_t BYTES[] = {0, 1, 9, 0x7F, 0x80, 0xFE, 0xFF};
constexpr size_t MAX_BODY = 190;  // more than any text has room for

template<typename T, size_t N> T one_of(const T (&from)[N], std::mt19937 &random) { return from[random() % N]; }

uint16_t word_at(const Bytes &body, size_t at) { return static_cast<uint16_t>(body[at] << 8 | body[at + 1]); }

void put_word(Bytes *body, size_t at, uint16_t word) {
  (*body)[at] = static_cast<uint8_t>(word >> 8);
  (*body)[at + 1] = static_cast<uint8_t>(word);
}

uint16_t new_word(const Bytes &body, size_t at, std::mt19937 &random) {
  const uint16_t near = static_cast<uint16_t>(random() % 3 - 1);
  switch (random() % 6) {
    case 0:
      return encode_uf16(one_of(ENDS, random)) + near;
    case 1:
      return encode_uf16(one_of(RATIOS, random) * decode_uf16(word_at(body, ON_POWER_AT))) + near;
    case 2:  // another field's: greatest and least, usual and longest are held against each other
      return word_at(body, 6 + random() % 25 * 2) + near;
    case 3:  // some octaves more or less
      return static_cast<uint16_t>(word_at(body, at) + (random() % 9 - 4) * 2048);
    case 4:
      return static_cast<uint16_t>(word_at(body, at) + random() % 65 - 32);
    default:
      return static_cast<uint16_t>(random());
  }
}

void change_field(Bytes *body, std::mt19937 &random) {
  size_t count = 0;
  for (const auto &fields : FIELDS)
    count += (fields.until - fields.from) / fields.bytes;
  size_t index = random() % count;
  for (const auto &fields : FIELDS) {
    const size_t here = (fields.until - fields.from) / fields.bytes;
    if (index >= here) {
      index -= here;
      continue;
    }
    const size_t at = fields.from + index * fields.bytes;
    if (fields.bytes == 2) {
      put_word(body, at, new_word(*body, at, random));
    } else {
      (*body)[at] = random() % 2 ? one_of(BYTES, random) : static_cast<uint8_t>(random());
    }
    return;
  }
}

/// Some limits as wide as they may be, or nearly so.
void widen(Bytes *body, std::mt19937 &random) {
  const float on_power = decode_uf16(word_at(*body, ON_POWER_AT));
  for (const auto &limit : LIMITS) {
    const bool needs_cycles = std::find(std::begin(OF_CYCLES), std::end(OF_CYCLES), limit.at) != std::end(OF_CYCLES);
    if (random() % 2 == 0 || (needs_cycles && ((*body)[FLAGS_AT] & CYCLES) == 0))
      continue;
    const uint16_t code = encode_uf16(limit.of_power ? limit.greatest * on_power : limit.greatest);
    put_word(body, limit.at, static_cast<uint16_t>(code - random() % 2));
  }
}

/// Another kind of appliance, with 0 wherever it has nothing to say, or what a cycle of its own could be.
void change_kind(Bytes *body, std::mt19937 &random) {
  const uint8_t flags = static_cast<uint8_t>(random() % 16);
  (*body)[FLAGS_AT] = flags;
  (*body)[SET_AT] = 1;
  for (size_t at : OF_CYCLES) {
    if ((flags & CYCLES) == 0) {
      put_word(body, at, 0);
    } else if (word_at(*body, at) == 0) {
      put_word(body, at, encode_uf16(1.0f));
    }
  }
  if ((flags & CYCLES) != 0 && (flags & ON_DEMAND) == 0)
    return;
  for (size_t at : OF_DAYS)
    put_word(body, at, 0);
  std::fill_n(body->begin() + 56, DAY_QUANTITIES, 0);
}

void change_clusters(Bytes *body, std::mt19937 &random) {
  const size_t count = 1 + random() % MAX_CLUSTERS;
  (*body)[K_AT] = static_cast<uint8_t>(count);
  body->resize(CLUSTERS_AT);
  for (size_t k = 0; k < count; k++) {
    for (size_t i = 0; i < CLUSTER_SIZE; i++)
      body->push_back(static_cast<uint8_t>(random() % 4 ? random() % 64 : random()));
  }
}

}  // namespace

Bytes body_in(const uint8_t *text, size_t size) {
  const std::string_view prefix(MODEL_TEXT_PREFIX, MODEL_TEXT_PREFIX_LENGTH);
  const std::string given(reinterpret_cast<const char *>(text), size);
  Bytes body;
  if (size <= MODEL_TEXT_MAX && given.starts_with(prefix))
    body = payload_of(given);
  return body.size() < CLUSTERS_AT ? payload_of(text_of(fridge_model())) : body;
}

void change_body(Bytes *body, std::mt19937 &random) {
  if (body->size() < CLUSTERS_AT)
    body->resize(CLUSTERS_AT);
  switch (random() % 16) {
    case 0:
      return change_kind(body, random);
    case 1:
      return change_clusters(body, random);
    case 2:
      return body->resize(random() % MAX_BODY);
    case 3:
    case 4: {
      const size_t size = body->size();
      body->resize(MAX_BODY);
      return body->resize(LLVMFuzzerMutate(body->data(), size, MAX_BODY));
    }
    case 5:
      return widen(body, random);
    case 6:
      (*body)[random() % body->size()] = one_of(BYTES, random);
      return;
    default:
      return change_field(body, random);
  }
}

void mistype(std::string *text, std::mt19937 &random) {
  static constexpr std::string_view WRONG[] = {" ", "+", "/", "=", ".", "\n", "\0", "\xC3\xA4", "\xED\xA0\x80", "\xFF"};
  static constexpr std::string_view VERSIONS[] = {"DIoL2.", "DIoL10.", "DIoL0.", "DIoL01.", "DIoL99.", "DIoL100."};
  if (text->empty())
    *text = text_of(router_model());
  const size_t at = random() % text->size();
  switch (random() % 6) {
    case 0:
      text->replace(at, 1, one_of(WRONG, random));
      return;
    case 1:
      text->insert(at, one_of(WRONG, random));
      return;
    case 2:
      text->replace(0, std::min(MODEL_TEXT_PREFIX_LENGTH, text->size()), one_of(VERSIONS, random));
      return;
    case 3:
      text->erase(at, 1 + random() % 8);
      return;
    case 4:
      text->append(1 + random() % 160, 'A');
      return;
    default:  // another character of the alphabet: its last bits count, too
      (*text)[at] ^= static_cast<char>(1 << random() % 3);
  }
}
