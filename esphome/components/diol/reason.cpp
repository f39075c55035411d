#include "reason.h"

#include <cmath>
#include <cstdio>

#include "flash_text.h"

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

Kind kind_of(Gauge gauge) {
  switch (gauge) {
    case TIME_ON:
      return Kind::RUNS_TOO_LONG;
    case TIME_OFF:
      return Kind::DOES_NOT_START;
    case POWER_HIGH:
    case FLOOR_ON:
      return Kind::POWER_HIGH;
    case POWER_LOW:
      return Kind::POWER_LOW;
    case FLOOR_OFF:
    case BASE_LOAD:
      return Kind::STANDBY_CHANGED;
    case PEAK_POWER:
      return Kind::SPIKE;
    case ATTEMPTS:
      return Kind::FAILS_TO_START;
    case HOUR_STARTS:
      return Kind::SHORT_CYCLING;
    case CYCLE_DUTY:
      return Kind::DUTY_HIGH;
    case SAME_READING:
      return Kind::METER_STUCK;
  }
  return Kind::UNUSUAL;
}

/// What is usual for a feature, in its own unit.
float usual(Feature feature, const Model &model) {
  switch (feature) {
    case ELAPSED_ON:
    case LAST_ON:
      return model.on_time;
    case ELAPSED_OFF:
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
    case Kind::FAILS_TO_START:
      return "fails_to_start";
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
    case Kind::DRIFT:
      return "drift";
    case Kind::UNUSUAL:
      return "unusual";
    case Kind::TEST:
      return "test";
  }
  return "";
}

namespace {

/// The feature that is furthest from its cluster.
void explain_shape(const Minute &minute, const Model &model, uint8_t cluster, Reason *reason) {
  const Standardised z = standardise(minute.row, model);
  float most = -1.0f;
  bool more = true;
  for (uint8_t j = 0; j < FEATURES; j++) {
    if (!z.known[j])
      continue;
    const float off = z.value[j] - static_cast<float>(model.cluster[cluster].at[j]) * COORDINATE_STEP;
    if (std::fabs(off) > most) {
      most = std::fabs(off);
      more = off > 0.0f;
      reason->feature = static_cast<Feature>(j);
    }
  }
  reason->kind = kind_of(reason->feature, more, minute.on);
  reason->now = minute.row.has(reason->feature) ? minute.row.value(reason->feature) : 0.0f;
  reason->learnt = usual(reason->feature, model);
}

/// The two halves of a reason: a sentence, and its numbers.
struct Wording {
  char sentence[96]{};
  char numbers[48]{};
  template<typename... Values> void say(const char *format, Values... values) {
    print(this->sentence, sizeof(this->sentence), format, values...);
  }
  template<typename... Values> void count(const char *format, Values... values) {
    print(this->numbers, sizeof(this->numbers), format, values...);
  }
};

void word_feature(const Reason &reason, Wording *w) {
  const float now = reason.now, learnt = reason.learnt;
  switch (reason.feature) {
    case ELAPSED_ON:
      w->say(FLASH_TEXT("On for %s; usually %s"), Duration(now).text, Duration(learnt).text);
      return w->count(FLASH_TEXT("on=%.0f usual=%.0f"), now, learnt);
    case ELAPSED_OFF:
      w->say(FLASH_TEXT("Off for %s; usually %s"), Duration(now).text, Duration(learnt).text);
      return w->count(FLASH_TEXT("off=%.0f usual=%.0f"), now, learnt);
    case LAST_ON:
      w->say(FLASH_TEXT("Last ran for %s; usually %s"), Duration(now).text, Duration(learnt).text);
      return w->count(FLASH_TEXT("last_on=%.0f usual=%.0f"), now, learnt);
    case LAST_OFF:
      w->say(FLASH_TEXT("Last paused for %s; usually %s"), Duration(now).text, Duration(learnt).text);
      return w->count(FLASH_TEXT("last_off=%.0f usual=%.0f"), now, learnt);
    case ON_POWER:
      w->say(FLASH_TEXT("Draws %s W while on; usually %s W"), Power(now).text, Power(learnt).text);
      return w->count(FLASH_TEXT("power=%.1f usual=%.1f"), now, learnt);
    case DUTY:
      w->say(FLASH_TEXT("On for %.0f %% of the last 3 h; usually %.0f %%"), now * 100.0f, learnt * 100.0f);
      return w->count(FLASH_TEXT("duty=%.0f usual=%.0f"), now * 100.0f, learnt * 100.0f);
    case OFF_LEVEL:
      w->say(FLASH_TEXT("Draws %s W while off; usually %s W"), Power(now).text, Power(learnt).text);
      return w->count(FLASH_TEXT("standby=%.1f usual=%.1f"), now, learnt);
    case STARTS:
      w->say(FLASH_TEXT("Started %.1f times in the last 3 h; usually %.1f"), now * 3.0f, learnt * 3.0f);
      return w->count(FLASH_TEXT("starts=%.1f usual=%.1f"), now * 3.0f, learnt * 3.0f);
    case PEAK:
      w->say(FLASH_TEXT("Peak of %s W; usually draws %s W"), Power(now).text, Power(learnt).text);
      return w->count(FLASH_TEXT("peak=%.1f usual=%.1f"), now, learnt);
    case UNCHANGED:
      w->say(FLASH_TEXT("The reading has not changed for %s"), Duration(now).text);
      return w->count(FLASH_TEXT("unchanged=%.0f"), now);
  }
}

void word_gauge(const Reason &reason, Wording *w) {
  const float now = reason.now, learnt = reason.learnt;
  const Power watts(now), most_watts(learnt);
  switch (reason.by.gauge) {
    case TIME_ON:
      w->say(FLASH_TEXT("On for %s; longest learnt %s"), Duration(now).text, Duration(learnt).text);
      return w->count(FLASH_TEXT("on=%.0f max=%.0f"), now, learnt);
    case TIME_OFF:
      w->say(FLASH_TEXT("Off for %s; longest learnt %s"), Duration(now).text, Duration(learnt).text);
      return w->count(FLASH_TEXT("off=%.0f max=%.0f"), now, learnt);
    case POWER_HIGH:
      w->say(FLASH_TEXT("Draws %s W while on; greatest learnt %s W"), watts.text, most_watts.text);
      return w->count(FLASH_TEXT("power=%.1f max=%.1f"), now, learnt);
    case POWER_LOW:
      w->say(FLASH_TEXT("Draws %s W while on; least learnt %s W"), watts.text, most_watts.text);
      return w->count(FLASH_TEXT("power=%.1f min=%.1f"), now, learnt);
    case FLOOR_ON:
      w->say(FLASH_TEXT("Never below %s W for 5 min; greatest learnt %s W"), watts.text, most_watts.text);
      return w->count(FLASH_TEXT("floor=%.1f max=%.1f"), now, learnt);
    case FLOOR_OFF:
      w->say(FLASH_TEXT("Draws %s W while off; greatest learnt %s W"), watts.text, most_watts.text);
      return w->count(FLASH_TEXT("standby=%.1f max=%.1f"), now, learnt);
    case PEAK_POWER:
      w->say(FLASH_TEXT("Peak of %s W; greatest learnt %s W"), watts.text, most_watts.text);
      return w->count(FLASH_TEXT("peak=%.1f max=%.1f"), now, learnt);
    case ATTEMPTS:
      w->say(FLASH_TEXT("Failed to start %.0f times in half an hour; most learnt %.0f"), now, learnt);
      return w->count(FLASH_TEXT("attempts=%.0f max=%.0f"), now, learnt);
    case HOUR_STARTS:
      w->say(FLASH_TEXT("Started %.0f times in an hour; most learnt %.0f"), now, learnt);
      return w->count(FLASH_TEXT("starts=%.0f max=%.0f"), now, learnt);
    case CYCLE_DUTY:
      w->say(FLASH_TEXT("On for %.0f %% of its last cycles; most learnt %.0f %%"), now * 100.0f, learnt * 100.0f);
      return w->count(FLASH_TEXT("duty=%.0f max=%.0f"), now * 100.0f, learnt * 100.0f);
    case BASE_LOAD:
      w->say(FLASH_TEXT("Never below %s W for 3 h; greatest learnt %s W"), watts.text, most_watts.text);
      return w->count(FLASH_TEXT("base=%.1f max=%.1f"), now, learnt);
    case SAME_READING:
      w->say(FLASH_TEXT("The reading has not changed for %s; longest learnt %s"), Duration(now).text,
             Duration(learnt).text);
      return w->count(FLASH_TEXT("unchanged=%.0f max=%.0f"), now, learnt);
  }
}

void word_drift(const Reason &reason, Wording *w) {
  const float percent = std::fabs(reason.now - 1.0f) * 100.0f;
  const bool more = reason.now > 1.0f;
  switch (reason.quantity) {
    case DAY_ON:
      w->say(FLASH_TEXT("Runs have become %.0f %% %s"), percent, more ? "longer" : "shorter");
      break;
    case DAY_OFF:
      w->say(FLASH_TEXT("Pauses have become %.0f %% %s"), percent, more ? "longer" : "shorter");
      break;
    case DAY_POWER:
      w->say(FLASH_TEXT("Draws %.0f %% %s a day than it used to"), percent, more ? "more" : "less");
      break;
  }
  static const char *const NAMES[DAY_QUANTITIES] = {"day_on", "day_off", "day_power"};
  w->count(FLASH_TEXT("%s=%.0f"), NAMES[reason.quantity], reason.now * 100.0f);
}

}  // namespace

