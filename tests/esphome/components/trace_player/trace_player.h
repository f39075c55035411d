#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "trace_file.h"
#include "esphome/components/diol/clock.h"
#include "esphome/components/diol/diol_component.h"
#include "esphome/components/sensor/sensor.h"
#include "esphome/core/component.h"
#include "esphome/core/helpers.h"

namespace esphome::trace_player {

/// Plays a trace in trace time, as fast as asked for, and gives every sample to DIoL with its own time.
///
/// Two times: trace time is what the recording says and may be sought in; core time is what DIoL sees and only goes
/// forward. Core time is trace time plus an offset of whole minutes, so that minutes of both end together and the
/// same span of a trace always gives the same features. Seeking takes the least offset with which core time does not
/// go back: DIoL sees the last reading held for less than a minute and then the new place, without a gap.
class TracePlayer : public sensor::Sensor, public Component, public diol::Clock {
 public:
  void set_trace_time(sensor::Sensor *entity) { this->trace_time_ = entity; }
  void setup() override;
  void loop() override;
  void dump_config() override;

  uint64_t now_ms() override { return static_cast<uint64_t>(this->position_ms_ + this->offset_ms_); }
  bool attach(diol::DiolComponent *component) override;

  // All return an error text, empty when done.
  std::string load(const std::string &path);
  std::string play(float until_s, float speed);
  std::string seek(float t_s);
  std::string play_loop(float from_s, float to_s, float speed);
  std::string write_scores(const std::string &path);

 protected:
  void go_to_(int64_t t_ms);
  void start_(int64_t until_ms, float speed);
  void stop_();
  void give_(float watts);
  bool feed_until_(int64_t t_ms);
  void end_of_span_();
  void publish_(bool now);
  void write_minute_(const diol::Monitor &monitor);

  diol::DiolComponent *component_{nullptr};
  sensor::Sensor *trace_time_{nullptr};
  std::vector<TraceSample> samples_;
  size_t next_{0};          // first sample not yet given
  int64_t position_ms_{0};  // trace time
  int64_t offset_ms_{0};    // core time minus trace time

  bool playing_{false};
  bool looping_{false};
  int64_t from_ms_{0};
  int64_t until_ms_{0};
  float speed_{0.0f};
  int64_t started_at_ms_{0};  // trace time when playing started ...
  uint64_t started_real_{0};  // ... and real time then
  HighFrequencyLoopRequester high_frequency_;

  FILE *scores_{nullptr};
  uint32_t power_published_{0};
  uint32_t time_published_{0};
  bool power_changed_{false};
  float watts_{0.0f};
  float delta_{0.0f}, passed_{0.0f};  // of the filter; 0 passes everything
};

}  // namespace esphome::trace_player
