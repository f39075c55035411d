"""Any model that a text can hold, for property-based tests."""

from dataclasses import replace
from typing import Any

from hypothesis import assume, strategies as st

from custom_components.diol.minifloat import through_uf16
from custom_components.diol.model import Cluster, Model, format, parse
from custom_components.diol.reach import LEAST_REACH, reach_of


def number(low: float, high: float) -> st.SearchStrategy[float]:
    """A number in that range; rounding to what a text holds does not lead out of it."""
    return st.floats(low, high).map(lambda x: min(max(through_uf16(x), low), high))


CLUSTERS = st.lists(
    st.builds(
        Cluster,
        minutes=st.one_of(st.just(0.0), st.floats(0, 9000)),
        coordinates=st.tuples(*[st.integers(-127, 127).map(lambda n: n / 16)] * 10),
    ),
    min_size=1,
    max_size=8,
).map(tuple)


@st.composite
def models(draw: st.DrawFn, cycles: bool | None = None) -> Model:
    """A model, as a plug would read it."""
    if cycles is None:
        cycles = draw(st.booleans())
    on_power = draw(number(0.0625, 32768))
    on_demand = draw(st.booleans())
    hours = draw(st.one_of(st.integers(1, 700), st.integers(1, 65535)))
    longest = 20160 if hours >= 48 else 10080
    # Of an appliance that is always on, drawing nothing has to be unusual.
    least_power = 0 if cycles or on_demand else 0.8 * on_power
    days = cycles and not on_demand and draw(st.booleans())

    def if_cycles(strategy: st.SearchStrategy[float]) -> Any:
        return draw(strategy) if cycles else 0.0

    def if_days(strategy: st.SearchStrategy[float]) -> Any:
        return draw(strategy) if days else 0.0

    strongest = min(19.9 * on_power, 32768.0)
    model = Model(
        provisional=draw(st.booleans()),
        adapted=draw(st.booleans()),
        cycles=cycles,
        on_demand=on_demand,
        feature_set=1,
        interval=draw(st.integers(1, 255)),
        hours=hours,
        on_power=on_power,
        off_level=draw(st.floats(0, 0.999)) * on_power,
        on_time=if_cycles(number(0.0625, 20160)),
        off_time=if_cycles(number(0.0625, 20160)),
        duty=if_cycles(number(0.00011, 1)),
        starts=if_cycles(number(0.00051, 60)),
        block_minutes=10 * draw(st.integers(1, 255)),
        blocks=draw(st.integers(1, 255)),
        block_mean=draw(number(0, 16)),
        block_scale=draw(number(0, 4)),
        block_max=draw(number(0, 16)),
        longest_on=if_cycles(number(0.0625, longest)),
        longest_off=if_cycles(number(0.0625, longest)),
        greatest_power=draw(st.floats(on_power, strongest)),
        least_power=draw(st.floats(least_power, on_power)),
        greatest_floor_on=draw(st.floats(0, strongest)),
        greatest_floor_off=if_cycles(st.floats(0, 0.99 * on_power)),
        greatest_peak=draw(number(0, min(990 * on_power, 65536))),
        most_attempts=if_cycles(number(0, 100)),
        most_starts=if_cycles(number(0, 100)),
        greatest_duty=if_cycles(number(0, 1)),
        greatest_base=draw(st.floats(0, strongest)),
        longest_unchanged=draw(number(0, longest)),
        day_on=if_days(number(0.0625, 20160)),
        day_off=if_days(number(0.0625, 20160)),
        day_power=if_days(number(0.0625, 32768)),
        day_spreads=tuple(if_days(st.floats(0.001, 1)) for _ in range(3)),
        means=draw(st.tuples(*[st.one_of(number(0, 4), number(0, 65000))] * 10)),
        spreads=draw(
            st.tuples(*[st.one_of(st.floats(0.001, 1), st.floats(1, 8))] * 10)
        ),
        clusters=draw(CLUSTERS),
    )
    # Clusters and spreads that swallow everything make no model.
    assume(on_demand or reach_of(model) >= 1.01 * LEAST_REACH)
    return parse(format(model))


def alike(model: Model, count: int) -> list[Model]:
    """Models that differ in the hours learnt alone."""
    return [replace(model, hours=200 + n) for n in range(count)]
