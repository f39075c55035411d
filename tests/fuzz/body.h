#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include "sample_models.h"

/// The body of a model text: its payload without the checksum, which can be changed and signed again. Random changes of
/// the text itself would end at the checksum.

/// What is behind "DIoL1.", without its checksum; of anything else that of a sample.
Bytes body_in(const uint8_t *text, size_t size);

/// Changes a field, the number of clusters or the length, mostly so that the rest still belongs together.
void change_body(Bytes *body, std::mt19937 &random);

/// A mistake of somebody who copies a text.
void mistype(std::string *text, std::mt19937 &random);
