#pragma once

#include <cstdint>
#include <cstdio>
#include <ctime>

#include "esphome/core/automation.h"
#include "esphome/core/component.h"
#include "esphome/core/hal.h"
#include "esphome/core/helpers.h"
#include "esphome/core/log.h"

namespace esphome::loop_cost {

/// Counts the rounds of a main loop that does not sleep, and the processor time they take. On the host only.
class LoopCost : public Component {
 public:
  void setup() override { this->fast_.start(); }
  float get_setup_priority() const override { return setup_priority::LATE; }
  Trigger<> *between() { return &this->between_; }

  void loop() override {
    this->rounds_++;
    const uint32_t age = millis() - this->since_;
    if (this->phase_ == 0 && age >= SETTLE_MS) {
      this->begin_();
    } else if ((this->phase_ == 1 || this->phase_ == 3) && age >= MEASURE_MS) {
      this->say_();
      if (this->phase_ == 1)
        this->between_.trigger();
      this->phase_++;
      this->since_ = millis();
    } else if (this->phase_ == 2 && age >= SETTLE_MS) {
      this->begin_();
    }
  }

 protected:
  static constexpr uint32_t SETTLE_MS = 5000, MEASURE_MS = 10000;

  static uint64_t processor_ns_() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<uint64_t>(time.tv_sec) * 1000000000 + time.tv_nsec;
  }

  void begin_() {
    this->phase_++;
    this->rounds_ = 0;
    this->since_ = millis();
    this->began_ns_ = processor_ns_();
  }

  void say_() {
    const uint64_t ns = processor_ns_() - this->began_ns_;
    long pages = 0, resident = 0;
    if (FILE *file = fopen("/proc/self/statm", "r")) {
      if (fscanf(file, "%ld %ld", &pages, &resident) != 2)
        resident = 0;
      fclose(file);
    }
    ESP_LOGI("loop_cost", "phase=%u rounds=%u ns=%llu resident_pages=%ld", this->phase_ / 2 + 1,
             static_cast<unsigned>(this->rounds_), static_cast<unsigned long long>(ns), resident);
  }

  HighFrequencyLoopRequester fast_;
  Trigger<> between_;
  uint32_t rounds_{0}, since_{0};
  uint64_t began_ns_{0};
  uint8_t phase_{0};  // settling, measuring, settling, measuring, done
};

}  // namespace esphome::loop_cost
