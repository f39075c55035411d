#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <set>
#include <string>

#include "model_text.h"
#include "numeric.h"
#include "sample_models.h"

using namespace esphome::diol;

namespace {

Refusal parse(const std::string &text) {
  Model model;
  return parse_model(text.data(), text.size(), &model);
}

/// "code number field", for comparing.
std::string said(const Refusal &refusal) {
  return std::to_string(refusal.code) + " " + std::to_string(refusal.number) + " " +
         (refusal.field == nullptr ? "" : refusal.field);
}
std::string said(Refusal::Code code, int number = 0, const char *field = nullptr) {
  return said(Refusal{code, number, field});
}

/// The fridge's text with `bytes` written at `offset` of its payload and the checksum made right.
std::string patched(size_t offset, const Bytes &bytes, const Model &model = fridge_model()) {
  Bytes payload = payload_of(text_of(model));
  std::copy(bytes.begin(), bytes.end(), payload.begin() + static_cast<ptrdiff_t>(offset));
  return signed_text(payload);
}
Bytes u16(unsigned v) { return {static_cast<uint8_t>(v >> 8), static_cast<uint8_t>(v)}; }
Bytes uf16(float v) { return u16(encode_uf16(v)); }
/// The next code above, or below, a value's.
Bytes above(float v) { return u16(encode_uf16(v) + 1U); }
Bytes below(float v) { return u16(encode_uf16(v) - 1U); }

// Offsets in the payload, as docs/model-format.md gives them
enum Offset : size_t {
  FLAGS_AT = 0,
  SET_AT = 1,
  INTERVAL_AT = 2,
  K_AT = 3,
  HOURS_AT = 4,
  ON_POWER_AT = 6,
  OFF_LEVEL_AT = 8,
  ON_TIME_AT = 10,
  OFF_TIME_AT = 12,
  DUTY_AT = 14,
  STARTS_AT = 16,
  BLOCK_LENGTH_AT = 18,
  BLOCKS_AT = 19,
  BLOCK_MEAN_AT = 20,
  BLOCK_SCALE_AT = 22,
  BLOCK_MAX_AT = 24,
  LONGEST_ON_AT = 26,
  LONGEST_OFF_AT = 28,
  MEAN_AT = 30,
  SPREAD_AT = 50,
  CLUSTER_AT = 60,
};

}  // namespace

TEST_CASE("model text: the checksum is zlib's CRC-32") {
  const std::string digits = "123456789";
  CHECK(crc32(reinterpret_cast<const uint8_t *>(digits.data()), digits.size()) == 0xCBF43926);
  const uint32_t half = crc32(reinterpret_cast<const uint8_t *>(digits.data()), 4);
  CHECK(crc32(reinterpret_cast<const uint8_t *>(digits.data()) + 4, 5, half) == 0xCBF43926);
}

TEST_CASE("model text: every field lies where the format says") {
  Model m = fridge_model();
  m.provisional = true;
  const Bytes p = payload_of(text_of(m));
  REQUIRE(p.size() == 60 + 11 * 2);
  CHECK(p[FLAGS_AT] == 5);
  CHECK(p[SET_AT] == 1);
  CHECK(p[INTERVAL_AT] == 10);
  CHECK(p[K_AT] == 2);
  const auto at = [&](size_t offset) { return p[offset] << 8 | p[offset + 1]; };
  CHECK(at(HOURS_AT) == 216);
  const std::pair<Offset, float> numbers[] = {
      {ON_POWER_AT, m.on_power},
      {OFF_LEVEL_AT, m.off_level},
      {ON_TIME_AT, m.on_time},
      {OFF_TIME_AT, m.off_time},
      {DUTY_AT, m.duty},
      {STARTS_AT, m.starts_per_hour},
      {BLOCK_MEAN_AT, m.block_mean},
      {BLOCK_SCALE_AT, m.block_scale},
      {BLOCK_MAX_AT, m.block_max},
      {LONGEST_ON_AT, m.longest_on},
      {LONGEST_OFF_AT, m.longest_off},
      {MEAN_AT, m.mean[0]},
  };
  for (const auto &[offset, value] : numbers)
    CHECK(decode_uf16(static_cast<uint16_t>(at(offset))) == value);
  CHECK(p[BLOCK_LENGTH_AT] == 12);
  CHECK(p[BLOCKS_AT] == 108);
  CHECK(decode_uf16(static_cast<uint16_t>(at(MEAN_AT + 18))) == m.mean[UNCHANGED]);
  CHECK(decode_uf8(p[SPREAD_AT + 9]) == m.spread[UNCHANGED]);
  CHECK(p[CLUSTER_AT] == 200);
  CHECK(p[CLUSTER_AT + 11] == 150);
  CHECK(static_cast<int8_t>(p[CLUSTER_AT + 12]) == -16);
  CHECK(text_of(m) == signed_text(p));
}

