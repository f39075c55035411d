#include <doctest/doctest.h>

#include <cstring>
#include <string>

#include "refusal.h"

using namespace esphome::diol;

namespace {
std::string describe(const Refusal &refusal) {
  char buffer[256];
  const size_t length = refusal.describe(buffer, sizeof(buffer));
  REQUIRE(std::strlen(buffer) == length);
  return buffer;
}
bool ends_with(const std::string &text, const std::string &end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}
}  // namespace

TEST_CASE("refusal: every one is a sentence and its code with numbers") {
  const std::pair<Refusal, const char *> refusals[] = {
      {{Refusal::NOT_A_MODEL}, "[not_a_model]"},
      {{Refusal::NEWER_VERSION, 2}, "[newer_version version=2]"},
      {{Refusal::TOO_LONG, 300}, "[too_long length=300]"},
      {{Refusal::BAD_CHARACTER, 17}, "[bad_character position=17]"},
      {{Refusal::BAD_LENGTH, 99}, "[bad_length length=99]"},
      {{Refusal::BAD_CHECKSUM}, "[bad_checksum]"},
      {{Refusal::BAD_VALUE, 0, "on_power"}, "[bad_value field=on_power]"},
      {{Refusal::UNKNOWN_FEATURES, 7}, "[unknown_features set=7]"},
      {{Refusal::BLIND_MODEL, 0, "block_max"}, "[blind_model field=block_max]"},
      {{Refusal::UNKNOWN_MODE}, "[unknown_mode]"},
      {{Refusal::UNKNOWN_APPLIANCE}, "[unknown_appliance]"},
      {{Refusal::BAD_HOURS}, "[bad_hours]"},
  };
  for (const auto &[refusal, code] : refusals) {
    const std::string text = describe(refusal);
    CAPTURE(text);
    CHECK(ends_with(text, std::string(" ") + code));
    CHECK(text.find('[') > 20);
    CHECK(text.size() < 230);  // after "watching: the text was refused: "
  }
  CHECK(describe({}).empty());
  CHECK_FALSE(Refusal{});
}

TEST_CASE("refusal: a small buffer is not overrun") {
  char buffer[20];
  CHECK(Refusal{Refusal::BAD_VALUE, 0, "block_minutes"}.describe(buffer, sizeof(buffer)) == 19);
  CHECK(buffer[19] == '\0');
}
