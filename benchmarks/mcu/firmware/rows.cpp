// For the host: the model of the made-up fridge, and then a line for each of the minutes of nine days more, the
// features in standard deviations as K-Means is given them. For fitting others to the very same.
#include <cstdio>

#include "appliance.h"
#include "monitor.h"
#include "score.h"

using namespace esphome::diol;

int main() {
  static Monitor monitor;
  static Learner learner;
  Appliance appliance;
  monitor.start_learning(&learner, FULL_HOURS);
  const auto sample = [](TimeMs now, float watts) { monitor.add_sample(now, watts); };
  while (monitor.learner() != nullptr) {
    appliance.run(1, sample, [](TimeMs now) {
      monitor.advance(now);
      while (monitor.work()) {
      }
    });
  }
  std::printf("%s\n", monitor.text().text);
  appliance.run(FULL_HOURS, sample, [](TimeMs now) {
    monitor.advance(now);
    const Standardised row = standardise(monitor.minute().row, monitor.model());
    for (float value : row.value)
      std::printf("%.9g ", static_cast<double>(value));
    std::puts("");
  });
  return 0;
}