TEST_CASE("model text: formatting what was parsed gives the same text, and parsing that the same model") {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; round++) {
    const Model made = random_model(random);
    const std::string text = text_of(made);
    Model parsed, again;
    CAPTURE(text);
    REQUIRE(said(parse_model(text.data(), text.size(), &parsed)) == said(Refusal::NONE));
    REQUIRE(text_of(parsed) == text);
    REQUIRE(parse_model(text.data(), text.size(), &again).code == Refusal::NONE);
    REQUIRE(std::memcmp(parsed.mean, made.mean, sizeof(made.mean)) == 0);
    REQUIRE(std::memcmp(parsed.spread, made.spread, sizeof(made.spread)) == 0);
    REQUIRE(parsed.on_power == made.on_power);
    REQUIRE(parsed.longest_off == made.longest_off);
    REQUIRE(parsed.blocks == made.blocks);
    REQUIRE(parsed.clusters == made.clusters);
    REQUIRE(parsed.cluster[made.clusters - 1].at[9] == made.cluster[made.clusters - 1].at[9]);
    REQUIRE(parsed.provisional == made.provisional);
    REQUIRE(parsed.adapted == made.adapted);
    REQUIRE(parsed.cycles == made.cycles);
  }
}

TEST_CASE("model text: no model takes more than 255 characters, and all are of the entity's pattern") {
  std::mt19937 random(2);
  size_t longest = 0;
  const auto check = [&](const Model &model) {
    ModelText text;
    format_model(model, &text);
    longest = std::max(longest, text.length);
    REQUIRE(text.length <= MODEL_TEXT_MAX);
    REQUIRE(text.text[text.length] == '\0');
    REQUIRE(std::strlen(text.text) == text.length);
    for (const char *c = text.text + 6; *c != '\0'; c++)
      REQUIRE((std::isalnum(static_cast<unsigned char>(*c)) || *c == '-' || *c == '_'));
  };
  for (int round = 0; round < 500; round++)
    check(random_model(random));
  Model extreme{};
  extreme.clusters = MAX_CLUSTERS;
  for (float *value = &extreme.on_power; value <= &extreme.starts_per_hour; value++)
    *value = INFINITY;
  extreme.learnt_hours = extreme.block_minutes = UINT16_MAX;
  extreme.blocks = extreme.interval_s = UINT8_MAX;
  check(extreme);
  CHECK(longest == 6 + (60 + 11 * 8 + 4) * 8 / 6 + 1);
}

TEST_CASE("model text: every change of a single character is refused") {
  const std::string characters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ .+/=\n\r\t\"'\x7F\x80\xFF";
  const std::string text = text_of(fridge_model());
  for (size_t at = 0; at < text.size(); at++) {
    for (const char c : characters + std::string(1, '\0')) {
      std::string changed = text;
      changed[at] = c;
      CAPTURE(changed);
      REQUIRE(static_cast<bool>(parse(changed)) == (changed != text));
    }
  }
}

TEST_CASE("model text: every dropped, doubled, added or swapped character is refused") {
  for (const Model &model : {fridge_model(), router_model()}) {
    const std::string text = text_of(model);
    for (size_t at = 0; at < text.size(); at++) {
      std::string dropped = text, doubled = text, added = text, swapped = text;
      dropped.erase(at, 1);
      REQUIRE(parse(dropped));
      doubled.insert(at, 1, text[at]);
      REQUIRE(parse(doubled));
      added.insert(at, 1, 'A');
      REQUIRE(parse(added));
      REQUIRE(parse(text.substr(0, at)));
      REQUIRE(parse(text.substr(at + 1)));
      if (at + 1 < text.size()) {
        std::swap(swapped[at], swapped[at + 1]);
        REQUIRE(static_cast<bool>(parse(swapped)) == (swapped != text));
      }
    }
    CHECK(parse(text + "A"));
    CHECK(parse(text + "\n"));
    CHECK(parse(text + text));
    CHECK_FALSE(parse(text));
  }
}

