#include "vector_cases.h"

#include <random>

#include "adaptation.h"
#include "gauge_limits.h"
#include "model_text_helpers.h"
#include "plug.h"

namespace {

std::string with(const char *text, size_t repeated, char character) { return text + std::string(repeated, character); }

Model varied(Model model, void (*change)(Model *)) {
  change(&model);
  return model;
}

/// A dozen of each model: at the ends of what its fields may be.
void add_ends(std::vector<GoodCase> *cases) {
  const auto add = [&](const char *name, const Model &model) { cases->push_back({name, text_of(model)}); };
  add("a fridge's limits at their ends", varied(fridge_model(), [](Model *m) {
        m->learnt_hours = 48;
        m->extreme[TIME_ON] = m->extreme[TIME_OFF] = m->extreme[SAME_READING] = 20160.0f;
        m->extreme[POWER_HIGH] = m->extreme[FLOOR_ON] = m->extreme[BASE_LOAD] = 1600.0f;
        m->extreme[POWER_LOW] = 0.0f;
        m->extreme[FLOOR_OFF] = 80.0f;
        m->extreme[PEAK_POWER] = 65536.0f;
        m->extreme[ATTEMPTS] = m->extreme[HOUR_STARTS] = 100.0f;
        m->extreme[CYCLE_DUTY] = 1.0f;
        m->block_mean = m->block_max = 16.0f;
        m->block_scale = 4.0f;
      }));
  add("a fridge's limits at nothing", varied(fridge_model(), [](Model *m) {
        for (Gauge gauge :
             {POWER_LOW, FLOOR_ON, FLOOR_OFF, PEAK_POWER, ATTEMPTS, HOUR_STARTS, CYCLE_DUTY, BASE_LOAD, SAME_READING})
          m->extreme[gauge] = 0.0f;
        m->extreme[TIME_ON] = m->on_time;
        m->extreme[TIME_OFF] = m->off_time;
        m->extreme[POWER_HIGH] = m->on_power;
        m->block_mean = m->block_max = m->block_scale = 0.0f;
      }));
  add("learnt for an hour, silent for a week", varied(fridge_model(), [](Model *m) {
        m->provisional = true;
        m->learnt_hours = 1;
        m->interval_s = 255;
        m->extreme[TIME_ON] = m->extreme[TIME_OFF] = 10080.0f;
      }));
  add("the longest of learning, the shortest of cycles", varied(fridge_model(), [](Model *m) {
        m->learnt_hours = 65535;
        m->blocks = 255;
        m->block_minutes = 2550;
        m->on_time = m->off_time = m->extreme[TIME_ON] = m->extreme[TIME_OFF] = decode_uf16(encode_uf16(0.0501f));
        m->starts_per_hour = 60.0f;
      }));
  add("cycles of four weeks at 32 kW", varied(fridge_model(), [](Model *m) {
        m->on_power = m->extreme[POWER_HIGH] = 32768.0f;
        m->on_time = m->off_time = m->extreme[TIME_ON] = m->extreme[TIME_OFF] = 20160.0f;
        m->starts_per_hour = decode_uf16(encode_uf16(0.00051f));
        m->days = {};
      }));
  add("a router that draws 0.05 W", varied(router_model(), [](Model *m) {
        m->on_power = decode_uf16(encode_uf16(0.0501f));
        for (Gauge gauge : {POWER_HIGH, POWER_LOW, FLOOR_ON, PEAK_POWER, BASE_LOAD})
          m->extreme[gauge] = m->on_power;
      }));
  add("a router that may fall to its least", varied(router_model(), [](Model *m) {
        m->on_power = m->extreme[POWER_HIGH] = 8.0f;
        m->extreme[POWER_LOW] = 5.25f;
      }));
  add("a washing machine whose spreads say nothing of its shape", varied(washer_model(), [](Model *m) {
        m->duty = 1.0f;
        for (uint8_t j = 0; j < FEATURES; j++) {
          m->spread[j] = max_spread(j);
          m->mean[j] = 0.5f;
        }
      }));
  add("days of hardly a time off", varied(fridge_model(), [](Model *m) {
        m->days = {{20.0f, decode_uf16(encode_uf16(0.0501f)), 28.0f}, {0.125f, 0.0625f, 0.125f}};
      }));
  add("a fridge that was read every six seconds", varied(fridge_model(), [](Model *m) { m->interval_s = 6; }));
  add("days that spread as far as they may", varied(fridge_model(), [](Model *m) {
        m->days = {{20160.0f, decode_uf16(encode_uf16(0.0501f)), 32768.0f}, {1.0f, 1.0f, 1.0f / 1024}};
      }));
  add("a fridge whose days are not known", varied(fridge_model(), [](Model *m) { m->days = {}; }));
}

void add_patches(std::vector<BadCase> *cases) {
  struct Patch {
    const char *name;
    size_t offset;
    Bytes bytes;
  };
  const Patch patches[] = {
      {"an unknown flag", FLAGS_AT, {0x14}},
      {"feature set 0", SET_AT, {0}},
      {"feature set 2", SET_AT, {2}},
      {"no interval", INTERVAL_AT, {0}},
      {"no cluster", K_AT, {0}},
      {"nine clusters", K_AT, {9}},
      {"more clusters than there are", K_AT, {3}},
      {"fewer clusters than there are", K_AT, {1}},
      {"no hours", HOURS_AT, u16(0)},
      {"no power while on", ON_POWER_AT, u16(0)},
      {"a power that is too great", ON_POWER_AT, above(32768.0f)},
      {"off at the power while on", OFF_LEVEL_AT, uf16(80.0f)},
      {"no time on", ON_TIME_AT, u16(0)},
      {"more than two weeks on", ON_TIME_AT, above(20160.0f)},
      {"no time off", OFF_TIME_AT, below(0.05f)},
      {"more than two weeks off", OFF_TIME_AT, above(20160.0f)},
      {"no duty", DUTY_AT, below(0.0001f)},
      {"a duty above one", DUTY_AT, above(1.0f)},
      {"hardly a start", STARTS_AT, below(0.0005f)},
      {"more than a start a minute", STARTS_AT, above(60.0f)},
      {"blocks of no length", BLOCK_LENGTH_AT, {0}},
      {"no block", BLOCKS_AT, {0}},
      {"a longest time on of nothing", LONGEST_ON_AT, u16(0)},
      {"a longest time on of more than four weeks", LONGEST_ON_AT, above(40320.0f)},
      {"a longest time on of more than two weeks", LONGEST_ON_AT, above(20160.0f)},
      {"a longest time off of nothing", LONGEST_OFF_AT, below(0.05f)},
      {"a longest time off of more than four weeks", LONGEST_OFF_AT, u16(0xFFFF)},
      {"a longest time off of more than two weeks", LONGEST_OFF_AT, uf16(40320.0f)},
      {"a greatest power below the usual", GREATEST_POWER_AT, below(80.0f)},
      {"a greatest power above any", GREATEST_POWER_AT, above(32768.0f)},
      {"a greatest power above twenty times the usual", GREATEST_POWER_AT, above(1600.0f)},
      {"a least power above the usual", LEAST_POWER_AT, above(80.0f)},
      {"a floor while on above any power", FLOOR_ON_AT, above(32768.0f)},
      {"a floor while on above twenty times the power", FLOOR_ON_AT, above(1600.0f)},
      {"a floor while off above any power", FLOOR_OFF_AT, u16(0xFFFF)},
      {"a floor while off above the power while on", FLOOR_OFF_AT, above(80.0f)},
      {"a peak above any", PEAK_AT, above(65536.0f)},
      {"attempts beyond counting", ATTEMPTS_AT, above(1000.0f)},
      {"more than a hundred attempts", ATTEMPTS_AT, above(100.0f)},
      {"starts beyond counting", MOST_STARTS_AT, above(1000.0f)},
      {"more than a hundred starts", MOST_STARTS_AT, above(100.0f)},
      {"a greatest duty above one", GREATEST_DUTY_AT, above(1.0f)},
      {"a base load above any power", BASE_AT, above(32768.0f)},
      {"a base load above twenty times the power", BASE_AT, above(1600.0f)},
      {"the same reading for more than four weeks", LONGEST_SAME_AT, above(40320.0f)},
      {"the same reading for more than two weeks", LONGEST_SAME_AT, above(20160.0f)},
      {"days with hardly a time on", DAY_ON_AT, below(0.05f)},
      {"days that are half known", DAY_ON_AT, u16(0)},
      {"days with a time off beyond two weeks", DAY_OFF_AT, above(20160.0f)},
      {"days with a power above any", DAY_POWER_AT, above(32768.0f)},
      {"days without spread", DAY_SPREAD_AT + 1, {0}},
      {"days that spread over more than an octave", DAY_SPREAD_AT + 2, {static_cast<uint8_t>(encode_uf8(1.0f) + 1)}},
      {"a feature without spread", SPREAD_AT + 3, {0}},
      {"a feature that spreads too far", SPREAD_AT + 3, {static_cast<uint8_t>(encode_uf8(8.0f) + 1)}},
      {"a last feature that spreads too far", SPREAD_AT + 9, {static_cast<uint8_t>(encode_uf8(16.0f) + 1)}},
      {"spreads that swallow everything", SPREAD_AT, Bytes(FEATURES, encode_uf8(8.0f))},
      {"a coordinate without an opposite", CLUSTER_AT + 12, {0x80}},
      {"distances beyond any, on average", BLOCK_MEAN_AT, above(16.0f)},
      {"distances that scatter beyond any", BLOCK_SCALE_AT, above(4.0f)},
      {"distances beyond any", BLOCK_MAX_AT, above(16.0f)},
  };
  for (const Patch &patch : patches)
    cases->push_back({patch.name, patched(patch.offset, patch.bytes)});

  const std::pair<const char *, size_t> none_without_cycles[] = {{"on_time", ON_TIME_AT},
                                                                 {"off_time", OFF_TIME_AT},
                                                                 {"duty", DUTY_AT},
                                                                 {"starts", STARTS_AT},
                                                                 {"longest_on", LONGEST_ON_AT},
                                                                 {"longest_off", LONGEST_OFF_AT},
                                                                 {"greatest_floor_off", FLOOR_OFF_AT},
                                                                 {"most_attempts", ATTEMPTS_AT},
                                                                 {"most_starts", MOST_STARTS_AT},
                                                                 {"greatest_duty", GREATEST_DUTY_AT},
                                                                 {"day_on", DAY_ON_AT}};
  for (const auto &[field, offset] : none_without_cycles)
    cases->push_back({std::string("a router with ") + field, patched(offset, u16(1), router_model())});
  cases->push_back({"a washing machine with days", patched(DAY_ON_AT, uf16(20.0f), washer_model())});
  cases->push_back({"days of which one number is known", patched(DAY_POWER_AT, uf16(20.0f), washer_model())});
}

void add_blind(std::vector<BadCase> *cases) {
  const auto add = [&](const char *name, const Model &model) { cases->push_back({name, text_of(model)}); };
  add("a router that may draw nothing", varied(router_model(), [](Model *m) { m->extreme[POWER_LOW] = 0.0f; }));
  add("a router that may fall below its least, learnt in 47 hours", varied(router_model(), [](Model *m) {
        m->learnt_hours = 47;
        m->on_power = m->extreme[POWER_HIGH] = 8.0f;
        m->extreme[POWER_LOW] = 6.0f;
      }));
  add("a router whose peak may be a thousand times its power",
      varied(router_model(), [](Model *m) { m->extreme[PEAK_POWER] = 10016.0f; }));
  add("silent for eight days, learnt in 47 hours", varied(fridge_model(), [](Model *m) {
        m->learnt_hours = 47;
        m->extreme[TIME_OFF] = 11520.0f;
      }));
  add("clusters in all corners of what a router can be", varied(router_model(), [](Model *m) {
        m->clusters = MAX_CLUSTERS;
        for (uint8_t k = 0; k < m->clusters; k++) {
          for (const auto &[feature, bit] : {std::pair{ON_POWER, 1}, {PEAK, 2}, {UNCHANGED, 4}})
            m->cluster[k].at[feature] = k & bit ? 127 : -127;
        }
        for (Feature feature : {ON_POWER, PEAK, UNCHANGED}) {
          m->mean[feature] = 2.0f;
          m->spread[feature] = 0.25f;
        }
      }));
}

}  // namespace

