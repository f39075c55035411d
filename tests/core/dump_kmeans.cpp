#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "kmeans.h"

/// Clusters rows of grid steps from standard input, ten numbers each, into at most as many clusters as its argument
/// says. Prints one line a cluster: how many rows it has, and its centre. For comparing with other implementations.

using namespace esphome::diol;

int main(int argc, char **argv) {
  struct Row {
    GridRow at;
  };
  std::vector<Row> rows;
  Row row;
  for (int value, j = 0; std::scanf("%d", &value) == 1;) {
    row.at[j++] = static_cast<int8_t>(value);
    if (j == FEATURES) {
      rows.push_back(row);
      j = 0;
    }
  }
  const int wanted = argc == 2 ? std::atoi(argv[1]) : 0;
  if (rows.empty() || rows.size() > UINT16_MAX || wanted < 1 || wanted > MAX_CLUSTERS)
    return 2;
  static_assert(sizeof(Row) == sizeof(GridRow));
  static KMeans kmeans;
  kmeans.start(&rows.data()->at, static_cast<uint16_t>(rows.size()), static_cast<uint8_t>(wanted), 1);
  while (!kmeans.step()) {
  }
  for (uint8_t k = 0; k < kmeans.clusters(); k++) {
    std::printf("%d", kmeans.size(k));
    for (const int8_t at : kmeans.centre(k))
      std::printf(" %d", at);
    std::printf("\n");
  }
  return 0;
}
