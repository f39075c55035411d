#include <doctest/doctest.h>

#include <cctype>
#include <cmath>
#include <cstring>
#include <random>
#include <string>

#include "model_text_helpers.h"

TEST_CASE("model text: the checksum is zlib's CRC-32") {
  const std::string digits = "123456789";
  CHECK(crc32(reinterpret_cast<const uint8_t *>(digits.data()), digits.size()) == 0xCBF43926);
  const uint32_t half = crc32(reinterpret_cast<const uint8_t *>(digits.data()), 4);
  CHECK(crc32(reinterpret_cast<const uint8_t *>(digits.data()) + 4, 5, half) == 0xCBF43926);
}

TEST_CASE("model text: every field lies where the format says") {
  Model m = fridge_model();
  m.provisional = true;
  for (uint8_t g = POWER_HIGH; g < GAUGES; g++)  // all different
    m.extreme[g] += g / 2.0f;
  m.extreme[POWER_LOW] -= 1.0f;
  m.days = {{21.0f, 41.0f, 29.0f}, {0.125f, 0.25f, 0.5f}};
  const Bytes p = payload_of(text_of(m));
  REQUIRE(p.size() == 89 + 11 * 2);
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
      {LONGEST_ON_AT, m.extreme[TIME_ON]},
      {LONGEST_OFF_AT, m.extreme[TIME_OFF]},
      {GREATEST_POWER_AT, m.extreme[POWER_HIGH]},
      {LEAST_POWER_AT, m.extreme[POWER_LOW]},
      {FLOOR_ON_AT, m.extreme[FLOOR_ON]},
      {FLOOR_OFF_AT, m.extreme[FLOOR_OFF]},
      {PEAK_AT, m.extreme[PEAK_POWER]},
      {ATTEMPTS_AT, m.extreme[ATTEMPTS]},
      {MOST_STARTS_AT, m.extreme[HOUR_STARTS]},
      {GREATEST_DUTY_AT, m.extreme[CYCLE_DUTY]},
      {BASE_AT, m.extreme[BASE_LOAD]},
      {LONGEST_SAME_AT, m.extreme[SAME_READING]},
      {DAY_ON_AT, m.days.mean[DAY_ON]},
      {DAY_OFF_AT, m.days.mean[DAY_OFF]},
      {DAY_POWER_AT, m.days.mean[DAY_POWER]},
      {MEAN_AT, m.mean[0]},
  };
  for (const auto &[offset, value] : numbers) {
    CAPTURE(static_cast<int>(offset));
    CHECK(decode_uf16(static_cast<uint16_t>(at(offset))) == value);
  }
  CHECK(p[BLOCK_LENGTH_AT] == 12);
  CHECK(p[BLOCKS_AT] == 108);
  CHECK(decode_uf16(static_cast<uint16_t>(at(MEAN_AT + 18))) == m.mean[UNCHANGED]);
  CHECK(decode_uf8(p[SPREAD_AT + 9]) == m.spread[UNCHANGED]);
  for (uint8_t q = 0; q < DAY_QUANTITIES; q++)
    CHECK(decode_uf8(p[DAY_SPREAD_AT + q]) == m.days.spread[q]);
  CHECK(p[CLUSTER_AT] == 200);
  CHECK(p[CLUSTER_AT + 11] == 150);
  CHECK(static_cast<int8_t>(p[CLUSTER_AT + 12]) == -16);
  CHECK(text_of(m) == signed_text(p));
}

TEST_CASE("model text: each flag is a bit of its own") {
  const std::pair<bool Model::*, unsigned> flags[] = {
      {&Model::provisional, 1}, {&Model::adapted, 2}, {&Model::cycles, 4}, {&Model::on_demand, 8}};
  for (const auto &[flag, bit] : flags) {
    Model m = router_model();
    m.*flag = true;
    CHECK(payload_of(text_of(m))[FLAGS_AT] == bit);
  }
}

TEST_CASE("model text: its length follows from the number of clusters") {
  for (const auto &[clusters, length] : {std::pair<uint8_t, size_t>{1, 145}, {6, 218}, {8, 248}}) {
    Model m = fridge_model();
    m.clusters = clusters;
    CHECK(text_of(m).size() == length);
  }
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
    REQUIRE(std::memcmp(parsed.extreme, made.extreme, sizeof(made.extreme)) == 0);
    REQUIRE(std::memcmp(&parsed.days, &made.days, sizeof(made.days)) == 0);
    REQUIRE(parsed.on_demand == made.on_demand);
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
  CHECK(longest == 6 + (89 + 11 * 8 + 4) * 8 / 6 + 1);
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

TEST_CASE(
    "model text: of every size of model, every changed, dropped, doubled, added or swapped character is refused") {
  std::mt19937 random(4);
  std::vector<Model> models = {fridge_model(), router_model()};
  for (uint8_t clusters = 1; clusters <= MAX_CLUSTERS; clusters++) {
    models.push_back(random_model(random));
    while (models.back().clusters != clusters)
      models.back() = random_model(random);
  }
  for (const Model &model : models) {
    const std::string text = text_of(model);
    for (size_t at = 0; at < text.size(); at++) {
      std::string changed = text;
      changed[at] = static_cast<char>(text[at] ^ (1 << random() % 7));
      REQUIRE(parse(changed));
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
  for (int round = 0; round < 6000; round++) {
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
  CHECK(accepted > 300);
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
