#include "model_text.h"

#include <algorithm>
#include <cstring>

#include "model_checks.h"
#include "numeric.h"

namespace esphome::diol {

namespace {

constexpr char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr uint8_t FLAG_PROVISIONAL = 1, FLAG_ADAPTED = 2, FLAG_CYCLES = 4, FLAG_ON_DEMAND = 8, FLAGS = 15;
constexpr size_t HEADER_BYTES = 89;
constexpr size_t CLUSTER_BYTES = 1 + FEATURES;
constexpr size_t CRC_BYTES = 4;
constexpr size_t payload_bytes(uint8_t clusters) { return HEADER_BYTES + clusters * CLUSTER_BYTES + CRC_BYTES; }
static_assert(payload_bytes(MAX_CLUSTERS) <= MODEL_PAYLOAD_MAX);
static_assert(MODEL_TEXT_PREFIX_LENGTH + (MODEL_PAYLOAD_MAX * 8 + 5) / 6 <= MODEL_TEXT_MAX);

class Writer {
 public:
  explicit Writer(uint8_t *to) : start_(to), to_(to) {}
  void u8(uint8_t v) { *this->to_++ = v; }
  void u16(uint16_t v) {
    this->u8(v >> 8);
    this->u8(v & 0xFF);
  }
  void uf16(float v) { this->u16(encode_uf16(v)); }
  size_t length() const { return this->to_ - this->start_; }

 protected:
  uint8_t *start_, *to_;
};

class Reader {
 public:
  explicit Reader(const uint8_t *from) : from_(from) {}
  uint8_t u8() { return *this->from_++; }
  uint16_t u16() {
    const uint16_t high = this->u8();
    return static_cast<uint16_t>(high << 8 | this->u8());
  }
  float uf16() { return decode_uf16(this->u16()); }