std::vector<GoodCase> good_cases() {
  std::vector<GoodCase> cases = {
      {"a fridge", text_of(fridge_model())},
      {"a router", text_of(router_model())},
      {"a washing machine", text_of(washer_model())},
      {"hardly used", text_of(varied(router_model(), [](Model *m) { m->on_demand = true; }))},
      {"learnt in nine days", fridge_text()}};
  Plug receiver;
  TinyAppliance larger(8);
  larger.on_power = 130;
  larger.on_minutes = 30;
  receiver.import(fridge_text(), ImportMode::ADAPT, 24);
  larger.run(28, std::ref(receiver));
  cases.push_back({"fitted to another fridge", receiver.text()});
  add_ends(&cases);
  std::mt19937 random(2026);
  for (uint8_t clusters = 1; clusters <= MAX_CLUSTERS; clusters++) {
    Model model = random_model(random);
    while (model.clusters != clusters)
      model = random_model(random);
    cases.push_back({"any model with clusters: " + std::to_string(clusters), text_of(model)});
  }
  return cases;
}

std::vector<BadCase> bad_cases() {
  const std::string good = text_of(fridge_model()), rest = good.substr(6);
  std::string swapped = good, wrong = good, leftover = good;
  std::swap(swapped[40], swapped[41]);
  wrong[60] = wrong[60] == 'A' ? 'B' : 'A';
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  leftover.back() = alphabet[alphabet.find(leftover.back()) ^ 1];
  std::vector<BadCase> cases = {
      {"nothing", ""},
      {"a word", "hello"},
      {"the name alone", "DIoL"},
      {"no dot", "DIoL1"},
      {"a space before it", " " + good},
      {"small letters", "diol1." + rest},
      {"no version", "DIoL." + rest},
      {"version 0", "DIoL0." + rest},
      {"a version with a leading zero", "DIoL01." + rest},
      {"a version of three digits", "DIoL123." + rest},
      {"a version in other digits", "DIoL\u0661." + rest},
      {"version 2", "DIoL2." + rest},
      {"version 99, whatever follows", "DIoL99." + with("", 300, '!')},
      {"too long, whatever it is made of", "DIoL1." + with("", 250, '?')},
      {"256 bytes in 131 characters", "DIoL1." +
                                          [] {
                                            std::string text;
                                            for (int i = 0; i < 125; i++)
                                              text += "\u00e9";
                                            return text;
                                          }()},
      {"nothing behind the dot", "DIoL1."},
      {"padding", good + "="},
      {"a plus sign", "DIoL1.A+AA"},
      {"a line end", good + "\n"},
      {"a length that base64 has not", "DIoL1." + with("", 141, 'A')},
      {"a byte less than any model", "DIoL1." + with("", 138, 'A')},
      {"255 characters that base64 does not have", "DIoL1." + with("", 249, 'A')},
      {"left-over bits that are not zero", leftover},
      {"a part missing", good.substr(0, good.size() - 4)},
      {"a wrong character", wrong},
      {"two characters swapped", swapped},
      {"all zeros", "DIoL1." + with("", 139, 'A')},
  };
  add_patches(&cases);
  add_blind(&cases);
  return cases;
}

