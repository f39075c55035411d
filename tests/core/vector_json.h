#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "days.h"
#include "model.h"

/// What the core makes of texts, minutes and days, in the form of tests/vectors (its README tells the fields).

using Json = nlohmann::ordered_json;

/// {"text", "model", "limits", "minutes", "watches", "days"} of a text that is accepted. Throws where it is refused.
Json json_of_good(const std::string &text, const std::vector<esphome::diol::Minute> &minutes,
                  const std::vector<esphome::diol::Day> &days);

/// Lists of [value, code] that a value is written with, by type.
Json json_of_numbers();

/// {"text", "code", ...} of a text that is refused. Throws where it is accepted.
Json json_of_bad(const std::string &text);

/// The minutes and days that json_of_good() was given, read back from its answer.
std::vector<esphome::diol::Minute> minutes_of(const Json &good);
std::vector<esphome::diol::Day> days_of(const Json &good);
