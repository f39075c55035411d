#include <algorithm>
#include <cstring>

#include "body.h"
#include "check.h"

/// Any bytes as a model text: refused with a sentence and without a trace, or read as what they say.

using namespace esphome::diol;

namespace {

void must_refuse_well(const Refusal &refusal) {
  char sentence[MODEL_TEXT_MAX + 1];
  const size_t length = refusal.describe(sentence, sizeof(sentence));
  must(length == strlen(sentence), "a sentence ends where its length says");
  must(length > 0 && sentence[length - 1] == ']', "a sentence is whole and ends with its code");
  const char *code = strrchr(sentence, '[');
  must(code != nullptr && strncmp(code + 1, code_name(refusal.code), strlen(code_name(refusal.code))) == 0,
       "a sentence has the code of its refusal");
  const bool names_field = refusal.code == Refusal::BAD_VALUE || refusal.code == Refusal::BLIND_MODEL;
  must(names_field == (refusal.field != nullptr), "a refused value has a field, and nothing else has");
}

void must_pack_alike(const Model &model, const char *text, size_t length) {
  uint8_t payload[MODEL_PAYLOAD_MAX];
  const size_t size = pack_model(model, payload);
  Model unpacked;
  must(size <= sizeof(payload) && !unpack_model(payload, size, &unpacked), "a packed model is unpacked");
  ModelText again;
  format_model(unpacked, &again);
  must(again.length == length && memcmp(again.text, text, length) == 0, "an unpacked model is what was packed");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *text = reinterpret_cast<const char *>(data);
  Model model;
  uint8_t before[sizeof(Model)];
  memset(static_cast<void *>(&model), 0xA5, sizeof(model));
  memset(before, 0xA5, sizeof(before));
  if (const Refusal refusal = parse_model(text, size, &model)) {
    must(memcmp(&model, before, sizeof(before)) == 0, "a refused text changes nothing");
    must_refuse_well(refusal);
    return 0;
  }
  must_be_a_model(text, size);
  must_pack_alike(model, text, size);
  return 0;
}

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed) {
  std::mt19937 random(seed);
  if (random() % 8 == 0)
    return LLVMFuzzerMutate(data, size, max_size);
  std::string text(reinterpret_cast<char *>(data), size);
  if (random() % 8 == 0) {
    mistype(&text, random);
  } else {
    Bytes body = body_in(data, size);
    for (unsigned times = 1 + random() % 3; times > 0; times--)
      change_body(&body, random);
    text = signed_text(body);
  }
  const size_t length = std::min(text.size(), max_size);
  std::copy_n(text.begin(), length, data);
  return length;
}
