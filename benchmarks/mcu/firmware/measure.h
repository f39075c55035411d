#pragma once

#include <cstddef>
#include <cstdint>

#include "port.h"

/// What is counted between mark_begin() and mark_end(), and what is said of it. The counts are the plugin's, in the
/// order of the marks; which mark was of what is a letter each in the line "order", printed at the end.
extern "C" void mark_begin();
extern "C" void mark_end();

/// What is measured. Names for people are in counts.py.
enum Operation : char {
  NOTHING = '0',
  SAMPLE = 's',           ///< a reading while watching
  MINUTE = 'm',           ///< the end of a minute: features, score, decision
  SAMPLE_LEARNING = 'l',  ///< the same, while learning
  MINUTE_LEARNING = 'k',
  SLICE = 't',           ///< one slice of training
  TRAINING_ENDS = '/',   ///< not counted: the slices so far were one training
  SCORE_OWN = 'o',       ///< score of a minute under the model as it was learnt
  SCORE_IMPORTED = 'i',  ///< ... under the model parsed from its text
  FORMAT = 'f',
  PARSE = 'p',
  IMPORT = 'x',           ///< parsing and taking into use
  MINUTE_ADAPTING = 'a',  ///< the end of a minute while a text is being fitted
  SLICE_ADAPTING = 'b',   ///< one slice of the fitting
  DESCRIBE = 'd',
  SAVE = 'v',
};

void note(char letter);

template<typename Work> inline __attribute__((always_inline)) void measure(Operation operation, Work work) {
  mark_begin();
  work();
  mark_end();
  note(operation);
}

/// Prints "name number".
void say(const char *name, uint32_t number);
void say(const char *name, const char *text);
void print_order();
