#include "reason.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace esphome::diol {

namespace {

Kind kind_of(Feature feature, bool more, bool on) {
  switch (feature) {
    case ELAPSED_ON:
      return more ? Kind::RUNS_TOO_LONG : Kind::UNUSUAL;
    case ELAPSED_OFF:
      return more ? Kind::DOES_NOT_START : Kind::UNUSUAL;
    case LAST_ON:
      return more ? Kind::RUNS_TOO_LONG : Kind::SHORT_CYCLING;
    case LAST_OFF:
      return more ? Kind::DOES_NOT_START : Kind::SHORT_CYCLING;
    case ON_POWER:
      return more ? Kind::POWER_HIGH : Kind::POWER_LOW;
    case DUTY:
      return more ? Kind::DUTY_HIGH : Kind::DUTY_LOW;
    case OFF_LEVEL:
      return Kind::STANDBY_CHANGED;
    case STARTS:
      if (more)
        return Kind::SHORT_CYCLING;
      return on ? Kind::RUNS_TOO_LONG : Kind::DOES_NOT_START;
    case PEAK:
      return more ? Kind::SPIKE : Kind::POWER_LOW;
    case UNCHANGED:
      return more ? Kind::METER_STUCK : Kind::UNUSUAL;
  }
  return Kind::UNUSUAL;
}

/// What is usual for a feature, in its own unit.
float usual(Feature feature, const Model &model) {
  switch (feature) {
    case ELAPSED_ON:
      return model.longest_on;
    case ELAPSED_OFF:
      return model.longest_off;
    case LAST_ON:
      return model.on_time;
    case LAST_OFF:
      return model.off_time;
    case ON_POWER:
      return model.mean[ON_POWER] * model.on_power;
    case DUTY:
      return model.duty;
    case OFF_LEVEL:
      return model.mean[OFF_LEVEL] * model.on_power;
    case STARTS:
      return model.starts_per_hour;
    case PEAK:
      return model.on_power;
    case UNCHANGED:
      return 0.0f;
  }
  return 0.0f;
}

/// "48 min", "3 h 10 min", "2 days 4 h"
struct Duration {
  char text[24];
  explicit Duration(float minutes) {
    const unsigned m = static_cast<unsigned>(minutes + 0.5f);
    if (m < 60) {
      snprintf(this->text, sizeof(this->text), "%u min", m);
    } else if (m < 48 * 60) {
      snprintf(this->text, sizeof(this->text), m % 60 == 0 ? "%u h" : "%u h %u min", m / 60, m % 60);
    } else {
      snprintf(this->text, sizeof(this->text), m / 60 % 24 == 0 ? "%u days" : "%u days %u h", m / 1440, m / 60 % 24);
    }
  }
};

struct Power {
  char text[16];
  explicit Power(float watts) { snprintf(this->text, sizeof(this->text), watts < 10.0f ? "%.1f" : "%.0f", watts); }
};

}  // namespace

const char *kind_name(Kind kind) {
  switch (kind) {
    case Kind::NONE:
      return "";
    case Kind::RUNS_TOO_LONG:
      return "runs_too_long";
    case Kind::DOES_NOT_START:
      return "does_not_start";
    case Kind::SHORT_CYCLING:
      return "short_cycling";
    case Kind::DUTY_HIGH:
      return "duty_high";
    case Kind::DUTY_LOW:
      return "duty_low";
    case Kind::POWER_HIGH:
      return "power_high";
    case Kind::POWER_LOW:
      return "power_low";
    case Kind::STANDBY_CHANGED:
      return "standby_changed";
    case Kind::SPIKE:
      return "spike";
    case Kind::METER_STUCK:
      return "meter_stuck";
    case Kind::UNUSUAL:
      return "unusual";
  }
  return "";
}

