"""What the comparison says: the main table, the kinds, the thresholds, the units."""

from __future__ import annotations

import math

from benchmarks.table import Table

from .comparison import DIOL, GROUPS, Comparison
from .inject import BENIGN, FAULTS
from .metrics import recalls
from .peers import PAPER, PEERS
from .report import (
    NONE,
    Summary,
    benign_cell,
    both_recalls,
    delay_cell,
    events_note,
    number,
    percent,
    rate_cell,
    recall_cell,
    share,
)
from .thresholds import TRAINED
from .trial import BEST, OWN


def own_rule(title: str) -> str:
    """How a method's threshold came about, in words."""
    for peer in PEERS:
        if peer.title == title:
            return peer.own if isinstance(peer.own, str) else f"{peer.own:g}"
    return "its own"


def main_table(found: Comparison, group: str) -> Table:
    """Every method with the threshold that a user would have."""
    table = Table(
        f"main {group}",
        f"Cold appliances, {group}: nine days learnt",
        (
            "method",
            "threshold",
            "false alarms a week",
            "recall plain",
            "recall hard",
            "median delay",
            "benign reported",
            "AUC-PR",
            "VUS-PR",
            "µs a minute",
            "bytes of model",
        ),
    )
    for method in found.reports:
        summary = found.summary(method, OWN, group)
        bold = "**" if method == DIOL else ""
        table.rows.append(
            (
                f"{bold}{method}{bold}",
                own_rule(method),
                rate_cell(summary),
                recall_cell(summary, "plain"),
                recall_cell(summary, "hard"),
                delay_cell(summary),
                benign_cell(summary),
                share(found.mean(method, "auc_pr", group)),
                share(found.mean(method, "vus_pr", group)),
                number(found.mean(method, "us_per_minute", group)),
                f"{found.mean(method, 'model_bytes', group):.0f}",
            )
        )
    names = ", ".join(unit.name for unit in found.of_group(group))
    table.notes = [f"Units: {names}.", events_note(found.summary(DIOL, OWN, group))]
    return table


def best_table(found: Comparison) -> Table:
    """Every method at the threshold that would have been best."""
    groups = [group for group in GROUPS if found.of_group(group)]
    columns = ["method"]
    for group in groups:
        columns += [f"{group}: alarms", "plain / hard", "delay"]
    table = Table(
        "best",
        "Each at its own best threshold: the lowest with at most one false alarm a week on the days watched",
        columns,
        notes=["Nobody could have chosen it beforehand; it compares the scores alone."],
    )
    for method in found.reports:
        row = [f"**{method}**" if method == DIOL else method]
        for group in groups:
            summary = found.summary(method, BEST, group)
            row += [number(summary.rate), both_recalls(summary), delay_cell(summary)]
        table.rows.append(row)
    return table


def rules_table(found: Comparison) -> Table:
    """The peers with each of the thresholds from training data."""
    columns = ["method"]
    for rule in TRAINED:
        columns += [f"{rule}: alarms a week", "plain / hard"]
    table = Table("rules", "Peers with thresholds from the days learnt", columns)
    for method in found.reports:
        if method == DIOL:
            continue
        row = [method]
        for rule in TRAINED:
            summary = found.summary(method, rule)
            row += [number(summary.rate), both_recalls(summary)]
        table.rows.append(row)
    names = ", ".join(unit.name for unit in found.of_group(None))
    table.notes = [f"Units: {names}."]
    return table


def units_table(found: Comparison) -> Table:
    """The product on each unit."""
    table = Table(
        "units",
        "The product on each cold appliance",
        (
            *("unit", "group", "weeks watched", "alarms a week", "time in alarm"),
            *("recall plain / hard", "delay plain / hard"),
        ),
    )
    for unit in found.units:
        summary = Summary.of([found.reports[DIOL][unit.name].outcomes[OWN]])
        delays = f"{delay_cell(summary)} / {delay_cell(summary, 'hard')}"
        in_alarm = summary.in_alarm / summary.weeks if summary.weeks else math.nan
        table.rows.append(
            (
                unit.name,
                unit.group,
                number(summary.weeks),
                rate_cell(summary),
                percent(in_alarm),
                both_recalls(summary),
                delays,
            )
        )
    return table


def best_peer(found: Comparison) -> str | None:
    """The peer that finds most at its own best threshold."""
    peers = [method for method in found.reports if method != DIOL]
    if not peers:
        return None

    def worth(method: str) -> float:
        summary = found.summary(method, BEST)
        return summary.recall("plain") + summary.recall("hard")

    return max(peers, key=worth)


def kinds_table(found: Comparison) -> Table:
    """Each kind of fault."""
    parts = [(DIOL, OWN, group) for group in GROUPS if found.of_group(group)]
    titles = [f"{DIOL}, {group}" for _, _, group in parts]
    others = [(DIOL, BEST), (PAPER.title, OWN)]
    if (peer := best_peer(found)) not in (None, PAPER.title):
        others.append((str(peer), BEST))
    words = {OWN: "its own threshold", BEST: "best threshold"}
    titles += [f"{method}, {words[rule]}" for method, rule in others]
    summaries = [found.summary(*part) for part in parts]
    summaries += [found.summary(method, rule) for method, rule in others]
    table = Table("kinds", "Each kind, plain / hard", ("fault", *titles))
    for kind in FAULTS:
        cells = []
        for summary in summaries:
            plain = recalls(summary.found, "plain").get(kind)
            hard = recalls(summary.found, "hard").get(kind)
            cells.append(
                f"{share(plain[0])} / {share(hard[0])} (n = {plain[1]})"
                if plain and hard
                else NONE
            )
        name = f"{kind} (benign)" if kind in BENIGN else kind
        table.rows.append((name, *cells))
    table.notes = [
        "Columns without a group are all recorded units, or the simulated ones without recordings."
    ]
    return table


def tables(found: Comparison) -> list[Table]:
    """All of them."""
    groups = [group for group in GROUPS if found.of_group(group)]
    made = [main_table(found, group) for group in groups]
    return [
        *made,
        best_table(found),
        units_table(found),
        kinds_table(found),
        rules_table(found),
    ]
