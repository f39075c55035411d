#include "vector_json.h"

#include <cmath>
#include <stdexcept>

#include "detector.h"
#include "gauge_limits.h"
#include "model_numbers.h"
#include "model_text.h"
#include "numeric.h"
#include "sample_models.h"
#include "score.h"

using namespace esphome::diol;

namespace {

constexpr float SENSITIVITIES[] = {0.1f, 1.0f, 10.0f};
constexpr const char *DAY_FIELDS[DAY_QUANTITIES] = {"day_on", "day_off", "day_power"};
// Watches, each minutes by their index and how often each: one that begins as usual, and is unusual for longer than a
// vote later; one that is unusual from its first minute.
constexpr std::pair<int, int> WATCHED[][7] = {{{0, 10}, {3, 5}, {0, 6}, {3, 12}, {1, 3}, {0, 24}, {2, 9}},
                                              {{3, 2}, {0, 3}, {2, 2}, {0, 18}, {4, 9}, {5, 5}, {1, 1}}};

template<typename Floats> Json numbers(const Floats &values) {
  Json list = Json::array();
  for (float value : values)
    list.push_back(value);
  return list;
}

template<uint8_t COUNT> Json codes(const Codes<COUNT> &row) {
  Json list = Json::array();
  for (uint8_t i = 0; i < COUNT; i++)
    list.push_back(row.has(i) ? Json(row.value(i)) : Json());
  return list;
}

template<uint8_t COUNT> void read_codes(const Json &list, Codes<COUNT> *row) {
  row->clear();
  for (uint8_t i = 0; i < COUNT; i++) {
    if (!list.at(i).is_null())
      row->set(i, list.at(i).get<float>());
  }
}

Json json_of(const Model &m) {
  Json json;
  each_number(m, [&json](const std::string &name, int i, int /*j*/, auto value) {
    if (name == "clusters") {
      json[name] = Json::array();
    } else if (name == "minutes") {
      json["clusters"].push_back({{"minutes", value}, {"coordinates", Json::array()}});
    } else if (name == "at") {
      json["clusters"].at(static_cast<size_t>(i)).at("coordinates").push_back(value);
    } else if (i == NO_INDEX) {
      json[name] = value;
    } else {
      json[name].push_back(value);
    }
  });
  return json;
}

Json score_json(const Minute &minute, const Model &model) {
  const bool comparable = same_interval(minute.interval_ms, model);
  const Limits limits = limits_of(model, DEFAULT_SENSITIVITY);
  const Score score = score_minute(minute, model, limits, {});
  Json gauges = Json::array();
  for (uint8_t g = 0; g < GAUGES; g++)
    gauges.push_back(gauge_score_in(minute, static_cast<Gauge>(g), model, limits.caution, comparable));
  Json scores = Json::array();
  for (float sensitivity : SENSITIVITIES)
    scores.push_back(score_minute(minute, model, limits_of(model, sensitivity), {}).value());
  return {{"features", codes(minute.row)},
          {"gauges", codes(minute.gauges)},
          {"interval", minute.interval_ms == 0 ? Json() : Json(minute.interval_ms / 1000.0)},
          {"distance", distance(standardise(comparable_row(minute.row, comparable), model), model)},
          {"cluster", score.cluster},
          {"shape", score.shape},
          {"gauge_scores", gauges},
          {"scores", scores}};
}

Json watch_json(const std::vector<Minute> &minutes, const Model &model, const std::pair<int, int> (&watched)[7]) {
  Detector detector;
  detector.reset(&model);
  Json order = Json::array(), scores = Json::array(), anomaly = Json::array();
  for (const auto &[index, times] : watched) {
    for (int i = 0; i < times; i++) {
      detector.add(minutes[static_cast<size_t>(index)]);
      order.push_back(index);
      scores.push_back(detector.has_score() ? Json(detector.score()) : Json());
      anomaly.push_back(static_cast<int>(detector.anomaly()));
    }
  }
  return {{"minutes", order}, {"scores", scores}, {"anomaly", anomaly}};
}

Json days_json(const std::vector<Day> &days, const Model &model) {
  DriftWatch drift;
  drift.reset(model.days);
  const float caution = limits_of(model, DEFAULT_SENSITIVITY).caution;
  Json list = Json::array();
  for (const Day &day : days) {
    drift.add(day);
    Json json;
    for (uint8_t q = 0; q < DAY_QUANTITIES; q++)
      json[DAY_FIELDS[q]] = decode_uf16(day.code[q]);
    json["score"] = drift.score() / caution;
    list.push_back(json);
  }
  return list;
}

}  // namespace

