#include <iostream>
#include <string>

#include "plug.h"

/// Lets plugs learn appliances: reads a line of numbers for each (power on and off in W, minutes on and off,
/// irregularity of the phases in parts, seconds between readings, hours of learning, seed) and answers with a line, the
/// model text. For property-based tests in another language.

int main() {
  double on_power, off_power, on_minutes, off_minutes, irregular, interval;
  uint32_t hours, seed;
  while (std::cin >> on_power >> off_power >> on_minutes >> off_minutes >> irregular >> interval >> hours >> seed) {
    TinyAppliance appliance(seed);
    appliance.on_power = on_power;
    appliance.off_power = off_power;
    appliance.on_minutes = on_minutes;
    appliance.off_minutes = off_minutes;
    appliance.irregular = irregular;
    appliance.interval = static_cast<TimeMs>(interval * SECOND_MS);
    Plug plug;
    plug.monitor.start_learning(plug.learner.get(), hours);
    // When the levels of power turn out to be others, what was gathered is dropped: then it takes longer.
    for (int times = 0; times < 4 && plug.learned == 0; times++)
      appliance.run(hours + 3.0, std::ref(plug));
    std::cout << plug.text() << std::endl;
  }
}
