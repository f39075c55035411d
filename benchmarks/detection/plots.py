"""The tables as pictures: small PNG files."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure
import numpy as np
from PIL import Image

from .comparison import DIOL, GROUPS, Comparison
from .inject import KINDS
from .metrics import recalls
from .peers import PAPER
from .transfer import ADAPT_H, ALONE_H, MERGED_H, Transfers
from .trial import BEST, OWN

COLOURS: Final = 48  # enough for these; a picture stays below 60 KB
PRODUCT: Final = "#c2410c"
PEER: Final = "#64748b"
PAPERS: Final = "#0f766e"
LEAST_RATE: Final = 0.05  # what the logarithm shows for none


def save(figure: Figure, folder: Path, name: str) -> None:
    """Write it with few colours, the same bytes every time."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    picture = Image.open(buffer).convert("RGB")
    folder.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(
        folder / f"detection-{name}.png", optimize=True
    )


def _figure(width: float, height: float, columns: int = 1) -> tuple[Figure, Any]:
    mpl.rcParams.update({"font.size": 9, "axes.spines.top": False})
    mpl.rcParams.update({"axes.spines.right": False, "svg.hashsalt": "diol"})
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots(1, columns, squeeze=False)[0]


def alarms_and_recall(found: Comparison, folder: Path) -> None:
    """All methods with the thresholds that a user would have, a panel a group."""
    groups = [group for group in GROUPS if found.of_group(group)]
    figure, panels = _figure(2.6 + 3.1 * len(groups), 3.9, len(groups))
    methods = [method for method in found.reports if method != DIOL]
    for axes, group in zip(panels, groups, strict=True):
        for number, method in enumerate(methods, 1):
            summary = found.summary(method, OWN, group)
            at = max(summary.rate, LEAST_RATE), summary.recall("plain")
            colour = PAPERS if method == PAPER.title else PEER
            axes.plot(*at, "o", color=colour, markersize=4)
            axes.annotate(
                str(number),
                at,
                textcoords="offset points",
                xytext=(4, 2),
                fontsize=7,
                color=colour,
            )
        summary = found.summary(DIOL, OWN, group)
        at = max(summary.rate, LEAST_RATE), summary.recall("plain")
        axes.plot(*at, "o", color=PRODUCT, markersize=9)
        axes.annotate(
            DIOL, at, textcoords="offset points", xytext=(-9, 8), color=PRODUCT
        )
        axes.set(xscale="log", xlim=(LEAST_RATE * 0.8, 40), ylim=(-0.02, 1.06))
        axes.set(title=group, xlabel="false alarms a week")
        axes.set_xticks((0.1, 1, 10), ("0.1", "1", "10"))
        axes.grid(alpha=0.25)
    panels[0].set_ylabel("recall of plain faults")
    names = "\n".join(f"{number:2d} {name}" for number, name in enumerate(methods, 1))
    panels[-1].text(
        1.04, 0.5, names, transform=panels[-1].transAxes, fontsize=6.5, va="center"
    )
    save(figure, folder, "alarms-and-recall")


def kinds(found: Comparison, folder: Path) -> None:
    """Each kind, plain and hard: the product, and the paper's recipe at its own threshold."""
    figure, panels = _figure(8.4, 4.4, 2)
    at = np.arange(len(KINDS))
    for axes, severity in zip(panels, ("plain", "hard"), strict=True):
        for shift, method, rule, colour, name in (
            (-0.2, DIOL, OWN, PRODUCT, DIOL),
            (0.2, PAPER.title, BEST, PAPERS, "paper's recipe, at its best threshold"),
        ):
            shares = recalls(found.summary(method, rule).found, severity)
            values = [shares.get(kind, (math.nan, 0))[0] for kind in KINDS]
            axes.barh(at + shift, values, 0.38, color=colour, label=name)
        axes.set(yticks=at, yticklabels=KINDS, xlim=(0, 1), title=severity)
        axes.set_xlabel("share caught")
        axes.invert_yaxis()
    panels[1].set_yticklabels(())
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, fontsize=8)
    save(figure, folder, "kinds")


def transfer(found: Transfers, folder: Path) -> None:
    """Hours on the new unit against alarms and recall: alone, from one donor, from a merge."""
    lines = (
        ("alone", PEER, [(h, f"alone {h} h") for h in ALONE_H]),
        ("one donor", PAPERS, [(h, f"adapt {h} h, one donor") for h in ADAPT_H]),
        (
            "merge of the others",
            PRODUCT,
            [(h, f"adapt {h} h, merge of the others") for h in MERGED_H],
        ),
    )
    figure, (left, right) = _figure(8.4, 3.6, 2)
    for name, colour, rows in lines:
        there = [(h, found.summary(row)) for h, row in rows if row in found.outcomes]
        if not there:
            continue
        hours = [h for h, _ in there]
        left.plot(hours, [s.rate for _, s in there], "o-", color=colour, label=name)
        for severity, style in (("plain", "o-"), ("hard", "o--")):
            values = [summary.recall(severity) for _, summary in there]
            right.plot(hours, values, style, color=colour)
    for axes in (left, right):
        axes.set(
            xscale="log", xticks=(6, 12, 24, 48, 120), xlabel="hours on the new unit"
        )
        axes.set_xticklabels(("6", "12", "24", "48", "120"))
        axes.minorticks_off()
        axes.grid(alpha=0.25)
    left.set(ylim=(0, None), ylabel="false alarms a week")
    right.set(ylim=(0, 1), ylabel="recall: plain –, hard - -")
    left.legend(fontsize=8)
    save(figure, folder, "transfer")