TEST_CASE("model text: a text with another beginning is not a model") {
  const std::string rest = text_of(fridge_model()).substr(6);
  for (const char *start : {"", "D", "DIoL", "DIoL1", "diol1.", "DIoL.", "DIoL0.", "DIoL01.", "DIoL123.", "DIoLa.",
                            " DIoL1.", "DIoL1,", "XIoL1.", "DIoL1x."}) {
    CAPTURE(start);
    CHECK(said(parse(start)) == said(Refusal::NOT_A_MODEL));
    CHECK(said(parse(start + rest)) == said(Refusal::NOT_A_MODEL));
  }
  CHECK(said(parse(std::string(1000, 'x'))) == said(Refusal::NOT_A_MODEL));
}

TEST_CASE("model text: a newer version is named, before anything else is looked at") {
  CHECK(said(parse("DIoL2.")) == said(Refusal::NEWER_VERSION, 2));
  CHECK(said(parse("DIoL10.???")) == said(Refusal::NEWER_VERSION, 10));
  CHECK(said(parse("DIoL99." + std::string(400, 'A'))) == said(Refusal::NEWER_VERSION, 99));
}

TEST_CASE("model text: too long comes before a bad character, that before the length, that before the checksum") {
  CHECK(said(parse("DIoL1." + std::string(250, '?'))) == said(Refusal::TOO_LONG, 256));
  CHECK(said(parse("DIoL1." + std::string(249, '?'))) == said(Refusal::BAD_CHARACTER, 6));
  CHECK(said(parse("DIoL1.AAAA AAA")) == said(Refusal::BAD_CHARACTER, 10));
  CHECK(said(parse("DIoL1.")) == said(Refusal::BAD_LENGTH, 6));
  CHECK(said(parse("DIoL1.AAAA")) == said(Refusal::BAD_LENGTH, 10));
  CHECK(said(parse("DIoL1." + std::string(98, 'A'))) == said(Refusal::BAD_LENGTH, 104));   // 73 bytes and a half
  CHECK(said(parse("DIoL1." + std::string(101, 'A'))) == said(Refusal::BAD_LENGTH, 107));  // no such base64
  CHECK(said(parse("DIoL1." + std::string(99, 'A') + "B")) == said(Refusal::BAD_CHECKSUM));
  CHECK(said(parse("DIoL1." + std::string(249, 'A'))) == said(Refusal::BAD_LENGTH, 255));  // unless 186 bytes fit
}

TEST_CASE("model text: left-over bits must be zero, so that a model has one text only") {
  std::string text = text_of(fridge_model());  // 86 bytes: four bits are left over
  REQUIRE(text.size() % 4 != 2);
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const size_t last = alphabet.find(text.back());
  text.back() = alphabet[last ^ 1];
  CHECK(said(parse(text)) == said(Refusal::BAD_LENGTH, static_cast<int>(text.size())));
}

TEST_CASE("model text: a payload that does not match its number of clusters is of a bad length") {
  for (int change : {-1, 1, 11, -11}) {
    Bytes payload = payload_of(text_of(fridge_model()));
    payload.resize(static_cast<size_t>(static_cast<int>(payload.size()) + change));
    const std::string text = signed_text(payload);
    CAPTURE(change);
    // The shortest model there is has one cluster
    CHECK(said(parse(text)) == said(Refusal::BAD_LENGTH, static_cast<int>(text.size())));
  }
}