 protected:
  const uint8_t *from_;
};

uint32_t checksum(const uint8_t *payload, size_t length) {
  const uint32_t crc = crc32(reinterpret_cast<const uint8_t *>(MODEL_TEXT_PREFIX), MODEL_TEXT_PREFIX_LENGTH);
  return crc32(payload, length, crc);
}

int digit_of(char c) {
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '-' ? 62 : c == '_' ? 63 : -1;
}

/// `DIoL`, a version without leading zero, a dot. Sets `start` to what follows.
Refusal check_prefix(const char *text, size_t length, size_t *start) {
  constexpr size_t NAME = 4;
  int32_t version = 0;
  size_t at = NAME;
  while (at < length && at < NAME + 2 && text[at] >= '0' && text[at] <= '9')
    version = version * 10 + (text[at++] - '0');
  if (length <= at || at == NAME || std::memcmp(text, MODEL_TEXT_PREFIX, NAME) != 0 || text[NAME] == '0' ||
      text[at] != '.')
    return {Refusal::NOT_A_MODEL};
  if (version != 1)
    return {Refusal::NEWER_VERSION, version};
  *start = at + 1;
  return {};
}

}  // namespace

uint32_t crc32(const uint8_t *data, size_t length, uint32_t crc) {
  // Of each half byte the remainder by the reflected polynomial 0xEDB88320: a quarter of the time of single bits, and
  // a sixteenth of the memory of whole bytes.
  static constexpr uint32_t REMAINDER[16] = {0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
                                             0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                             0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
  crc = ~crc;
  for (size_t i = 0; i < length; i++) {
    crc ^= data[i];
    crc = (crc >> 4) ^ REMAINDER[crc & 15];
    crc = (crc >> 4) ^ REMAINDER[crc & 15];
  }
  return ~crc;
}

size_t pack_model(const Model &m, uint8_t *payload) {
  Writer w(payload);
  w.u8((m.provisional ? FLAG_PROVISIONAL : 0) | (m.adapted ? FLAG_ADAPTED : 0) | (m.cycles ? FLAG_CYCLES : 0) |
       (m.on_demand ? FLAG_ON_DEMAND : 0));
  w.u8(FEATURE_SET);
  w.u8(m.interval_s);
  w.u8(m.clusters);
  w.u16(m.learnt_hours);
  for (float v : {m.on_power, m.off_level, m.on_time, m.off_time, m.duty, m.starts_per_hour})
    w.uf16(v);
  w.u8(static_cast<uint8_t>(std::min<uint16_t>(m.block_minutes / 10, UINT8_MAX)));
  w.u8(m.blocks);
  for (float v : {m.block_mean, m.block_scale, m.block_max})
    w.uf16(v);
  for (float v : m.extreme)
    w.uf16(v);
  for (float v : m.days.mean)
    w.uf16(v);
  for (float v : m.days.spread)
    w.u8(encode_uf8(v));
  for (float v : m.mean)
    w.uf16(v);
  for (float v : m.spread)
    w.u8(encode_uf8(v));
  for (uint8_t k = 0; k < m.clusters; k++) {
    w.u8(m.cluster[k].weight);
    for (int8_t at : m.cluster[k].at)
      w.u8(static_cast<uint8_t>(at));
  }
  const uint32_t crc = checksum(payload, w.length());
  w.u16(crc >> 16);
  w.u16(crc & 0xFFFF);
  return w.length();
}

Refusal unpack_model(const uint8_t *payload, size_t length, Model *model) {
  // The number of characters is what a person can compare, so that is what a refusal names.
  const Refusal bad_length{Refusal::BAD_LENGTH, static_cast<int32_t>(MODEL_TEXT_PREFIX_LENGTH + (length * 8 + 5) / 6)};
  if (length < payload_bytes(1) || length > MODEL_PAYLOAD_MAX)
    return bad_length;
  Reader tail(payload + length - CRC_BYTES);
  const uint32_t high = tail.u16();
  if ((high << 16 | tail.u16()) != checksum(payload, length - CRC_BYTES))
    return {Refusal::BAD_CHECKSUM};
  Reader r(payload);
  Model m{};
  const uint8_t flags = r.u8();
  if ((flags & ~FLAGS) != 0)
    return bad_value("flags");
  m.provisional = flags & FLAG_PROVISIONAL;
  m.adapted = flags & FLAG_ADAPTED;
  m.cycles = flags & FLAG_CYCLES;
  m.on_demand = flags & FLAG_ON_DEMAND;
  const uint8_t feature_set = r.u8();
  if (feature_set != FEATURE_SET)
    return {Refusal::UNKNOWN_FEATURES, feature_set};
  m.interval_s = r.u8();
  m.clusters = r.u8();
  if (m.clusters == 0 || m.clusters > MAX_CLUSTERS)
    return bad_value("clusters");
  if (length != payload_bytes(m.clusters))
    return bad_length;
  m.learnt_hours = r.u16();
  for (float *v : {&m.on_power, &m.off_level, &m.on_time, &m.off_time, &m.duty, &m.starts_per_hour})
    *v = r.uf16();
  m.block_minutes = static_cast<uint16_t>(r.u8() * 10);
  m.blocks = r.u8();
  for (float *v : {&m.block_mean, &m.block_scale, &m.block_max})
    *v = r.uf16();
  for (float &v : m.extreme)
    v = r.uf16();
  for (float &v : m.days.mean)
    v = r.uf16();
  for (float &v : m.days.spread)
    v = decode_uf8(r.u8());
  for (float &v : m.mean)
    v = r.uf16();
  for (float &v : m.spread)
    v = decode_uf8(r.u8());
  for (uint8_t k = 0; k < m.clusters; k++) {
    m.cluster[k].weight = r.u8();
    for (int8_t &at : m.cluster[k].at)
      at = static_cast<int8_t>(r.u8());
  }
  if (Refusal refusal = check_model(m))
    return refusal;
  *model = m;
  return {};
}

void format_model(const Model &model, ModelText *out) {
  uint8_t payload[MODEL_PAYLOAD_MAX];
  const size_t length = pack_model(model, payload);
  char *to = out->text;
  to = std::copy_n(MODEL_TEXT_PREFIX, MODEL_TEXT_PREFIX_LENGTH, to);
  uint32_t bits = 0;
  int count = 0;
  for (size_t i = 0; i < length; i++) {
    bits = (bits << 8) | payload[i];
    count += 8;
    while (count >= 6) {
      count -= 6;
      *to++ = ALPHABET[(bits >> count) & 63];
    }
  }
  if (count > 0)
    *to++ = ALPHABET[(bits << (6 - count)) & 63];
  *to = '\0';
  out->length = to - out->text;
}

Refusal parse_model(const char *text, size_t length, Model *model) {
  size_t at = 0;
  if (Refusal refusal = check_prefix(text, length, &at))
    return refusal;
  if (length > MODEL_TEXT_MAX)
    return {Refusal::TOO_LONG, static_cast<int32_t>(length)};
  const Refusal bad_length{Refusal::BAD_LENGTH, static_cast<int32_t>(length)};
  uint8_t payload[MODEL_PAYLOAD_MAX + 1];
  size_t bytes = 0;
  uint32_t bits = 0;
  int count = 0;
  for (; at < length; at++) {
    const int digit = digit_of(text[at]);
    if (digit < 0)
      return {Refusal::BAD_CHARACTER, static_cast<int32_t>(at)};
    bits = (bits << 6) | static_cast<uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      payload[bytes++] = static_cast<uint8_t>(bits >> count);
    }
  }
  // Left-over bits are fewer than six and zero, or the same payload would have more than one text.
  if (count >= 6 || (bits & ((1U << count) - 1)) != 0)
    return bad_length;
  return unpack_model(payload, bytes, model);
}

}  // namespace esphome::diol