Reason find_reason(const Minute &minute, const Model &model, const Score &score, const DriftWatch &drift) {
  Reason reason;
  reason.by = score.by;
  switch (score.by.source) {
    case Deviation::SHAPE:
      explain_shape(minute, model, score.cluster, &reason);
      break;
    case Deviation::GAUGE:
      reason.kind = kind_of(score.by.gauge);
      reason.now = minute.gauges.value(score.by.gauge);
      reason.learnt = model.extreme[score.by.gauge];
      break;
    case Deviation::DRIFT:
      reason.kind = Kind::DRIFT;
      reason.quantity = drift.quantity();
      reason.now = drift.ratio();
      reason.learnt = 1.0f;
      break;
  }
  return reason;
}

size_t describe(const Reason &reason, uint32_t number, uint32_t age_minutes, char *buffer, size_t size) {
  Wording wording;
  if (reason.by.source == Deviation::SHAPE) {
    word_feature(reason, &wording);
  } else if (reason.by.source == Deviation::GAUGE) {
    word_gauge(reason, &wording);
  } else {
    word_drift(reason, &wording);
  }
  return print(buffer, size, FLASH_TEXT("%s [%s n=%u age=%u %s]"), wording.sentence, kind_name(reason.kind),
               static_cast<unsigned>(number), static_cast<unsigned>(age_minutes), wording.numbers);
}

size_t describe_test(uint32_t number, uint32_t age_minutes, char *buffer, size_t size) {
  return print(buffer, size, FLASH_TEXT("This is a test: nothing is wrong [test n=%u age=%u]"),
               static_cast<unsigned>(number), static_cast<unsigned>(age_minutes));
}

}  // namespace esphome::diol