TEST_CASE("model text: each value out of its range is refused by its name, the limits themselves are not") {
  struct Case {
    const char *field;
    size_t offset;
    Bytes good, bad;
  };
  const Case cases[] = {
      {"flags", FLAGS_AT, {7}, {12}},
      {"interval", INTERVAL_AT, {1}, {0}},
      {"hours", HOURS_AT, u16(1), u16(0)},
      {"on_power", ON_POWER_AT, uf16(32768.0f), above(32768.0f)},
      {"off_level", OFF_LEVEL_AT, below(80.0f), uf16(80.0f)},
      {"on_time", ON_TIME_AT, above(0.05f), below(0.05f)},
      {"on_time", ON_TIME_AT, below(20160.0f), above(20160.0f)},
      {"off_time", OFF_TIME_AT, above(0.05f), below(0.05f)},
      {"off_time", OFF_TIME_AT, below(20160.0f), above(20160.0f)},
      {"duty", DUTY_AT, above(0.0001f), below(0.0001f)},
      {"duty", DUTY_AT, uf16(1.0f), above(1.0f)},
      {"starts", STARTS_AT, above(0.0005f), below(0.0005f)},
      {"starts", STARTS_AT, uf16(60.0f), above(60.0f)},
      {"block_minutes", BLOCK_LENGTH_AT, {1}, {0}},
      {"blocks", BLOCKS_AT, {1}, {0}},
      {"longest_on", LONGEST_ON_AT, above(0.05f), below(0.05f)},
      {"longest_on", LONGEST_ON_AT, below(20160.0f), above(40320.0f)},
      {"longest_off", LONGEST_OFF_AT, above(0.05f), below(0.05f)},
      {"longest_off", LONGEST_OFF_AT, below(20160.0f), above(40320.0f)},
      {"spread", SPREAD_AT, {1}, {0}},
      {"spread", SPREAD_AT + 9, {1}, {0}},
      {"coordinate", CLUSTER_AT + 1, {0x81}, {0x80}},
      {"coordinate", CLUSTER_AT + 21, {0x7F}, {0x80}},
  };
  for (const Case &c : cases) {
    CAPTURE(c.field);
    CAPTURE(c.offset);
    CHECK(said(parse(patched(c.offset, c.good))) == said(Refusal::NONE));
    CHECK(said(parse(patched(c.offset, c.bad))) == said(Refusal::BAD_VALUE, 0, c.field));
  }
  CHECK(said(parse(patched(K_AT, {0}))) == said(Refusal::BAD_VALUE, 0, "clusters"));
  CHECK(said(parse(patched(K_AT, {9}))) == said(Refusal::BAD_VALUE, 0, "clusters"));
  CHECK(said(parse(patched(SET_AT, {2}))) == said(Refusal::UNKNOWN_FEATURES, 2));
  CHECK(said(parse(patched(ON_POWER_AT, below(0.05f)))) == said(Refusal::BAD_VALUE, 0, "on_power"));
}

TEST_CASE("model text: without cycles all that is said of them must be zero") {
  const std::pair<const char *, size_t> fields[] = {
      {"on_time", ON_TIME_AT}, {"off_time", OFF_TIME_AT}, {"duty", DUTY_AT}, {"starts", STARTS_AT}};
  CHECK_FALSE(parse(text_of(router_model())));
  for (const auto &[field, offset] : fields) {
    CHECK(said(parse(patched(offset, u16(1), router_model()))) == said(Refusal::BAD_VALUE, 0, field));
    CHECK(said(parse(patched(offset, u16(0)))) == said(Refusal::BAD_VALUE, 0, field));
  }
}

TEST_CASE("model text: limits that could never alarm are refused as blind") {
  const std::pair<const char *, std::pair<size_t, float>> limits[] = {
      {"block_mean", {BLOCK_MEAN_AT, 16.0f}},      {"block_scale", {BLOCK_SCALE_AT, 4.0f}},
      {"block_max", {BLOCK_MAX_AT, 16.0f}},        {"longest_on", {LONGEST_ON_AT, 20160.0f}},
      {"longest_off", {LONGEST_OFF_AT, 20160.0f}},
  };
  for (const auto &[field, limit] : limits) {
    CAPTURE(field);
    CHECK_FALSE(parse(patched(limit.first, uf16(limit.second))));
    CHECK(said(parse(patched(limit.first, above(limit.second)))) == said(Refusal::BLIND_MODEL, 0, field));
  }
  for (uint8_t j = 0; j < FEATURES; j++) {
    const uint8_t most = encode_uf8(j == UNCHANGED ? 16.0f : 8.0f);
    CHECK_FALSE(parse(patched(SPREAD_AT + j, {most})));
    CHECK(said(parse(patched(SPREAD_AT + j, {static_cast<uint8_t>(most + 1)}))) ==
          said(Refusal::BLIND_MODEL, 0, "spread"));
  }
}

