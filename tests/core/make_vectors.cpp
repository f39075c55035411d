#include <cstdio>
#include <string>

#include "model_text.h"
#include "vector_cases.h"
#include "vector_json.h"

/// Prints the conformance vectors of the model text, as the core answers them: `diol-make-vectors good`, `bad` or
/// `numbers`.
/// scripts/vectors writes them to tests/vectors.

namespace {

Json named(const std::string &name, const Json &rest) {
  Json json = {{"name", name}};
  json.update(rest);
  return json;
}

/// One case a line: what changed is then to be seen.
void print(const std::vector<Json> &cases) {
  std::puts("[");
  for (size_t i = 0; i < cases.size(); i++)
    std::printf("%s%s\n", cases[i].dump().c_str(), i + 1 < cases.size() ? "," : "");
  std::puts("]");
}

}  // namespace

int main(int argc, char **argv) {
  const std::string which = argc == 2 ? argv[1] : "";
  std::vector<Json> cases;
  if (which == "good") {
    unsigned seed = 0;
    for (const GoodCase &good : good_cases()) {
      esphome::diol::Model model;
      esphome::diol::parse_model(good.text.data(), good.text.size(), &model);
      const std::vector<esphome::diol::Day> days =
          model.days.known() ? days_for(model) : std::vector<esphome::diol::Day>();
      cases.push_back(named(good.name, json_of_good(good.text, minutes_for(model, ++seed), days)));
    }
  } else if (which == "bad") {
    for (const BadCase &bad : bad_cases())
      cases.push_back(named(bad.name, json_of_bad(bad.text)));
  } else if (which == "numbers") {
    const Json numbers = json_of_numbers();
    std::printf("{\n\"uf16\": %s,\n\"uf8\": %s\n}\n", numbers.at("uf16").dump().c_str(),
                numbers.at("uf8").dump().c_str());
    return 0;
  } else {
    std::fputs("usage: diol-make-vectors good|bad|numbers\n", stderr);
    return 2;
  }
  print(cases);
  return 0;
}
