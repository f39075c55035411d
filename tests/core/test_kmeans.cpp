#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <vector>

#include "kmeans.h"

using namespace esphome::diol;

namespace {

struct Rows {
  std::unique_ptr<GridRow[]> row;
  uint16_t count{0};
  explicit Rows(uint16_t room) : row(new GridRow[room]) {}
  int8_t *add() { return this->row[this->count++]; }
};

Rows planted(std::mt19937 &random, const std::vector<std::array<int, FEATURES>> &centres, int each, double spread,
             double missing = 0.0) {
  std::normal_distribution<double> noise(0.0, spread);
  std::uniform_real_distribution<double> uniform;
  Rows rows(static_cast<uint16_t>(centres.size() * static_cast<size_t>(each)));
  for (const auto &centre : centres) {
    for (int i = 0; i < each; i++) {
      int8_t *row = rows.add();
      for (uint8_t j = 0; j < FEATURES; j++) {
        const double at = std::clamp(centre[j] + noise(random), -127.0, 127.0);
        row[j] = uniform(random) < missing ? GRID_MISSING : static_cast<int8_t>(std::lround(at));
      }
    }
  }
  return rows;
}

std::vector<std::array<int, FEATURES>> random_centres(std::mt19937 &random, int count, int reach) {
  std::vector<std::array<int, FEATURES>> centres(static_cast<size_t>(count));
  for (auto &centre : centres) {
    for (int &at : centre)
      at = static_cast<int>(random() % static_cast<unsigned>(2 * reach + 1)) - reach;
  }
  return centres;
}

KMeans run(const Rows &rows, uint8_t clusters, uint32_t seed = 1) {
  KMeans kmeans;
  kmeans.start(rows.row.get(), rows.count, clusters, seed);
  int slices = 0;
  while (!kmeans.step())
    REQUIRE(++slices < 100);
  return kmeans;
}

/// Mean squared distance to the nearest centre, over known coordinates, scaled as for all of them.
double error(const Rows &rows, const std::vector<std::array<double, FEATURES>> &centres) {
  double sum = 0;
  for (uint16_t i = 0; i < rows.count; i++) {
    double least = 1e30;
    for (const auto &centre : centres) {
      double squares = 0;
      int known = 0;
      for (uint8_t j = 0; j < FEATURES; j++) {
        if (rows.row[i][j] == GRID_MISSING)
          continue;
        squares += (rows.row[i][j] - centre[j]) * (rows.row[i][j] - centre[j]);
        known++;
      }
      least = std::min(least, known == 0 ? 0.0 : squares * FEATURES / known);
    }
    sum += least;
  }
  return sum / rows.count;
}

double error(const Rows &rows, const KMeans &kmeans) {
  std::vector<std::array<double, FEATURES>> centres(kmeans.clusters());
  for (uint8_t k = 0; k < kmeans.clusters(); k++)
    std::copy_n(kmeans.centre(k), FEATURES, centres[k].begin());
  return error(rows, centres);
}

/// Lloyd in floating point from rows drawn at random, the best of `restarts`.
double best_of_random_restarts(const Rows &rows, uint8_t clusters, int restarts, std::mt19937 &random) {
  double best = 1e30;
  for (int restart = 0; restart < restarts; restart++) {
    std::vector<std::array<double, FEATURES>> centres(clusters);
    for (auto &centre : centres)
      std::copy_n(rows.row[random() % rows.count], FEATURES, centre.begin());
    for (int pass = 0; pass < 15; pass++) {
      std::vector<std::array<double, FEATURES>> sum(clusters);
      std::vector<int> size(clusters);
      for (uint16_t i = 0; i < rows.count; i++) {
        size_t nearest = 0;
        double least = 1e30;
        for (size_t k = 0; k < clusters; k++) {
          double squares = 0;
          for (uint8_t j = 0; j < FEATURES; j++)
            squares += (rows.row[i][j] - centres[k][j]) * (rows.row[i][j] - centres[k][j]);
          if (squares < least) {
            least = squares;
            nearest = k;
          }
        }
        size[nearest]++;
        for (uint8_t j = 0; j < FEATURES; j++)
          sum[nearest][j] += rows.row[i][j];
      }
      for (size_t k = 0; k < clusters; k++) {
        for (uint8_t j = 0; j < FEATURES; j++)
          centres[k][j] = size[k] == 0 ? centres[k][j] : sum[k][j] / size[k];
      }
    }
    best = std::min(best, error(rows, centres));
  }
  return best;
}

}  // namespace

TEST_CASE("kmeans: the same rows and seed give the same clusters") {
  std::mt19937 random(1);
  const Rows rows = planted(random, random_centres(random, 5, 80), 38, 12);
  const KMeans one = run(rows, 8), two = run(rows, 8);
  REQUIRE(one.clusters() == two.clusters());
  for (uint8_t k = 0; k < one.clusters(); k++) {
    CHECK(one.size(k) == two.size(k));
    CHECK(std::memcmp(one.centre(k), two.centre(k), FEATURES) == 0);
  }
}

