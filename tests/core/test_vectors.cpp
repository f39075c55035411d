#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "model_text_helpers.h"
#include "vector_json.h"

// The core gives just the answers of tests/vectors, bit for bit. Other implementations read the same files.

namespace {
Json read(const std::string &name) {
  std::ifstream file(std::string(DIOL_VECTORS) + "/" + name);
  REQUIRE(file.good());
  return Json::parse(file);
}
}  // namespace

TEST_CASE("vectors: the core reads, scores and writes every good text as they say") {
  const Json cases = read("good.json");
  CHECK(cases.size() > 20);
  for (Json good : cases) {
    const std::string name = good.at("name"), text = good.at("text");
    CAPTURE(name);
    good.erase("name");
    const Json answer = json_of_good(text, minutes_of(good), days_of(good));
    for (const auto &[key, value] : answer.items()) {
      CAPTURE(key);
      CHECK(value.dump() == good.at(key).dump());
    }
    CHECK(answer.size() == good.size());
    Model model;
    REQUIRE_FALSE(parse_model(text.data(), text.size(), &model));
    CHECK(text_of(model) == text);
  }
}

TEST_CASE("vectors: the core writes every number as they say") {
  CHECK(json_of_numbers().dump() == read("numbers.json").dump());
}

TEST_CASE("vectors: the core refuses every bad text for the reason that they give") {
  const Json cases = read("bad.json");
  CHECK(cases.size() > 80);
  for (Json bad : cases) {
    const std::string name = bad.at("name");
    CAPTURE(name);
    bad.erase("name");
    CHECK(json_of_bad(bad.at("text")).dump() == bad.dump());
  }
}
