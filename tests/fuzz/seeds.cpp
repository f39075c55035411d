#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "sample_models.h"

/// Writes the inputs to begin with into FOLDER/parse and FOLDER/score: usable models of every kind and number of
/// clusters, of the format as it is now.

using namespace esphome::diol;

namespace {

void write(const std::filesystem::path &folder, const std::string &name, const std::string &content) {
  std::filesystem::create_directories(folder);
  std::ofstream(folder / name, std::ios::binary) << content;
}

/// An input of fuzz_score, see plug_story.h.
class Story {
 public:
  Story(const Model &model, char begin) {
    const Bytes body = payload_of(text_of(model));
    this->bytes_ = {begin, static_cast<char>(body.size())};
    this->bytes_.append(body.begin(), body.end());
  }
  void step(unsigned what, unsigned times, unsigned value) {
    for (unsigned byte : {what, times, value >> 8, value & 0xFF})
      this->bytes_ += static_cast<char>(byte);
  }
  void any_minute(char flags, char rest) { this->bytes_ += flags + std::string(57, rest); }
  const std::string &bytes() const { return this->bytes_; }

 protected:
  std::string bytes_;
};

/// Cycles, failed starts, a peak, hours off, and each time something to accept.
std::string faults_of(const Model &model, char begin) {
  Story story(model, begin);
  story.step(0x74, 0xFF, 0x4258);  // 512 times 10 s of CYCLE, of an hour with a third of it on: ends while off
  story.step(0x72, 0xFF, 0x4000);  // seconds, of 6 s each: attempts to start
  story.step(0x72, 0xFF, 0x4000);
  story.step(0xC0, 0, 0);       // ACCEPT
  story.step(0x54, 3, 0x8000);  // SHARE: eight times the power
  story.step(0x07, 40, 0);      // ON
  story.step(0xC0, 0, 0);
  story.step(0x77, 0xE0, 0x4258);  // minutes
  story.step(0xB0, 0, 0xFFFF);     // SENSITIVITY
  story.step(0x17, 15, 0);         // OFF
  story.step(0x1D, 2, 0);          // ... for hours
  story.step(0xF0, 0, 0);          // FINISH
  return story.bytes();
}

/// Days that are not like those learnt, in readings and by themselves, and a minute in which only that is unusual.
std::string drift_of(const Model &model, char begin) {
  Story story(model, begin);
  story.step(0x7A, 0xFF, 0x8FFF);  // CYCLE by readings 5 min apart
  story.step(0x7A, 0xFF, 0x4258);
  for (int day = 0; day < 4; day++) {
    story.step(0xE0, 0, day == 0 ? 0x9000 : 0x9001);  // DAY, the first one anew
    story.step(0xD0, 0, 0);                           // MINUTE of which nothing else is known
    story.any_minute(0, '\xFF');
  }
  story.step(0xD0, 0, 0);
  story.any_minute('\x0A', '\x55');
  story.step(0xF0, 0, 1);  // FINISH, as if somebody had had enough
  return story.bytes();
}

}  // namespace

int main(int argc, char **argv) {
  if (argc != 2) {
    fputs("usage: diol-fuzz-seeds FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::mt19937 random(1);
  const auto keep = [&folder](const std::string &name, const Model &model) {
    write(folder / "parse", name, text_of(model));
    for (char begin : {'\0', '\1', '\2', '\3'}) {
      write(folder / "score", name + "-faults-" + std::to_string(begin), faults_of(model, begin));
      write(folder / "score", name + "-drift-" + std::to_string(begin), drift_of(model, begin));
    }
  };
  keep("fridge", fridge_model());
  keep("router", router_model());
  keep("washer", washer_model());
  for (uint8_t clusters = 1; clusters <= MAX_CLUSTERS; clusters++) {
    Model model;
    do {
      model = random_model(random);
    } while (model.clusters != clusters);
    keep("clusters-" + std::to_string(clusters), model);
  }
  Bytes body = payload_of(text_of(fridge_model()));
  for (size_t at = 0; at < body.size(); at += 5) {
    Bytes changed = body;
    changed[at] ^= 0x80;
    write(folder / "parse", "changed-" + std::to_string(at), signed_text(changed));
  }
  return 0;
}