TEST_CASE("kmeans: planted clusters are found, heaviest first") {
  std::mt19937 random(2);
  for (int round = 0; round < 30; round++) {
    // Corners far apart, of 60, 50, 40 and 30 rows
    const std::vector<std::array<int, FEATURES>> centres = {
        {100, 100, 100}, {-100, 100, -100}, {-100, -100, 50}, {90, -90, -80}};
    Rows rows(180);
    for (size_t k = 0; k < 4; k++) {
      const Rows part = planted(random, {centres[k]}, 60 - 10 * static_cast<int>(k), 6);
      for (uint16_t i = 0; i < part.count; i++)
        std::copy_n(part.row[i], FEATURES, rows.add());
    }
    const KMeans kmeans = run(rows, 4, static_cast<uint32_t>(round));
    REQUIRE(kmeans.clusters() == 4);
    for (uint8_t k = 0; k < 4; k++) {
      CHECK(kmeans.size(k) == 60 - 10 * k);
      for (uint8_t j = 0; j < FEATURES; j++)
        CHECK(std::abs(kmeans.centre(k)[j] - centres[k][j]) <= 5);
    }
  }
}

TEST_CASE("kmeans: its error is close to that of the best of ten random restarts") {
  std::mt19937 random(3);
  double sum = 0;
  constexpr int ROUNDS = 8;
  for (int round = 0; round < ROUNDS; round++) {
    const Rows rows = planted(random, random_centres(random, 4 + round, 90), 192 / (4 + round), 15);
    const double ratio = error(rows, run(rows, 8)) / best_of_random_restarts(rows, 8, 10, random);
    CHECK(ratio < 1.8);  // one planted cluster missed by both starts
    sum += ratio;
  }
  CHECK(sum / ROUNDS < 1.2);
}

TEST_CASE("kmeans: missing coordinates are left out of distances and means") {
  std::mt19937 random(4);
  const std::vector<std::array<int, FEATURES>> centres = {{80, -80, 80, -80, 80, -80, 80, -80, 80, -80},
                                                          {-80, 80, -80, 80, -80, 80, -80, 80, -80, 80}};
  const Rows rows = planted(random, centres, 80, 5, 0.3);
  const KMeans kmeans = run(rows, 2);
  REQUIRE(kmeans.clusters() == 2);
  const bool swapped = kmeans.centre(0)[0] < 0;
  for (uint8_t k = 0; k < 2; k++) {
    for (uint8_t j = 0; j < FEATURES; j++)
      CHECK(std::abs(kmeans.centre(k)[j] - centres[swapped ? 1 - k : k][j]) <= 3);
  }
}

TEST_CASE("kmeans: rows without any coordinate do no harm") {
  Rows rows(20);
  for (int i = 0; i < 20; i++)
    std::fill_n(rows.add(), FEATURES, GRID_MISSING);
  const KMeans kmeans = run(rows, 8);
  CHECK(kmeans.clusters() == 1);
  CHECK(kmeans.size(0) == 20);
  for (uint8_t j = 0; j < FEATURES; j++)
    CHECK(kmeans.centre(0)[j] == 0);
}

TEST_CASE("kmeans: there are no more clusters than different rows") {
  for (int different = 1; different <= 8; different++) {
    Rows rows(40);
    for (int i = 0; i < 40; i++)
      std::fill_n(rows.add(), FEATURES, static_cast<int8_t>(i % different * 10 - 40));
    const KMeans kmeans = run(rows, 8);
    CHECK(kmeans.clusters() == different);
    CHECK(error(rows, kmeans) == 0.0);
  }
  Rows one(1);
  std::fill_n(one.add(), FEATURES, static_cast<int8_t>(7));
  const KMeans kmeans = run(one, 8);
  CHECK(kmeans.clusters() == 1);
  CHECK(kmeans.centre(0)[3] == 7);
}

TEST_CASE("kmeans: sizes add up, fall, and no cluster is empty") {
  std::mt19937 random(5);
  for (int round = 0; round < 50; round++) {
    const Rows rows = planted(random, random_centres(random, 1 + round % 10, 127), 19, 1 + round);
    const KMeans kmeans = run(rows, 8);
    int sum = 0;
    for (uint8_t k = 0; k < kmeans.clusters(); k++) {
      CHECK(kmeans.size(k) > 0);
      CHECK((k == 0 || kmeans.size(k) <= kmeans.size(k - 1)));
      sum += kmeans.size(k);
    }
    CHECK(sum == rows.count);
  }
}

TEST_CASE("kmeans: rows at the far corners do not overflow") {
  Rows rows(192);
  for (int i = 0; i < 192; i++) {
    int8_t *row = rows.add();
    for (uint8_t j = 0; j < FEATURES; j++)
      row[j] = (i >> j % 7 & 1) ? 127 : -127;
  }
  const KMeans kmeans = run(rows, 2);
  CHECK(kmeans.clusters() == 2);
  GridRow low, high;
  std::fill_n(low, FEATURES, static_cast<int8_t>(-127));
  std::fill_n(high, FEATURES, static_cast<int8_t>(127));
  CHECK(KMeans::squared_distance(low, high) == 254U * 254U * FEATURES);
  std::fill_n(low + 1, FEATURES - 1, GRID_MISSING);
  CHECK(KMeans::squared_distance(low, high) == 254U * 254U * FEATURES);
}
