"""Tables say how sure they are, and land between their markers."""

from __future__ import annotations

import math

from benchmarks.detection import docs, report
from benchmarks.detection.metrics import WEEK_MIN, Outcome
from benchmarks.detection.quick import Limit
from benchmarks.detection.report import Summary
from benchmarks.table import Table


def outcome(alarms: int, seed: int = 0, refused: bool = False) -> Outcome:
    found = [("run_on", "plain", 12), ("no_start", "plain", None)]
    return Outcome("u", seed, 2 * WEEK_MIN, alarms, 60, list(found), refused)


def test_seeds_of_one_unit_are_its_mean_and_units_add_up() -> None:
    summary = Summary.of([[outcome(2), outcome(4, 1)], [outcome(1)]])
    assert (summary.weeks, summary.alarms, summary.rate) == (4, 4, 1)
    assert len(summary.found) == 6


def test_what_was_refused_counts_as_that_alone() -> None:
    summary = Summary.of([[outcome(2)], [outcome(0, refused=True)]])
    assert (summary.tried, summary.refused, summary.weeks) == (2, 1, 2)


def test_cells_give_a_figure_and_its_interval() -> None:
    summary = Summary.of([[outcome(2)]])
    assert report.rate_cell(summary) == "1.0 (0.1–3.6)"
    assert report.recall_cell(summary, "plain") == ".50 (.09–.91)"
    assert report.both_recalls(summary) == ".50 / –"
    assert report.delay_cell(summary) == "12 min"
    assert report.share(1.0) == "1.00"
    assert report.rate_cell(Summary()) == "–"


def test_a_table_is_markdown() -> None:
    table = Table("t", "Title", ("a", "b"), [("1", "2")], ["One.", "Two."])
    assert table.markdown() == (
        "### Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nOne.  \nTwo.\n"
    )


def test_a_table_takes_the_place_between_its_markers() -> None:
    page = "top\n<!-- table t -->\nold\n<!-- end -->\nmid\n<!-- table x -->\nx\n<!-- end -->\n"
    table = Table("t", "New \\1", ("a",), [("1",)])
    once = docs.filled(page, [table])
    assert "old" not in once
    assert "### New \\1" in once
    assert once.endswith("mid\n<!-- table x -->\nx\n<!-- end -->\n")
    assert docs.filled(once, [table]) == once


def test_a_limit_holds_or_not_and_nan_holds_none() -> None:
    assert Limit("a", 0.5, least=0.5).holds
    assert not Limit("a", 0.4, least=0.5).holds
    assert not Limit("a", 1.1, most=1.0).holds
    assert not Limit("a", math.nan, most=1.0).holds
    assert not Limit("a", math.nan, least=0.0).holds
