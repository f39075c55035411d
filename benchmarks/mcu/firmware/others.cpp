// Scores of the same rows by the core and by what others would run. others_data.h is written by others.py.
#include "measure.h"
#include "model_text.h"
#include "others_data.h"
#include "score.h"

#ifdef HOST
#include <chrono>
#include <cstdio>
#endif

extern "C" {
float elliptic_predict(const float *features, int count);
int32_t mixture_predict_log_proba(const float *features, int32_t count, float *out);
}

using namespace esphome::diol;

/// Edge Impulse's K-Means block: the least distance to a centre, less the greatest training error of that centre.
__attribute__((noinline)) float edge_impulse_score(const float *row) {
  float least = 1e30f;
  for (int k = 0; k < CENTRES; k++) {
    float squares = 0.0f;
    for (int j = 0; j < FEATURES; j++) {
      const float off = row[j] - CENTRE[k][j];
      squares += off * off;
    }
    const float far = __builtin_sqrtf(squares) - CENTRE_ERROR[k];
    least = far < least ? far : least;
  }
  return least;
}

namespace {

Model model;
Standardised rows[ROWS];
volatile float sink;

float own(int i) { return distance(rows[i], model); }
float edge_impulse(int i) { return edge_impulse_score(rows[i].value); }
float elliptic(int i) { return elliptic_predict(rows[i].value, FEATURES); }
float mixture(int i) {
  float parts[CENTRES];
  mixture_predict_log_proba(rows[i].value, FEATURES, parts);
  return parts[0];
}

void prepare() {
  parse_model(TEXT, sizeof(TEXT) - 1, &model);
  for (int i = 0; i < ROWS; i++) {
    for (int j = 0; j < FEATURES; j++) {
      rows[i].value[j] = ROW[i][j];
      rows[i].known[j] = true;
    }
    rows[i].count = FEATURES;
  }
}

}  // namespace

#ifdef HOST

int main() {
  prepare();
  constexpr int ROUNDS = 200'000 / ROWS;
  float (*const SCORES[])(int) = {own, edge_impulse, elliptic, mixture};
  const char *const NAMES[] = {"own", "edge_impulse", "elliptic", "mixture"};
  for (int s = 0; s < 4; s++) {
    const auto begin = std::chrono::steady_clock::now();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < ROWS; i++)
        sink = SCORES[s](i);
    }
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begin;
    std::printf("%s %.1f\n", NAMES[s], took.count() / (ROUNDS * ROWS));
  }
  return 0;
}

#else

int main() {
  prepare();
  measure(NOTHING, [] {});
  for (int i = 0; i < ROWS; i++) {
    measure(SCORE_OWN, [&] { sink = own(i); });
    measure(SCORE_IMPORTED, [&] { sink = edge_impulse(i); });
    measure(PARSE, [&] { sink = elliptic(i); });
    measure(FORMAT, [&] { sink = mixture(i); });
  }
  print_order();
  return 0;
}

#endif