Json json_of_good(const std::string &text, const std::vector<Minute> &minutes, const std::vector<Day> &days) {
  Model model;
  if (parse_model(text.data(), text.size(), &model))
    throw std::runtime_error("refused: " + text);
  Json json = {{"text", text}, {"model", json_of(model)}, {"limits", Json::array()}, {"minutes", Json::array()}};
  for (float sensitivity : SENSITIVITIES) {
    const Limits limits = limits_of(model, sensitivity);
    json["limits"].push_back({{"sensitivity", std::lround(10 * sensitivity) / 10.0},
                              {"distance", limits.distance},
                              {"caution", limits.caution}});
  }
  for (const Minute &minute : minutes)
    json["minutes"].push_back(score_json(minute, model));
  json["watches"] = Json::array();
  for (const auto &watched : WATCHED)
    json["watches"].push_back(watch_json(minutes, model, watched));
  json["days"] = days_json(days, model);
  return json;
}

Json json_of_numbers() {
  Json uf16 = Json::array(), uf8 = Json::array();
  // At a code, just below the half to the next, at the half, just above it
  const auto around = [](Json *list, auto decode, auto encode, unsigned code) {
    const float value = decode(code), half = value + (decode(code + 1) - value) / 2.0f;
    for (float x : {value, std::nextafter(half, 0.0f), half, std::nextafter(half, INFINITY)})
      list->push_back({x, encode(x)});
  };
  for (unsigned code : {0U, 1U, 2046U, 2047U, 2048U, 4095U, 4096U, 9000U, 26000U, 40001U, 65533U, 65534U})
    around(&uf16, [](unsigned c) { return decode_uf16(static_cast<uint16_t>(c)); }, encode_uf16, code);
  for (unsigned code : {0U, 1U, 14U, 15U, 16U, 31U, 32U, 100U, 161U, 253U, 254U})
    around(&uf8, [](unsigned c) { return decode_uf8(static_cast<uint8_t>(c)); }, encode_uf8, code);
  for (float beyond : {-1.0f, 2e7f}) {
    uf16.push_back({beyond, encode_uf16(beyond)});
    uf8.push_back({beyond, encode_uf8(beyond)});
  }
  return {{"uf16", uf16}, {"uf8", uf8}};
}

Json json_of_bad(const std::string &text) {
  Model model;
  const Refusal refusal = parse_model(text.data(), text.size(), &model);
  if (!refusal)
    throw std::runtime_error("accepted: " + text);
  // "sentence [code name=value]"
  char described[256];
  refusal.describe(described, sizeof(described));
  const std::string sentence = described;
  const std::string coded = sentence.substr(sentence.rfind('[') + 1, sentence.rfind(']') - sentence.rfind('[') - 1);
  Json json = {{"text", text}, {"code", coded.substr(0, coded.find(' '))}};
  if (const size_t space = coded.find(' '); space != std::string::npos) {
    const size_t equals = coded.find('=');
    const std::string name = coded.substr(space + 1, equals - space - 1), value = coded.substr(equals + 1);
    json[name] = name == "field" ? Json(value) : Json(std::stoi(value));
  }
  return json;
}

std::vector<Minute> minutes_of(const Json &good) {
  std::vector<Minute> minutes;
  for (const Json &json : good.at("minutes")) {
    Minute minute = minute_of({});
    read_codes(json.at("features"), &minute.row);
    read_codes(json.at("gauges"), &minute.gauges);
    const Json &interval = json.at("interval");
    minute.interval_ms = interval.is_null() ? 0 : static_cast<uint32_t>(std::lround(interval.get<double>() * 1000.0));
    minutes.push_back(minute);
  }
  return minutes;
}

std::vector<Day> days_of(const Json &good) {
  std::vector<Day> days;
  for (const Json &json : good.at("days")) {
    Day day;
    for (uint8_t q = 0; q < DAY_QUANTITIES; q++)
      day.code[q] = encode_uf16(json.at(DAY_FIELDS[q]).get<float>());
    days.push_back(day);
  }
  return days;
}