std::vector<Minute> minutes_for(const Model &model, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Minute> minutes;
  for (int kind = 0; kind < 6; kind++) {
    FeatureRow row = row_at(model);
    GaugeRow gauges;
    gauges.clear();
    for (uint8_t j = 0; j < FEATURES; j++) {
      // Usual, a little off, anything; the last has hardly a feature
      const float value = row.value(j) * (kind == 0 ? 1.0f : 0.5f + static_cast<float>(random() % 1000) / 700.0f);
      row.set(j, kind == 3 ? any_row(random).value(j) : value);
      if (random() % 5 == 0 || (kind == 5 && j != PEAK))
        row.code[j] = FeatureRow::MISSING;
    }
    const float caution = caution_of(model, DEFAULT_SENSITIVITY);
    for (uint8_t g = 0; g < GAUGES; g++) {
      const Gauge gauge = static_cast<Gauge>(g);
      // Where its score would be about so much
      const float aimed = kind == 0 ? 0.3f : static_cast<float>(random() % 2000) / 1000.0f;
      const float centre = gauge_centre(gauge, model);
      const float factor = 1.0f / (extreme_for(gauge, centre + 1.0f, model, caution) - centre);
      if (random() % 4 != 0)
        gauges.set(g, std::max(centre + aimed * factor * gauge_width(gauge, model), 0.0f));
    }
    Minute minute = minute_of(row, gauges);
    const uint32_t intervals[] = {0, model.interval_s * 1000U, model.interval_s * 5900U, model.interval_s * 6000U, 1000,
                                  0};
    minute.interval_ms = intervals[kind];
    minutes.push_back(minute);
  }
  return minutes;
}

std::vector<Day> days_for(const Model &model) {
  std::vector<Day> days;
  // A drift of which no day is far off, one with days that are, and one of one number beside a leap of another
  struct Factors {
    float on, off, power;
  };
  std::vector<Factors> factors;
  for (float f : {1.0f, 1.3f, 1.45f, 1.57f, 1.57f, 1.6f, 1.05f, 0.93f, 1.0f, 1.4f, 1.8f, 2.4f, 2.4f, 2.6f, 1.0f, 0.5f,
                  0.25f, 0.25f, 8.0f})
    factors.push_back({f, 1.0f / f, (1.0f + f) / 2.0f});
  const Factors beside[] = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}, {1, 1, 1}, {1.3f, 1, 8}, {1.45f, 1, 1}, {1.45f, 1, 1}};
  factors.insert(factors.end(), std::begin(beside), std::end(beside));
  for (const Factors &f : factors) {
    const float changed[DAY_QUANTITIES] = {f.on, f.off, f.power};
    Day day;
    for (uint8_t q = 0; q < DAY_QUANTITIES; q++)
      day.code[q] = encode_uf16(model.days.mean[q] * changed[q]);
    days.push_back(day);
  }
  return days;
}
