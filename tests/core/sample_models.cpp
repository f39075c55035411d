#include "sample_models.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "model_text.h"
#include "numeric.h"
#include "reach.h"

using namespace esphome::diol;

namespace {
constexpr char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr size_t CRC_BITS = 32;

float rounded(double value) { return decode_uf16(encode_uf16(static_cast<float>(value))); }
}  // namespace

Model fridge_model() {
  Model m{};
  m.cycles = true;
  m.interval_s = 10;
  m.clusters = 2;
  m.learnt_hours = 216;
  m.on_power = 80.0f;
  m.off_level = 2.0f;
  m.on_time = 20.0f;
  m.off_time = 40.0f;
  m.duty = rounded(1.0 / 3);
  m.starts_per_hour = 1.0f;
  m.block_minutes = 120;
  m.blocks = 108;
  m.block_mean = 1.5f;
  m.block_scale = 0.125f;
  m.block_max = 2.0f;
  //                              on     off    power >  <     floor on, off  peak    attempts, starts  duty  base  same
  const float extreme[GAUGES] = {30.0f, 60.0f, 90.0f, 74.0f, 100.0f, 4.0f, 800.0f, 4.0f, 3.0f, 0.5f, 4.0f, 20.0f};
  std::copy_n(extreme, GAUGES, m.extreme);
  m.days = {{20.0f, 40.0f, 28.0f}, {0.125f, 0.125f, 0.125f}};
  const float mean[FEATURES] = {0.5f, 0.5f, 1.0f, 1.0f, 1.0f, 1.0f, 0.025f, 1.0f, 1.0f, 0.25f};
  const float spread[FEATURES] = {0.5f, 0.5f, 0.125f, 0.125f, 0.0625f, 0.125f, 0.015625f, 0.25f, 0.5f, 0.5f};
  std::copy_n(mean, FEATURES, m.mean);
  std::copy_n(spread, FEATURES, m.spread);
  m.cluster[0].weight = 200;
  m.cluster[1].weight = 150;
  m.cluster[1].at[ELAPSED_ON] = -16;
  m.cluster[1].at[ELAPSED_OFF] = 16;
  m.cluster[1].at[PEAK] = -24;
  return m;
}

Model router_model() {
  Model m = fridge_model();
  m.cycles = false;
  m.clusters = 1;
  m.on_power = 10.0f;
  m.off_level = m.on_time = m.off_time = m.duty = m.starts_per_hour = 0.0f;
  const float extreme[GAUGES] = {0, 0, 12.0f, 9.0f, 12.0f, 0, 20.0f, 0, 0, 0, 11.0f, 20.0f};
  std::copy_n(extreme, GAUGES, m.extreme);
  m.days = {};
  return m;
}

Model washer_model() {
  Model m = fridge_model();
  m.on_demand = true;
  m.on_power = 500.0f;
  m.on_time = 60.0f;
  m.off_time = 2000.0f;
  m.duty = rounded(0.03);
  m.starts_per_hour = rounded(0.03);
  const float extreme[GAUGES] = {120.0f,  9000.0f, 600.0f, 400.0f, 2000.0f, 6.0f,
                                 2200.0f, 9.0f,    2.0f,   0.5f,   5.0f,    30.0f};
  std::copy_n(extreme, GAUGES, m.extreme);
  m.days = {};
  return m;
}

