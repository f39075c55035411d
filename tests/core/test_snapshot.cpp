#include <doctest/doctest.h>

#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

#include "keeping_plug.h"
#include "snapshot.h"

namespace {

using Bytes = std::vector<uint8_t>;

Bytes bytes_of(const Learner &learner) {
  const SnapshotShape shape = snapshot_shape(&learner);
  Bytes all(shape.pieces * PIECE_DATA);
  for (uint8_t i = 0; i < shape.pieces; i++)
    snapshot_piece(&learner, shape, i, all.data() + i * PIECE_DATA);
  return all;
}

void save(PieceStore &store, const Bytes &bytes, uint16_t run = 1) {
  REQUIRE(store.begin(run, static_cast<uint8_t>(bytes.size() / PIECE_DATA)));
  for (size_t at = 0; at < bytes.size(); at += PIECE_DATA)
    REQUIRE(store.write(bytes.data() + at));
}

struct Learning {
  std::unique_ptr<Learner> learner = std::make_unique<Learner>();
  TinyAppliance appliance;
  explicit Learning(uint32_t seed = 1) : appliance(seed) { this->learner->start_learning(FULL_HOURS); }
  void run(double hours) {
    this->appliance.run(hours, [&](TimeMs now, float watts) {
      while (this->learner->advance(now)) {
      }
      this->learner->add_sample(now, watts);
      while (this->learner->work()) {
      }
      this->learner->take_result();
    });
  }
};

std::string text_of(Learner &learner) {
  learner.finish();
  ModelText text;
  format_model(learner.model(), &text);
  return {text.text, text.length};
}

}  // namespace

TEST_CASE("snapshot: what is restored gives the same bytes again, and the same model") {
  for (double hours : {0.0, 0.5, 5.0, 30.0, 100.0, 215.0}) {
    Learning learning;
    learning.run(hours);
    const Bytes bytes = bytes_of(*learning.learner);
    NorFlash flash;
    PieceStore store(&flash);
    save(store, bytes);

    PieceStore after(&flash);
    REQUIRE(after.find());
    CHECK(after.run() == 1);
    auto restored = std::make_unique<Learner>();
    uint16_t to_learn = 0;
    CAPTURE(hours);
    REQUIRE(restore_snapshot(&after, restored.get(), &to_learn) == Restored::LEARNER);
    CHECK(to_learn == FULL_HOURS);
    CHECK(restored->data().minutes() == learning.learner->data().minutes());
    CHECK(restored->progress() == learning.learner->progress());
    CHECK(bytes_of(*restored) == bytes);
    if (hours >= 30.0)
      CHECK(text_of(*restored) == text_of(*learning.learner));
  }
}

TEST_CASE("snapshot: learning that goes on after a restart is as good as learning without one") {
  Learning whole(3), cut(3);
  whole.run(FULL_HOURS - 1);
  cut.run(100);
  NorFlash flash;
  PieceStore store(&flash);
  save(store, bytes_of(*cut.learner));
  REQUIRE(store.find());
  uint16_t to_learn = 0;
  REQUIRE(restore_snapshot(&store, cut.learner.get(), &to_learn) == Restored::LEARNER);
  cut.run(FULL_HOURS - 101);
  CHECK(cut.learner->data().minutes() == doctest::Approx(whole.learner->data().minutes()).epsilon(0.001));
  CHECK(cut.learner->data().blocks() == whole.learner->data().blocks());
  const std::string text = text_of(*cut.learner);
  text_of(*whole.learner);
  const Model &a = cut.learner->model(), &b = whole.learner->model();
  CHECK(a.interval_s == b.interval_s);
  CHECK(a.on_power == doctest::Approx(b.on_power).epsilon(0.01));
  CHECK(a.on_time == doctest::Approx(b.on_time).epsilon(0.03));
  CHECK(a.off_time == doctest::Approx(b.off_time).epsilon(0.03));
  CHECK(a.extreme[TIME_ON] == doctest::Approx(b.extreme[TIME_ON]).epsilon(0.1));
}

TEST_CASE("snapshot: the longest learning fits, whatever was gathered") {
  Learning learning;
  learning.learner->start_learning(MAX_LEARN_HOURS);
  learning.appliance.irregular = 0.5;
  learning.run(MAX_LEARN_HOURS - 1);
  const SnapshotShape shape = snapshot_shape(learning.learner.get());
  CHECK(shape.pieces <= MAX_PIECES);
  // How much that is, for docs/storage.md
  for (double hours : {6.0, 24.0, 48.0, 120.0, 215.0}) {
    Learning one;
    one.run(hours);
    std::printf("snapshot after %.0f h: %zu bytes of data in %u pieces; in memory %zu\n", hours,
                bytes_of(*one.learner).size(), snapshot_shape(one.learner.get()).pieces, sizeof(LearningData));
  }
}