TEST_CASE("model text: of several faults the first one in the agreed order is named") {
  // From the last check to the first, each fault added to those before it
  Bytes payload = payload_of(text_of(fridge_model()));
  const auto fault = [&](size_t offset, const Bytes &bytes, const std::string &expected) {
    std::copy(bytes.begin(), bytes.end(), payload.begin() + static_cast<ptrdiff_t>(offset));
    CHECK(said(parse(signed_text(payload))) == expected);
  };
  fault(SPREAD_AT, {0xFF}, said(Refusal::BLIND_MODEL, 0, "spread"));
  fault(LONGEST_OFF_AT, above(20160.0f), said(Refusal::BLIND_MODEL, 0, "longest_off"));
  fault(LONGEST_ON_AT, above(20160.0f), said(Refusal::BLIND_MODEL, 0, "longest_on"));
  fault(BLOCK_MAX_AT, u16(0xFFFF), said(Refusal::BLIND_MODEL, 0, "block_max"));
  fault(BLOCK_SCALE_AT, u16(0xFFFF), said(Refusal::BLIND_MODEL, 0, "block_scale"));
  fault(BLOCK_MEAN_AT, u16(0xFFFF), said(Refusal::BLIND_MODEL, 0, "block_mean"));
  fault(CLUSTER_AT + 5, {0x80}, said(Refusal::BAD_VALUE, 0, "coordinate"));
  fault(SPREAD_AT + 5, {0}, said(Refusal::BAD_VALUE, 0, "spread"));
  fault(LONGEST_OFF_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "longest_off"));
  fault(LONGEST_ON_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "longest_on"));
  fault(BLOCKS_AT, {0}, said(Refusal::BAD_VALUE, 0, "blocks"));
  fault(BLOCK_LENGTH_AT, {0}, said(Refusal::BAD_VALUE, 0, "block_minutes"));
  fault(STARTS_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "starts"));
  fault(DUTY_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "duty"));
  fault(OFF_TIME_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "off_time"));
  fault(ON_TIME_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "on_time"));
  fault(OFF_LEVEL_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "off_level"));
  fault(ON_POWER_AT, u16(0), said(Refusal::BAD_VALUE, 0, "on_power"));
  fault(HOURS_AT, u16(0), said(Refusal::BAD_VALUE, 0, "hours"));
  fault(INTERVAL_AT, {0}, said(Refusal::BAD_VALUE, 0, "interval"));
  fault(K_AT, {3}, said(Refusal::BAD_LENGTH, static_cast<int>(text_of(fridge_model()).size())));
  fault(K_AT, {0}, said(Refusal::BAD_VALUE, 0, "clusters"));
  fault(SET_AT, {0}, said(Refusal::UNKNOWN_FEATURES, 0));
  fault(FLAGS_AT, {0x80}, said(Refusal::BAD_VALUE, 0, "flags"));
}

TEST_CASE("model text: a refused text touches nothing") {
  Model model = fridge_model();
  Model before;
  std::memcpy(static_cast<void *>(&before), &model, sizeof(model));
  for (const std::string &text : {std::string("nonsense"), patched(SPREAD_AT, {0xFF}), patched(HOURS_AT, {0, 0}),
                                  text_of(router_model()).substr(0, 50)}) {
    CHECK(parse_model(text.data(), text.size(), &model));
    CHECK(std::memcmp(&before, &model, sizeof(model)) == 0);
  }
}

TEST_CASE("model text: random bytes with a right checksum are parsed to a usable model or refused") {
  std::mt19937 random(9);
  int accepted = 0;
  for (int round = 0; round < 20000; round++) {
    Bytes payload = payload_of(text_of(random_model(random)));
    for (int changes = 1 + static_cast<int>(random() % 3); changes > 0; changes--)
      payload[random() % payload.size()] = static_cast<uint8_t>(random());
    const std::string text = signed_text(payload);
    Model model;
    if (parse_model(text.data(), text.size(), &model))
      continue;
    accepted++;
    REQUIRE(text_of(model) == text);
    REQUIRE(std::isfinite(model.on_power / model.spread[0]));
  }
  CHECK(accepted > 1000);
}

TEST_CASE("model text: the payload alone is packed and unpacked for storage") {
  const Model model = fridge_model();
  uint8_t payload[MODEL_PAYLOAD_MAX];
  const size_t length = pack_model(model, payload);
  Model unpacked;
  REQUIRE_FALSE(unpack_model(payload, length, &unpacked));
  CHECK(text_of(unpacked) == text_of(model));
  for (size_t cut = 0; cut < length; cut++)
    CHECK(unpack_model(payload, cut, &unpacked));
  payload[20] ^= 1;
  CHECK(said(unpack_model(payload, length, &unpacked)) == said(Refusal::BAD_CHECKSUM));
}
