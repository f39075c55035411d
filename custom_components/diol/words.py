"""What a model says of its appliance, in short sentences with rounded numbers.

Knows nothing of Home Assistant.
"""

from typing import Final

from .facts import Facts, Sort

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
# Up to which time one counts in which steps, both in seconds.
_STEPS: Final = (
    (_MINUTE, 1),
    (5 * _MINUTE, 10),
    (10 * _HOUR, _MINUTE),
    (2 * _DAY, 5 * _MINUTE),
    (4 * _DAY, _HOUR),
)
_UNITS: Final = ((_DAY, "days"), (_HOUR, "h"), (_MINUTE, "min"), (1, "s"))


def sentences(facts: Facts, fit: float | None = None) -> list[str]:
    """Say what a model has learnt, and how well it fits (per cent) where that is known.

    The fit is the plug's, not the model's, so it is not in the text.
    """
    said = [
        _usual(facts),
        _use(facts),
        _longest(facts),
        _powers(facts),
        _day(facts),
        _learning(facts),
        _clusters(facts),
    ]
    if fit is not None:
        said.append(f"Explains {percent(fit / 100)} of its own minutes.")
    return [sentence for sentence in said if sentence]


def duration(minutes: float) -> str:
    """Say a time as people do: "40 s", "14 min", "3 h 10 min", "9 days"."""
    exact = seconds = round(minutes * _MINUTE)
    for most, step in (*_STEPS, (exact + _DAY, _DAY)):
        seconds = round(exact / step) * step
        if seconds < most:
            break
    # Two days and more are counted in days, a day and a half in hours.
    units = _UNITS if seconds >= 2 * _DAY else _UNITS[1:]
    parts = []
    for size, unit in units:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2]) or "0 s"


def power(watts: float) -> str:
    """Say a power as people do: "0.4 W", "130 W", "2.1 kW"."""
    if watts >= 999.5:
        return f"{_number(watts / 1000)} kW"
    if 0 < watts < 0.005:
        return "less than 0.01 W"
    return f"{_number(watts)} W"


def percent(share: float) -> str:
    """Say a share as people do."""
    if 0 < share < 0.01:
        return "less than 1 %"
    if 0.99 < share < 1:
        return "more than 99 %"
    return f"{100 * share:.0f} %"


def starts(per_hour: float) -> str:
    """Say how often it starts, in the longest time that is told by a small number."""
    for hours, time in ((1, "an hour"), (24, "a day")):
        count = _number(per_hour * hours)
        if per_hour * hours >= 0.95:
            return f"{count} start{'' if count == '1' else 's'} {time}"
    return f"a start every {duration(60 / per_hour)}"


def _usual(facts: Facts) -> str:
    on = power(facts.power.on_watts)
    if facts.cycle is None:
        if facts.sort is Sort.CONSTANT:
            return f"Always on at {on}."
        return f"Hardly used while learning; on at {on}."
    off = power(facts.power.standby_watts or 0.0)
    on_for = f"on for {duration(facts.cycle.on_minutes)} at {on}"
    if facts.sort is Sort.ON_DEMAND:
        return f"Used on demand: {on_for}, standby {off}."
    return (
        f"Cycles about every {_every(facts.cycle.cycle_minutes)}: {on_for}, "
        f"off for {duration(facts.cycle.off_minutes)} at {off}."
    )


def _use(facts: Facts) -> str:
    if (cycle := facts.cycle) is None:
        return ""
    said = f"On {percent(cycle.on_share)} of the time, {starts(cycle.starts_per_hour)}"
    if facts.extremes.most_starts is not None:
        said += f", at most {_number(facts.extremes.most_starts)} in one hour"
    return f"{said}."


def _longest(facts: Facts) -> str:
    extremes = facts.extremes
    said = []
    if extremes.longest_on_minutes is not None:
        said.append(f"longest on {duration(extremes.longest_on_minutes)}")
    if extremes.longest_off_minutes is not None:
        said.append(f"longest off {duration(extremes.longest_off_minutes)}")
    return _sentence(said)


def _powers(facts: Facts) -> str:
    extremes = facts.extremes
    least, greatest = extremes.least_power_watts, extremes.greatest_power_watts
    said = []
    if least is not None and greatest is not None:
        said.append(f"{power(least)} to {power(greatest)} on average while on")
    said.append(f"greatest reading {power(extremes.greatest_peak_watts)}")
    return _sentence(said)


def _day(facts: Facts) -> str:
    if facts.day is None:
        return ""
    return (
        f"A usual day: on for {duration(facts.day.on_minutes)} at a time, "
        f"off for {duration(facts.day.off_minutes)}, {power(facts.day.mean_watts)} on average."
    )


def _learning(facts: Facts) -> str:
    learning = facts.learning
    said = [
        f"learnt in {duration(60 * learning.hours)} from readings every "
        f"{_every(learning.interval_seconds / 60)}"
    ]
    if learning.provisional:
        said.insert(0, "provisional")
    if learning.adapted:
        said.append("fitted to this appliance")
    return _sentence(said)


def _clusters(facts: Facts) -> str:
    count = len(facts.clusters)
    return f"{count} typical pattern{'' if count == 1 else 's'}."


def _every(minutes: float) -> str:
    said = duration(minutes)
    return {"1 s": "second", "1 min": "minute", "1 h": "hour"}.get(said, said)


def _sentence(parts: list[str]) -> str:
    said = ", ".join(parts)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _number(value: float) -> str:
    """Write two digits, or the whole number where that is more."""
    decimals = 0 if value >= 9.95 else 1 if value >= 0.095 else 2
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text