Reason find_reason(const FeatureRow &row, bool on, const Model &model, const Score &score) {
  Reason reason;
  bool more = true;
  if (score.by == Deviation::TIME_ON) {
    reason.feature = ELAPSED_ON;
  } else if (score.by == Deviation::TIME_OFF) {
    reason.feature = ELAPSED_OFF;
  } else if (score.by == Deviation::PEAK) {
    reason.feature = PEAK;
  } else if (score.by == Deviation::POWER) {
    reason.feature = ON_POWER;
    more = row.value(ON_POWER) > model.on_power;
  } else {
    const Standardised z = standardise(row, model);
    float most = -1.0f;
    for (uint8_t j = 0; j < FEATURES; j++) {
      if (!z.known[j])
        continue;
      const float off = z.value[j] - static_cast<float>(model.cluster[score.cluster].at[j]) * COORDINATE_STEP;
      if (std::fabs(off) > most) {
        most = std::fabs(off);
        more = off > 0.0f;
        reason.feature = static_cast<Feature>(j);
      }
    }
  }
  reason.kind = kind_of(reason.feature, more, on);
  reason.now = row.has(reason.feature) ? row.value(reason.feature) : 0.0f;
  reason.learnt = usual(reason.feature, model);
  // A time within the longest learnt is unusual only together with the rest: the longest would not explain it.
  reason.typical = (reason.feature == ELAPSED_ON || reason.feature == ELAPSED_OFF) && reason.now <= reason.learnt;
  if (reason.typical)
    reason.learnt = reason.feature == ELAPSED_ON ? model.on_time : model.off_time;
  return reason;
}

size_t describe(const Reason &reason, uint32_t number, uint32_t age_minutes, char *buffer, size_t size) {
  const float now = reason.now, learnt = reason.learnt;
  const char *const time_word = reason.typical ? "usually" : "longest learnt";
  const char *const time_name = reason.typical ? "usual" : "max";
  char sentence[96] = "", numbers[48] = "";
  const auto say = [&](const char *format, auto... values) { snprintf(sentence, sizeof(sentence), format, values...); };
  const auto count = [&](const char *format, auto... values) { snprintf(numbers, sizeof(numbers), format, values...); };
  switch (reason.feature) {
    case ELAPSED_ON:
      say("On for %s; %s %s", Duration(now).text, time_word, Duration(learnt).text);
      count("on=%.0f %s=%.0f", now, time_name, learnt);
      break;
    case ELAPSED_OFF:
      say("Off for %s; %s %s", Duration(now).text, time_word, Duration(learnt).text);
      count("off=%.0f %s=%.0f", now, time_name, learnt);
      break;
    case LAST_ON:
      say("Last ran for %s; usually %s", Duration(now).text, Duration(learnt).text);
      count("last_on=%.0f usual=%.0f", now, learnt);
      break;
    case LAST_OFF:
      say("Last paused for %s; usually %s", Duration(now).text, Duration(learnt).text);
      count("last_off=%.0f usual=%.0f", now, learnt);
      break;
    case ON_POWER:
      say("Draws %s W while on; usually %s W", Power(now).text, Power(learnt).text);
      count("power=%.1f usual=%.1f", now, learnt);
      break;
    case DUTY:
      say("On for %.0f %% of the last 3 h; usually %.0f %%", now * 100.0f, learnt * 100.0f);
      count("duty=%.0f usual=%.0f", now * 100.0f, learnt * 100.0f);
      break;
    case OFF_LEVEL:
      say("Draws %s W while off; usually %s W", Power(now).text, Power(learnt).text);
      count("standby=%.1f usual=%.1f", now, learnt);
      break;
    case STARTS:
      say("Started %.1f times in the last 3 h; usually %.1f", now * 3.0f, learnt * 3.0f);
      count("starts=%.1f usual=%.1f", now * 3.0f, learnt * 3.0f);
      break;
    case PEAK:
      say("Peak of %s W; usually draws %s W", Power(now).text, Power(learnt).text);
      count("peak=%.1f usual=%.1f", now, learnt);
      break;
    case UNCHANGED:
      say("The reading has not changed for %s", Duration(now).text);
      count("unchanged=%.0f", now);
      break;
  }
  const int length = snprintf(buffer, size, "%s [%s n=%u age=%u %s]", sentence, kind_name(reason.kind),
                              static_cast<unsigned>(number), static_cast<unsigned>(age_minutes), numbers);
  return std::min(static_cast<size_t>(std::max(length, 0)), size - 1);
}

}  // namespace esphome::diol
