#include "days.h"

#include <algorithm>
#include <cmath>

namespace esphome::diol {

namespace {
constexpr uint16_t DAY_MINUTES = 24 * 60;
constexpr uint16_t MIN_PHASES = 3;
constexpr uint8_t MIN_DAYS = 5, MAX_DAYS = 28;
constexpr float LEAST_SPREAD = 0.1f;  // octaves; healthy fridges have 0.03 to 0.1
constexpr float LEAST = 0.06f;        // minutes, W: less is not told apart
constexpr float DEVIATION = 1.4826f;  // standard deviation of a normal distribution in median absolute deviations
// Of the CUSUM, in standard deviations: what a day may differ without counting, most that one day counts, the limit.
constexpr float ALLOWANCE = 1.5f, MOST = 4.0f, LIMIT = 5.0f;
constexpr uint8_t TELL_MINUTES = 60;
constexpr float FOLLOW = 0.2f;

/// log2 of x > 0, with the accuracy of log2_1p.
float log2_of(float x) { return x >= 1.0f ? log2_1p(x - 1.0f) : -log2_1p(1.0f / x - 1.0f); }

/// 2^x for small |x|: from 1 to 2 by its series, beyond by doubling.
float exp2_of(float x) {
  float scale = 1.0f;
  for (; x > 0.5f && scale < 1e6f; x -= 1.0f)
    scale *= 2.0f;
  for (; x < -0.5f && scale > 1e-6f; x += 1.0f)
    scale *= 0.5f;
  const float y = x * 0.69314718f;
  return scale * (1.0f + y * (1.0f + y * (0.5f + y * (1.0f / 6 + y * (1.0f / 24 + y * (1.0f / 120))))));
}
}  // namespace

bool DayMeter::add(const Minute &minute) {
  for (uint8_t i = 0; i < minute.phase_count; i++) {
    const Phase &phase = minute.phases[i];
    this->phases_[phase.on]++;
    // By their length: a lamp that is on for seconds is a phase, too, but not what a day was like.
    this->minutes_in_[phase.on] += phase.minutes;
    this->log_minutes_[phase.on] += phase.minutes * log2_of(std::max(phase.minutes, LEAST));
  }
  if (!minute.measured)
    return false;
  this->watts_ += static_cast<float>(minute.power) / 1000.0f;
  if (++this->minutes_ < DAY_MINUTES)
    return false;
  const DayMeter whole = *this;
  this->reset();
  if (whole.phases_[0] < MIN_PHASES || whole.phases_[1] < MIN_PHASES)
    return false;
  for (bool on : {false, true}) {
    const float mean = whole.log_minutes_[on] / whole.minutes_in_[on];
    this->day_.code[on ? DAY_ON : DAY_OFF] = encode_uf16(exp2_of(mean));
  }
  this->day_.code[DAY_POWER] = encode_uf16(whole.watts_ / DAY_MINUTES);
  return true;
}

Days summarise(const Day *days, uint8_t count) {
  Days result{};
  if (count < MIN_DAYS)
    return result;
  count = std::min(count, MAX_DAYS);
  for (uint8_t q = 0; q < DAY_QUANTITIES; q++) {
    float values[MAX_DAYS];
    for (uint8_t i = 0; i < count; i++)
      values[i] = log2_of(std::max(decode_uf16(days[i].code[q]), LEAST));
    const float middle = median(values, count);
    for (uint8_t i = 0; i < count; i++)
      values[i] = std::fabs(values[i] - middle);
    result.mean[q] = through_uf16(std::clamp(exp2_of(middle), LEAST, MAX_PHASE_MINUTES));
    const float spread = std::clamp(DEVIATION * median(values, count), LEAST_SPREAD, MAX_DAY_SPREAD);
    result.spread[q] = decode_uf8(encode_uf8(spread));
  }
  return result;
}

void DriftWatch::reset(const Days &days) {
  *this = DriftWatch();
  this->days_ = days;
  if (!days.known())
    return;
  for (uint8_t q = 0; q < DAY_QUANTITIES; q++)
    this->usual_[q] = log2_of(days.mean[q]);
}

void DriftWatch::add(const Day &day) {
  if (!this->days_.known())
    return;
  if (this->score_ > 1.0f)
    this->settle_();
  this->score_ = 0.0f;
  bool follows[DAY_QUANTITIES];
  for (uint8_t q = 0; q < DAY_QUANTITIES; q++) {
    const float off = log2_of(std::max(decode_uf16(day.code[q]), LEAST)) - this->usual_[q];
    const float deviations = std::clamp(off / this->days_.spread[q], -MOST, MOST);
    this->more_[q] = std::max(this->more_[q] + deviations - ALLOWANCE, 0.0f);
    this->less_[q] = std::max(this->less_[q] - deviations - ALLOWANCE, 0.0f);
    this->off_[q] = off;
    follows[q] = std::fabs(deviations) < MOST;
    const float score = std::max(this->more_[q], this->less_[q]) / LIMIT;
    if (score > this->score_) {
      this->score_ = score;
      this->quantity_ = static_cast<DayQuantity>(q);
    }
  }
  this->told_minutes_ = 0;
  // A drift that is told becomes the usual as a whole.
  for (uint8_t q = 0; q < DAY_QUANTITIES && this->score_ <= 1.0f; q++) {
    if (follows[q])
      this->usual_[q] += FOLLOW * this->off_[q];
  }
}

void DriftWatch::pass_minute() {
  if (this->score_ > 1.0f && ++this->told_minutes_ >= TELL_MINUTES) {
    this->settle_();
    this->score_ = 0.0f;
  }
}

void DriftWatch::settle_() {
  for (uint8_t q = 0; q < DAY_QUANTITIES; q++) {
    this->usual_[q] += this->off_[q];
    this->more_[q] = this->less_[q] = 0.0f;
  }
}

float DriftWatch::ratio() const { return exp2_of(this->off_[this->quantity_]); }

}  // namespace esphome::diol
