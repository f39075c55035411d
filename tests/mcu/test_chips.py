"""The core on the chips of plugs, emulated: the numbers of this machine, at the cost that is checked in."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from benchmarks.mcu import budget
from benchmarks.mcu.chips import BY_NAME
from benchmarks.mcu.figures import Measured, differences

every_chip = pytest.mark.parametrize("chip", BY_NAME)


@every_chip
def test_scores_states_and_models_are_those_of_this_machine_bit_for_bit(
    measured: Measured, host: dict[str, str]
) -> None:
    assert differences(measured.said, host) == []
    assert measured.said["kind"] == "runs_too_long"


@every_chip
def test_nothing_costs_more_than_what_is_checked_in(
    measured: Measured, chip: str
) -> None:
    if budget.compilers() != budget.checked_compilers():
        pytest.skip("the budget was measured with compilers of other versions")
    grown = budget.grown(chip, measured.figures, budget.load()[chip])
    assert not grown, "\n".join([*grown, f"If that is meant: {budget.RENEW}"])


@every_chip
def test_an_imported_model_is_scored_in_the_time_of_ones_own(
    measured: Measured,
) -> None:
    # Where the two lie in memory makes the difference of a few instructions.
    assert measured.imported_score == pytest.approx(measured.own_score, rel=0.001)


def test_the_design_is_missed_where_it_was_and_nowhere_else(
    chips: dict[str, Future[Measured]],
) -> None:
    if budget.compilers() != budget.checked_compilers():
        pytest.skip("the budget was measured with compilers of other versions")
    found = budget.verdicts(future.result() for future in chips.values())
    for verdict in found:
        if not verdict.kept:
            print(f"missed: {verdict.limit}: {verdict.measured:,} > {verdict.most:,}")
    missed = {str(verdict.limit) for verdict in found if not verdict.kept}
    assert missed - set(budget.known_missed()) == set()
