#pragma once

#include <string>
#include <vector>

#include "days.h"
#include "model.h"

/// The cases of tests/vectors: which texts, minutes and days they are about. What comes of them is the core's to say.

struct GoodCase {
  std::string name;
  std::string text;
};
std::vector<GoodCase> good_cases();

struct BadCase {
  std::string name;
  std::string text;
};
std::vector<BadCase> bad_cases();

/// Minutes to score under a model: usual ones, faults, and some with much left out.
std::vector<esphome::diol::Minute> minutes_for(const esphome::diol::Model &model, unsigned seed);

/// Days to compare under a model: usual ones, then a drift.
std::vector<esphome::diol::Day> days_for(const esphome::diol::Model &model);