Model random_model(std::mt19937 &random) {
  const auto number = [&](unsigned low, unsigned high) {
    return low + static_cast<unsigned>(random() % (high - low + 1));
  };
  // Uniform over the codes, so over the magnitudes; the limits now and then.
  const auto value = [&](float low, float high) {
    const uint16_t first = encode_uf16(low), last = encode_uf16(high);
    uint16_t code = static_cast<uint16_t>(number(first, last));
    if (random() % 8 == 0)
      code = random() % 2 == 0 ? first : last;
    return std::clamp(decode_uf16(code), low, high);
  };
  Model m{};
  m.provisional = random() & 1;
  m.adapted = random() & 1;
  m.cycles = random() % 4 != 0;
  m.on_demand = random() % 4 == 0;
  m.interval_s = static_cast<uint8_t>(number(1, 255));
  m.clusters = static_cast<uint8_t>(number(1, MAX_CLUSTERS));
  m.learnt_hours = static_cast<uint16_t>(number(1, 65535));
  // 0.05 itself is no code; the next above it is
  m.on_power = value(decode_uf16(encode_uf16(0.0501f)), 32768.0f);
  m.off_level = value(0.0f, m.on_power);
  if (m.off_level >= m.on_power)
    m.off_level = decode_uf16(encode_uf16(m.on_power) - 1);
  if (m.cycles) {
    const float least = decode_uf16(encode_uf16(0.0501f));
    m.on_time = value(least, 20160.0f);
    m.off_time = value(least, 20160.0f);
    m.duty = value(decode_uf16(encode_uf16(0.000104f)), 1.0f);
    m.starts_per_hour = value(decode_uf16(encode_uf16(0.00051f)), 60.0f);
    if (!m.on_demand && random() % 2 == 0) {
      m.days = {{value(least, 20160.0f), value(least, 20160.0f), value(least, 32768.0f)}, {}};
      for (float &spread : m.days.spread)
        spread = decode_uf8(static_cast<uint8_t>(number(1, encode_uf8(1.0f))));
    }
  }
  m.block_minutes = static_cast<uint16_t>(number(1, 255) * 10);
  m.blocks = static_cast<uint8_t>(number(1, 255));
  m.block_mean = value(0.0f, 16.0f);
  m.block_scale = value(0.0f, 4.0f);
  m.block_max = value(0.0f, 16.0f);
  // The greatest with which a text is not blind
  const auto times = [&](float ratio, float most) {
    const uint16_t code = encode_uf16(std::min(ratio * m.on_power, most));
    return decode_uf16(decode_uf16(code) > ratio * m.on_power ? code - 1 : code);
  };
  for (Gauge floor : {FLOOR_ON, BASE_LOAD})
    m.extreme[floor] = value(0.0f, times(20.0f, 32768.0f));
  m.extreme[POWER_HIGH] = value(m.on_power, times(20.0f, 32768.0f));
  const float least = decode_uf16(static_cast<uint16_t>(encode_uf16(0.7813f * m.on_power) + 1));
  m.extreme[POWER_LOW] = value(m.cycles || m.on_demand ? 0.0f : std::min(least, m.on_power), m.on_power);
  m.extreme[PEAK_POWER] = value(0.0f, times(1000.0f, 65536.0f));
  const float longest = m.learnt_hours < 48 ? 10080.0f : 20160.0f;
  m.extreme[SAME_READING] = value(0.0f, longest);
  if (m.cycles) {
    m.extreme[TIME_ON] = value(decode_uf16(encode_uf16(0.0501f)), longest);
    m.extreme[TIME_OFF] = value(decode_uf16(encode_uf16(0.0501f)), longest);
    m.extreme[FLOOR_OFF] = value(0.0f, m.on_power);
    m.extreme[ATTEMPTS] = value(0.0f, 100.0f);
    m.extreme[HOUR_STARTS] = value(0.0f, 100.0f);
    m.extreme[CYCLE_DUTY] = value(0.0f, 1.0f);
  }
  do {
    for (float &mean : m.mean)
      mean = decode_uf16(static_cast<uint16_t>(number(0, 65535)));
    for (uint8_t j = 0; j < FEATURES; j++)
      m.spread[j] = decode_uf8(static_cast<uint8_t>(number(1, encode_uf8(j == UNCHANGED ? 16.0f : 8.0f))));
    for (uint8_t k = 0; k < m.clusters; k++) {
      m.cluster[k].weight = static_cast<uint8_t>(number(0, 255));
      for (int8_t &at : m.cluster[k].at)
        at = static_cast<int8_t>(static_cast<int>(number(0, 254)) - 127);
    }
  } while (!m.on_demand && reach_of(m) < LEAST_REACH);
  return m;
}