TEST_CASE("snapshot: readings that come in while it is written do not spoil it") {
  Learning learning;
  learning.run(20.25);
  NorFlash flash;
  PieceStore store(&flash);
  const SnapshotShape shape = snapshot_shape(learning.learner.get());
  REQUIRE(store.begin(1, shape.pieces));
  const uint32_t minutes = learning.learner->data().minutes();
  const std::string text = text_of(*std::make_unique<Learner>(*learning.learner));
  for (uint8_t i = 0; i < shape.pieces; i++) {
    uint8_t data[PIECE_DATA];
    snapshot_piece(learning.learner.get(), shape, i, data);
    REQUIRE(store.write(data));
    // Powers that were never seen before
    learning.learner->add_sample(learning.appliance.now + i * 500, static_cast<float>(1 << i % 12));
  }
  REQUIRE(learning.learner->data().minutes() == minutes);
  auto restored = std::make_unique<Learner>();
  uint16_t to_learn = 0;
  REQUIRE(store.find());
  REQUIRE(restore_snapshot(&store, restored.get(), &to_learn) == Restored::LEARNER);
  CHECK(text_of(*restored) == text);
}

TEST_CASE("snapshot: bytes that are whole but senseless are refused, and their hours told") {
  Learning learning;
  learning.run(30);
  const Bytes bytes = bytes_of(*learning.learner);
  auto restored = std::make_unique<Learner>();
  std::mt19937 random(1);
  int refused = 0;
  for (int i = 0; i < 3000; i++) {
    Bytes wrong = bytes;
    for (int n = 0; n < 1 + i % 3; n++)
      wrong[4 + random() % (wrong.size() - 4)] = static_cast<uint8_t>(random());
    NorFlash flash;
    PieceStore store(&flash);
    save(store, wrong);
    uint16_t to_learn = 0;
    const Restored result = restore_snapshot(&store, restored.get(), &to_learn);
    CHECK(to_learn == FULL_HOURS);
    refused += result == Restored::BAD;
    // What was taken can at least be worked with.
    if (result == Restored::LEARNER)
      restored->finish();
  }
  CHECK(refused > 100);

  Bytes newer = bytes;
  newer[0]++;
  NorFlash flash;
  PieceStore store(&flash);
  save(store, newer);
  uint16_t to_learn = 0;
  CHECK(restore_snapshot(&store, restored.get(), &to_learn) == Restored::BAD);
  CHECK(to_learn == FULL_HOURS);
}

TEST_CASE("pieces: another owner's are not read") {
  NorFlash flash;
  PieceStore mine(&flash, 1);
  save(mine, Bytes(PIECE_DATA));
  CHECK(PieceStore(&flash, 1).find());
  CHECK_FALSE(PieceStore(&flash, 2).find());
}

TEST_CASE("pieces: the newest whole one is found, and what was begun after it is not") {
  NorFlash flash;
  for (uint16_t run = 1; run < 12; run++) {
    PieceStore store(&flash);
    store.find();
    save(store, Bytes(PIECE_DATA * (1 + run * 7 % MAX_PIECES), static_cast<uint8_t>(run)), run);
    REQUIRE(store.begin(99, 20));
    uint8_t data[PIECE_DATA]{};
    for (int i = 0; i < run; i++)
      REQUIRE(store.write(data));
    PieceStore after(&flash);
    REQUIRE(after.find());
    REQUIRE(after.run() == run);
    REQUIRE(after.read(0, data));
    REQUIRE(data[PIECE_DATA - 1] == run);
  }
  CHECK(flash.rules_broken == 0);
}

TEST_CASE("pieces: a piece that does not take ends it, and the one before stays") {
  NorFlash flash;
  PieceStore store(&flash);
  save(store, Bytes(PIECE_DATA * 3, 1));
  flash.program_fails = true;
  REQUIRE(store.begin(2, 3));
  const Bytes data(PIECE_DATA, 2);
  CHECK_FALSE(store.write(data.data()));
  CHECK_FALSE(store.writing());
  flash.program_fails = false;
  CHECK(PieceStore(&flash).find());
  CHECK(store.run() == 1);
  save(store, Bytes(PIECE_DATA * 2, 3), 3);
  PieceStore after(&flash);
  REQUIRE(after.find());
  CHECK(after.run() == 3);
}
