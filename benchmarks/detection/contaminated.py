"""A sick day among five days of learning must not become normal."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from benchmarks.table import Table

from .comparison import DIOL, GROUPS, compare
from .peers import PAPER
from .report import both_recalls, events_note, rate_cell
from .settings import Settings
from .trial import OWN

PEERS: Final = (
    PAPER.title,
    "scikit-learn MiniBatchKMeans, K = 8, cyc",
    "PyOD KNN, cyc",
    "PyOD CBLOF, cyc",
    "river KMeans, K = 8, cyc",
)


def tables(settings: Settings) -> list[Table]:
    """The product and some peers, each after five clean days and after five with faults in them."""
    clean = replace(settings, days=5.0)
    found = compare(clean, PEERS)
    sick = compare(replace(clean, contaminated=True), PEERS)
    table = Table(
        "contaminated",
        "Five days of learning, clean and with a 3 h run-on and a 1 h heater of 200 W on the third",
        (
            *("method", "units", "clean: alarms a week", "plain / hard"),
            *("with the faults: alarms a week", "plain / hard"),
        ),
    )
    for method in found.reports:
        for group in GROUPS:
            if not found.of_group(group):
                continue
            row = [f"**{method}**" if method == DIOL else method, group]
            for each in (found, sick):
                summary = each.summary(method, OWN, group)
                row += [rate_cell(summary), both_recalls(summary)]
            table.rows.append(row)
    table.notes = [
        f"{group}: {events_note(found.summary(DIOL, OWN, group))}"
        for group in GROUPS
        if found.of_group(group)
    ]
    return [table]
