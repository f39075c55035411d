"""The quick version: some simulated appliances, and limits that a worse detector misses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from benchmarks.table import Table

from . import appliances, comparison_tables
from .comparison import DIOL, Comparison, compare
from .metrics import Outcome
from .peers import PAPER
from .report import Summary
from .settings import Settings
from .trial import BEST, OWN
from .units import SIMULATED_OTHERS, Unit

USED: Final = "kettle"
CONSTANT: Final = "router"


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure must be at least, or at most."""

    what: str
    value: float
    least: float | None = None
    most: float | None = None

    @property
    def holds(self) -> bool:
        """NaN holds nothing."""
        over = self.least is None or self.value >= self.least
        under = self.most is None or self.value <= self.most
        return over and under

    def row(self) -> tuple[str, ...]:
        wanted = f"at least {self.least:.2f}" if self.least is not None else ""
        if self.most is not None:
            wanted = f"at most {self.most:.2f}"
        return self.what, f"{self.value:.2f}", wanted, "yes" if self.holds else "**NO**"


def limits_of(found: Comparison, others: dict[str, Summary]) -> list[Limit]:
    """All limits. They leave room for chance, not for a detector that is worse."""
    own, best = found.summary(DIOL, OWN), found.summary(DIOL, BEST)
    paper = found.summary(PAPER.title, BEST)
    used, constant = others[USED], others[CONSTANT]
    return [
        Limit("cold appliances: false alarms a week", own.rate, most=1.0),
        Limit("cold appliances: recall, plain", own.recall("plain"), least=0.9),
        Limit("cold appliances: recall, hard", own.recall("hard"), least=0.75),
        Limit(
            "recall plain above that of the paper's recipe, at equal false alarms",
            best.recall("plain") - paper.recall("plain"),
            least=0.2,
        ),
        Limit(
            "recall hard above that of the paper's recipe, at equal false alarms",
            best.recall("hard") - paper.recall("hard"),
            least=0.3,
        ),
        Limit(f"{USED}: false alarms a week", used.rate, most=0.5),
        Limit(f"{USED}: recall, plain", used.recall("plain"), least=0.7),
        Limit(f"{CONSTANT}: false alarms a week", constant.rate, most=0.5),
        Limit(f"{CONSTANT}: recall, plain", constant.recall("plain"), least=0.9),
    ]


def measured(settings: Settings) -> tuple[Comparison, dict[str, Summary]]:
    """The cold appliances with the paper's recipe beside, then one used and one constant."""
    found = compare(settings, (PAPER.title,))
    units: list[Unit] = [
        unit for unit in SIMULATED_OTHERS if unit.appliance in (USED, CONSTANT)
    ]
    others = {
        unit.appliance: Summary.of([[Outcome.of(made["outcome"])]])
        for unit, made in appliances.measure(settings, units)
    }
    return found, others


def tables(settings: Settings) -> tuple[list[Table], bool]:
    """Main table, limits, and whether they all hold."""
    found, others = measured(replace(settings, quick=True, seeds=1, count=2))
    limits = limits_of(found, others)
    table = Table("limits", "Limits", ("what", "is", "wanted", "holds"))
    table.rows = [limit.row() for limit in limits]
    main = comparison_tables.main_table(found, "simulated")
    return [main, table], all(limit.holds for limit in limits)
