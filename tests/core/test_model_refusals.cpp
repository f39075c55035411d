#include <doctest/doctest.h>

#include <string>

#include "model_text_helpers.h"

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
  CHECK(said(parse("DIoL1." + std::string(138, 'A'))) == said(Refusal::BAD_LENGTH, 144));  // 103 bytes, one too few
  CHECK(said(parse("DIoL1." + std::string(141, 'A'))) == said(Refusal::BAD_LENGTH, 147));  // no such base64
  CHECK(said(parse("DIoL1." + std::string(138, 'A') + "E")) == said(Refusal::BAD_CHECKSUM));
  CHECK(said(parse("DIoL1." + std::string(249, 'A'))) == said(Refusal::BAD_LENGTH, 255));  // unless 186 bytes fit
}

TEST_CASE("model text: left-over bits must be zero, so that a model has one text only") {
  std::string text = text_of(fridge_model());  // 115 bytes: four bits are left over
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
      {"flags", FLAGS_AT, {7}, {0x14}},
      {"interval", INTERVAL_AT, {1}, {0}},
      {"hours", HOURS_AT, u16(1), u16(0)},
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
      {"greatest_power", GREATEST_POWER_AT, uf16(80.0f), below(80.0f)},
      {"greatest_power", GREATEST_POWER_AT, uf16(1600.0f), above(32768.0f)},
      {"least_power", LEAST_POWER_AT, uf16(80.0f), above(80.0f)},
      {"least_power", LEAST_POWER_AT, u16(0), u16(0xFFFF)},
      {"greatest_floor_on", FLOOR_ON_AT, u16(0), above(32768.0f)},
      {"greatest_floor_on", FLOOR_ON_AT, uf16(1600.0f), u16(0xFFFF)},
      {"greatest_floor_off", FLOOR_OFF_AT, u16(0), above(32768.0f)},
      {"greatest_floor_off", FLOOR_OFF_AT, uf16(80.0f), u16(0xFFFF)},
      {"greatest_peak", PEAK_AT, u16(0), above(65536.0f)},
      {"greatest_peak", PEAK_AT, uf16(65536.0f), u16(0xFFFF)},
      {"most_attempts", ATTEMPTS_AT, u16(0), above(1000.0f)},
      {"most_starts", MOST_STARTS_AT, u16(0), above(1000.0f)},
      {"greatest_duty", GREATEST_DUTY_AT, u16(0), above(1.0f)},
      {"greatest_duty", GREATEST_DUTY_AT, uf16(1.0f), u16(0xFFFF)},
      {"greatest_base", BASE_AT, u16(0), above(32768.0f)},
      {"greatest_base", BASE_AT, uf16(1600.0f), u16(0xFFFF)},
      {"longest_unchanged", LONGEST_SAME_AT, u16(0), above(40320.0f)},
      {"day_on", DAY_ON_AT, above(0.05f), below(0.05f)},
      {"day_on", DAY_ON_AT, below(20160.0f), above(20160.0f)},
      {"day_off", DAY_OFF_AT, above(0.05f), below(0.05f)},
      {"day_off", DAY_OFF_AT, below(20160.0f), above(20160.0f)},
      {"day_power", DAY_POWER_AT, above(0.05f), below(0.05f)},
      {"day_power", DAY_POWER_AT, uf16(32768.0f), above(32768.0f)},
      {"day_spread", DAY_SPREAD_AT, {1}, {0}},
      {"day_spread", DAY_SPREAD_AT + 1, {1}, {0}},
      {"day_spread", DAY_SPREAD_AT + 2, {1}, {0}},
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
  for (const auto &[good, bad] : {std::pair{uf16(32768.0f), above(32768.0f)}, {above(0.05f), below(0.05f)}}) {
    Model alone = router_model();  // no other limit beyond it
    alone.on_power = alone.extreme[POWER_HIGH] = decode_uf16(static_cast<uint16_t>(good[0] << 8 | good[1]));
    alone.extreme[POWER_LOW] = alone.on_power;
    alone.extreme[FLOOR_ON] = alone.extreme[BASE_LOAD] = alone.extreme[PEAK_POWER] = 0.0f;
    CHECK_FALSE(parse(text_of(alone)));
    CHECK(said(parse(patched(ON_POWER_AT, bad, alone))) == said(Refusal::BAD_VALUE, 0, "on_power"));
  }
}

