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

/// See plug_story.h: cycles, failed starts, a peak, hours off, and each time something to accept.
std::string story_of(const Model &model, char begin) {
  const Bytes body = payload_of(text_of(model));
  std::string story = {begin, static_cast<char>(body.size())};
  story.append(body.begin(), body.end());
  const auto step = [&story](unsigned what, unsigned times, unsigned value) {
    for (unsigned byte : {what, times, value >> 8, value & 0xFF})
      story += static_cast<char>(byte);
  };
  step(0x74, 0xFF, 0x4258);  // 512 times 10 s of CYCLE, of an hour with a third of it on: ends while off
  step(0x72, 0xFF, 0x4000);  // seconds, of 6 s each: attempts to start
  step(0x72, 0xFF, 0x4000);
  step(0xC0, 0, 0);       // ACCEPT
  step(0x54, 3, 0x8000);  // SHARE: eight times the power
  step(0x07, 40, 0);      // ON
  step(0xC0, 0, 0);
  step(0x77, 0xE0, 0x4258);  // minutes
  step(0xB0, 0, 0xFFFF);     // SENSITIVITY
  step(0x17, 15, 0);         // OFF
  step(0x1D, 2, 0);          // ... for hours
  step(0xF0, 0, 0);          // FINISH
  return story;
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
    for (char begin : {'\0', '\1', '\3'})
      write(folder / "score", name + "-" + std::to_string(begin), story_of(model, begin));
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