std::string text_of(const Model &model) {
  ModelText text;
  format_model(model, &text);
  return std::string(text.text, text.length);
}

std::string text_of_payload(const Bytes &payload) {
  std::string text = "DIoL1.";
  for (size_t bit = 0; bit < payload.size() * 8; bit += 6) {
    unsigned digit = 0;
    for (size_t i = bit; i < bit + 6; i++)
      digit = digit * 2 + (i < payload.size() * 8 ? payload[i / 8] >> (7 - i % 8) & 1 : 0);
    text += ALPHABET[digit];
  }
  return text;
}

Bytes payload_of(const std::string &text) {
  std::vector<bool> bits;
  for (char c : text.substr(6)) {
    const auto digit = std::string(ALPHABET).find(c);
    for (int bit = 5; bit >= 0; bit--)
      bits.push_back(digit >> bit & 1);
  }
  Bytes payload;
  for (size_t i = 0; i + 8 + CRC_BITS <= bits.size(); i += 8) {
    unsigned byte = 0;
    for (size_t bit = i; bit < i + 8; bit++)
      byte = byte << 1 | bits[bit];
    payload.push_back(static_cast<uint8_t>(byte));
  }
  return payload;
}

std::string signed_text(Bytes payload) {
  Bytes covered = {'D', 'I', 'o', 'L', '1', '.'};
  covered.insert(covered.end(), payload.begin(), payload.end());
  const uint32_t crc = crc32(covered.data(), covered.size());
  for (int shift = 24; shift >= 0; shift -= 8)
    payload.push_back(static_cast<uint8_t>(crc >> shift));
  return text_of_payload(payload);
}

FeatureRow row_at(const Model &model, const std::array<double, FEATURES> &deviations) {
  FeatureRow row;
  for (uint8_t j = 0; j < FEATURES; j++) {
    const double own = model.mean[j] + deviations[j] * model.spread[j];
    double value = own;
    switch (j) {
      case ELAPSED_ON:
      case LAST_ON:
        value = (std::exp2(own) - 1) * model.on_time;
        break;
      case ELAPSED_OFF:
      case LAST_OFF:
        value = (std::exp2(own) - 1) * model.off_time;
        break;
      case ON_POWER:
      case OFF_LEVEL:
        value = own * model.on_power;
        break;
      case DUTY:
        value = own * model.duty;
        break;
      case STARTS:
        value = own * model.starts_per_hour;
        break;
      case PEAK:
        value = (std::exp2(own) - 1) * model.on_power;
        break;
      case UNCHANGED:
        value = std::exp2(own) - 1;
        break;
    }
    row.set(j, static_cast<float>(value));
  }
  return row;
}

FeatureRow any_row(std::mt19937 &random) {
  // Longest time that is counted, strongest appliance, most starts that are counted in three hours
  const float most[FEATURES] = {64800, 64800, 64800, 64800, 32768, 1, 32768, 255.0f / 3, 32768, 64800};
  FeatureRow row;
  for (uint8_t j = 0; j < FEATURES; j++)
    row.code[j] =
        random() % 4 == 0 ? FeatureRow::MISSING : static_cast<uint16_t>(random() % (encode_uf16(most[j]) + 1U));
  return row;
}

GaugeRow gauges_of(Gauges values) {
  GaugeRow row;
  row.clear();
  for (const auto &[gauge, value] : values)
    row.set(gauge, value);
  return row;
}

Minute minute_of(const FeatureRow &row, const GaugeRow &gauges) {
  Minute minute{};
  minute.measured = minute.on = true;
  minute.row = row;
  minute.gauges = gauges;
  minute.on_seconds = 60;
  return minute;
}

Minute minute_of(Gauges values) { return minute_of(row_at(fridge_model()), gauges_of(values)); }