TEST_CASE("model text: without cycles all that is said of them must be zero") {
  const std::pair<const char *, size_t> fields[] = {
      {"on_time", ON_TIME_AT}, {"off_time", OFF_TIME_AT}, {"duty", DUTY_AT}, {"starts", STARTS_AT}};
  CHECK_FALSE(parse(text_of(router_model())));
  const std::pair<const char *, size_t> extremes[] = {
      {"longest_on", LONGEST_ON_AT},  {"longest_off", LONGEST_OFF_AT}, {"greatest_floor_off", FLOOR_OFF_AT},
      {"most_attempts", ATTEMPTS_AT}, {"most_starts", MOST_STARTS_AT}, {"greatest_duty", GREATEST_DUTY_AT}};
  for (const auto &[field, offset] : extremes)
    CHECK(said(parse(patched(offset, u16(1), router_model()))) == said(Refusal::BAD_VALUE, 0, field));
  // Those that cycle must have been on and off for some time.
  for (const auto &[field, offset] : {extremes[0], extremes[1]})
    CHECK(said(parse(patched(offset, u16(0)))) == said(Refusal::BAD_VALUE, 0, field));
  for (const auto &[field, offset] : fields) {
    CHECK(said(parse(patched(offset, u16(1), router_model()))) == said(Refusal::BAD_VALUE, 0, field));
    CHECK(said(parse(patched(offset, u16(0)))) == said(Refusal::BAD_VALUE, 0, field));
  }
}

TEST_CASE("model text: limits that could never alarm are refused as blind") {
  const std::pair<const char *, std::pair<size_t, float>> limits[] = {
      {"block_mean", {BLOCK_MEAN_AT, 16.0f}},
      {"block_scale", {BLOCK_SCALE_AT, 4.0f}},
      {"block_max", {BLOCK_MAX_AT, 16.0f}},
      {"longest_on", {LONGEST_ON_AT, 20160.0f}},
      {"longest_off", {LONGEST_OFF_AT, 20160.0f}},
      {"greatest_power", {GREATEST_POWER_AT, 20.0f * 80.0f}},
      {"greatest_floor_on", {FLOOR_ON_AT, 20.0f * 80.0f}},
      {"greatest_floor_off", {FLOOR_OFF_AT, 80.0f}},
      {"most_attempts", {ATTEMPTS_AT, 100.0f}},
      {"most_starts", {MOST_STARTS_AT, 100.0f}},
      {"greatest_base", {BASE_AT, 20.0f * 80.0f}},
      {"longest_unchanged", {LONGEST_SAME_AT, 20160.0f}},
  };
  for (const auto &[field, limit] : limits) {
    CAPTURE(field);
    CHECK_FALSE(parse(patched(limit.first, uf16(limit.second))));
    CHECK(said(parse(patched(limit.first, above(limit.second)))) == said(Refusal::BLIND_MODEL, 0, field));
  }
  // A thousand times 80 W is beyond all range, of a router it is not.
  CHECK_FALSE(parse(patched(PEAK_AT, uf16(10000.0f), router_model())));
  CHECK(said(parse(patched(PEAK_AT, above(10000.0f), router_model()))) ==
        said(Refusal::BLIND_MODEL, 0, "greatest_peak"));
  for (uint8_t q = 0; q < DAY_QUANTITIES; q++) {
    const uint8_t most = encode_uf8(1.0f);
    CHECK_FALSE(parse(patched(DAY_SPREAD_AT + q, {most})));
    CHECK(said(parse(patched(DAY_SPREAD_AT + q, {static_cast<uint8_t>(most + 1)}))) ==
          said(Refusal::BLIND_MODEL, 0, "day_spread"));
  }
  for (uint8_t j = 0; j < FEATURES; j++) {
    const uint8_t most = encode_uf8(j == UNCHANGED ? 16.0f : 8.0f);
    CHECK_FALSE(parse(patched(SPREAD_AT + j, {most})));
    CHECK(said(parse(patched(SPREAD_AT + j, {static_cast<uint8_t>(most + 1)}))) ==
          said(Refusal::BLIND_MODEL, 0, "spread"));
  }
}

