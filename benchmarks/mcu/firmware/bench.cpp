// Learns an appliance, watches it through a fault, gives the model to other plugs: with the core as a plug has it.
#include <cstring>

#include "appliance.h"
#include "measure.h"
#include "monitor.h"
#include "store.h"

using namespace esphome::diol;

namespace {

/// What came out, as one number: it has to be the same wherever this runs.
class Digest {
 public:
  void add(const void *data, size_t length) {
    this->crc_ = crc32(static_cast<const uint8_t *>(data), length, this->crc_);
  }
  template<typename T> void add(T value) { this->add(&value, sizeof(value)); }
  uint32_t value() const { return this->crc_; }

 protected:
  uint32_t crc_{0};
};

/// All that a minute of watching gave.
void add_minute(Digest *digest, const Monitor &monitor) {
  const Detector &detector = monitor.detector();
  digest->add(static_cast<uint8_t>(monitor.status()));
  digest->add(static_cast<uint8_t>(detector.has_score()));
  digest->add(detector.has_score() ? detector.score() : 0.0f);
  digest->add(static_cast<uint8_t>(detector.anomaly()));
  digest->add(detector.cluster());
  if (!detector.anomaly())
    return;
  digest->add(static_cast<uint8_t>(detector.reason().kind));
  digest->add(detector.reason().now);
  digest->add(detector.reason().learnt);
  digest->add(detector.peak());
}

/// Two slots in memory, in the place of flash.
class Slots final : public StoreBackend {
 public:
  bool read(uint8_t slot, uint8_t *data, size_t length) override {
    std::memcpy(data, this->bytes_[slot], length);
    return true;
  }
  bool erase(uint8_t slot) override {
    std::memset(this->bytes_[slot], UINT8_MAX, STORE_SLOT_BYTES);
    return true;
  }
  bool program(uint8_t slot, const uint8_t *data, size_t length) override {
    std::memcpy(this->bytes_[slot], data, length);
    return true;
  }

 protected:
  uint8_t bytes_[2][STORE_SLOT_BYTES];
};

Monitor donor, receiver, other;
Learner learner;
Appliance appliance;
// Minutes of the donor and of a plug with its text, and their scores of the very same minutes
Digest watched, scored, scored_imported;

/// Slices of training until there is no more to do; the last call only finds that out.
void train(Monitor &monitor, Operation slice) {
  bool more = true, worked = false;
  while (more) {
    measure(slice, [&] { more = monitor.work(); });
    worked |= more;
  }
  if (worked)
    note(TRAINING_ENDS);
}

void learn() {
  port::paint_stack();
  donor.start_learning(&learner, FULL_HOURS);
  uint32_t minutes = 0;
  // An hour more than asked for: readings of the first are taken for finding the levels.
  while (donor.learner() != nullptr) {
    appliance.run(
        1, [](TimeMs now, float watts) { measure(SAMPLE_LEARNING, [&] { donor.add_sample(now, watts); }); },
        [&](TimeMs now) {
          measure(MINUTE_LEARNING, [&] { donor.advance(now); });
          if (donor.learner() != nullptr)
            train(donor, SLICE);
          minutes++;
        });
  }
  say("minutes_learnt", minutes);
  say("stack_learning", port::stack_used());
}

/// Text, size and cost of the donor's model, and the same taken by another plug as it is.
ModelText share() {
  ModelText text;
  measure(FORMAT, [&] { format_model(donor.model(), &text); });
  Model parsed;
  port::paint_stack();
  Refusal refusal;
  measure(PARSE, [&] { refusal = parse_model(text.text, text.length, &parsed); });
  say("stack_parsing", port::stack_used());
  say("text", text.text);
  port::paint_stack();
  measure(IMPORT, [&] { refusal = receiver.import_model(text.text, text.length, ImportMode::EXACT, nullptr, 0); });
  say("stack_importing", port::stack_used());
  say("refused", refusal.code);
  return text;
}

/// The same model as it was learnt and as it was parsed, on the same minute.
void score_twice(const Minute &minute) {
  static const DriftWatch NO_DRIFT;
  const Limits limits = donor.detector().limits();
  Score own, imported;
  measure(SCORE_OWN, [&] { own = score_minute(minute, donor.model(), limits, NO_DRIFT); });
  measure(SCORE_IMPORTED, [&] { imported = score_minute(minute, receiver.model(), limits, NO_DRIFT); });
  scored.add(own.value());
  scored_imported.add(imported.value());
}

void watch(uint32_t hours) {
  appliance.run(
      hours,
      [](TimeMs now, float watts) {
        measure(SAMPLE, [&] { donor.add_sample(now, watts); });
        receiver.add_sample(now, watts);
      },
      [](TimeMs now) {
        measure(MINUTE, [&] { donor.advance(now); });
        receiver.advance(now);
        add_minute(&watched, donor);
        add_minute(&watched, receiver);
        score_twice(donor.minute());
      });
}

void watch_through_a_fault() {
  port::paint_stack();
  watch(30);
  appliance.set_stuck(true);
  watch(8);
  say("anomaly", donor.detector().anomaly());
  say("kind", kind_name(donor.detector().reason().kind));
  char words[256];
  measure(DESCRIBE, [&] { donor.describe_anomaly(words, sizeof(words)); });
  donor.accept();
  receiver.accept();
  appliance.set_stuck(false);
  watch(10);
  say("stack_watching", port::stack_used());
  say("text_accepted", donor.text().text);
}

void adapt(const ModelText &text) {
  port::paint_stack();
  measure(IMPORT, [&] { other.import_model(text.text, text.length, ImportMode::ADAPT, &learner, 24); });
  appliance.run(
      30, [](TimeMs now, float watts) { other.add_sample(now, watts); },
      [](TimeMs now) {
        measure(MINUTE_ADAPTING, [&] { other.advance(now); });
        train(other, SLICE_ADAPTING);
      });
  say("stack_adapting", port::stack_used());
  say("adapted", other.model().adapted && other.watching());
  say("text_adapted", other.text().text);
}

void save() {
  static Slots slots;
  Store store(&slots);
  uint8_t payload[STORE_DATA_MAX];
  port::paint_stack();
  measure(SAVE, [&] { store.save(payload, pack_model(donor.model(), payload)); });
  say("stack_saving", port::stack_used());
  Refusal refusal{Refusal::BAD_VALUE};
  char words[256];
  refusal.describe(words, sizeof(words));
}

}  // namespace

int main() {
  say("ram_monitor", sizeof(Monitor));
  say("ram_learner", sizeof(Learner));
  measure(NOTHING, [] {});
  learn();
  const ModelText text = share();
  watch_through_a_fault();
  adapt(text);
  save();
  say("digest", watched.value());
  say("digest_scores", scored.value());
  say("digest_scores_imported", scored_imported.value());
  print_order();
  return 0;
}
