#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "model.h"

/// Models, minutes and model texts for tests. The text format is written here a second time, from docs/model-format.md.

using Bytes = std::vector<uint8_t>;

/// A fridge: on for 20 minutes at 80 W, off for 40 at 2 W. Two clusters, all features at their usual values in cluster
/// 0.
esphome::diol::Model fridge_model();
/// A router: always on, 10 W.
esphome::diol::Model router_model();
/// A washing machine: an hour at 500 W when somebody wants it to.
esphome::diol::Model washer_model();
/// Any model that is not refused.
esphome::diol::Model random_model(std::mt19937 &random);

std::string text_of(const esphome::diol::Model &model);
/// Base64url without padding of any bytes, after "DIoL1.".
std::string text_of_payload(const Bytes &payload);
/// What is behind "DIoL1.", without its checksum.
Bytes payload_of(const std::string &text);
/// Adds the checksum that belongs to it.
std::string signed_text(Bytes payload);

/// A row that lies `deviations` standard deviations from the model's means, as far as powers and times below zero
/// allow.
esphome::diol::FeatureRow row_at(const esphome::diol::Model &model,
                                 const std::array<double, esphome::diol::FEATURES> &deviations = {});

/// Any row that a plug can come to, most unlike any appliance's.
esphome::diol::FeatureRow any_row(std::mt19937 &random);

using Gauges = std::initializer_list<std::pair<esphome::diol::Gauge, float>>;
/// These gauges, and no others.
esphome::diol::GaugeRow gauges_of(Gauges values);
/// A measured minute of the fridge, on, with its usual row.
esphome::diol::Minute minute_of(const esphome::diol::FeatureRow &row, const esphome::diol::GaugeRow &gauges);
esphome::diol::Minute minute_of(Gauges values);