TEST_CASE("model text: days are known wholly or not at all, and only of what cycles by itself") {
  const auto with_days = [](Days days, Model model) {
    model.days = days;
    return said(parse(text_of(model)));
  };
  const Days known = fridge_model().days;
  CHECK(with_days(known, fridge_model()) == said(Refusal::NONE));
  CHECK(with_days({}, fridge_model()) == said(Refusal::NONE));
  CHECK(with_days({{0.0f, 40.0f, 28.0f}, {}}, fridge_model()) == said(Refusal::BAD_VALUE, 0, "day_off"));
  CHECK(with_days({{0.0f, 0.0f, 28.0f}, {}}, fridge_model()) == said(Refusal::BAD_VALUE, 0, "day_power"));
  CHECK(with_days({{}, {0.0f, 0.125f, 0.0f}}, fridge_model()) == said(Refusal::BAD_VALUE, 0, "day_spread"));
  CHECK(with_days({{20.0f, 0.0f, 28.0f}, {0.1f, 0.1f, 0.1f}}, fridge_model()) ==
        said(Refusal::BAD_VALUE, 0, "day_off"));
  CHECK(with_days(known, router_model()) == said(Refusal::BAD_VALUE, 0, "day_on"));
  CHECK(with_days(known, washer_model()) == said(Refusal::BAD_VALUE, 0, "day_on"));
  CHECK(said(parse(text_of(washer_model()))) == said(Refusal::NONE));
}

TEST_CASE("model text: of several faults the first one in the agreed order is named") {
  // From the last check to the first, each fault added to those before it
  Bytes payload = payload_of(text_of(fridge_model()));
  const auto fault = [&](size_t offset, const Bytes &bytes, const std::string &expected) {
    std::copy(bytes.begin(), bytes.end(), payload.begin() + static_cast<ptrdiff_t>(offset));
    CHECK(said(parse(signed_text(payload))) == expected);
  };
  fault(SPREAD_AT, Bytes(FEATURES, encode_uf8(8.0f)), said(Refusal::BLIND_MODEL, 0, "reach"));
  fault(SPREAD_AT, {0xFF}, said(Refusal::BLIND_MODEL, 0, "spread"));
  fault(DAY_SPREAD_AT, {0xFF}, said(Refusal::BLIND_MODEL, 0, "day_spread"));
  fault(LONGEST_SAME_AT, above(20160.0f), said(Refusal::BLIND_MODEL, 0, "longest_unchanged"));
  fault(BASE_AT, above(1600.0f), said(Refusal::BLIND_MODEL, 0, "greatest_base"));
  fault(MOST_STARTS_AT, above(100.0f), said(Refusal::BLIND_MODEL, 0, "most_starts"));
  fault(ATTEMPTS_AT, above(100.0f), said(Refusal::BLIND_MODEL, 0, "most_attempts"));
  fault(FLOOR_OFF_AT, above(80.0f), said(Refusal::BLIND_MODEL, 0, "greatest_floor_off"));
  fault(FLOOR_ON_AT, above(1600.0f), said(Refusal::BLIND_MODEL, 0, "greatest_floor_on"));
  fault(GREATEST_POWER_AT, above(1600.0f), said(Refusal::BLIND_MODEL, 0, "greatest_power"));
  fault(LONGEST_OFF_AT, above(20160.0f), said(Refusal::BLIND_MODEL, 0, "longest_off"));
  fault(LONGEST_ON_AT, above(20160.0f), said(Refusal::BLIND_MODEL, 0, "longest_on"));
  fault(BLOCK_MAX_AT, u16(0xFFFF), said(Refusal::BLIND_MODEL, 0, "block_max"));
  fault(BLOCK_SCALE_AT, u16(0xFFFF), said(Refusal::BLIND_MODEL, 0, "block_scale"));
  fault(BLOCK_MEAN_AT, u16(0xFFFF), said(Refusal::BLIND_MODEL, 0, "block_mean"));
  fault(CLUSTER_AT + 5, {0x80}, said(Refusal::BAD_VALUE, 0, "coordinate"));
  fault(SPREAD_AT + 5, {0}, said(Refusal::BAD_VALUE, 0, "spread"));
  fault(DAY_SPREAD_AT + 1, {0}, said(Refusal::BAD_VALUE, 0, "day_spread"));
  fault(DAY_POWER_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "day_power"));
  fault(DAY_OFF_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "day_off"));
  fault(DAY_ON_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "day_on"));
  fault(LONGEST_SAME_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "longest_unchanged"));
  fault(BASE_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "greatest_base"));
  fault(GREATEST_DUTY_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "greatest_duty"));
  fault(MOST_STARTS_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "most_starts"));
  fault(ATTEMPTS_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "most_attempts"));
  fault(PEAK_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "greatest_peak"));
  fault(FLOOR_OFF_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "greatest_floor_off"));
  fault(FLOOR_ON_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "greatest_floor_on"));
  fault(LEAST_POWER_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "least_power"));
  fault(GREATEST_POWER_AT, u16(0xFFFF), said(Refusal::BAD_VALUE, 0, "greatest_power"));
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
