"""What a run comes to: the figures that budgets are about, for one chip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from . import build, emulator
from .chips import Chip
from .commands import BenchError
from .emulator import Run

type Unit = Literal["instructions", "bytes"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that is measured."""

    key: str
    title: str
    unit: Unit


FIGURES: Final = (
    Figure("sample", "a sample, mean", "instructions"),
    Figure("sample_most", "a sample, most", "instructions"),
    Figure(
        "minute",
        "a minute: features, score, decision; mean of two days",
        "instructions",
    ),
    Figure("minute_most", "a minute, most", "instructions"),
    Figure("score", "the score alone, most", "instructions"),
    Figure("parse", "parsing a model text", "instructions"),
    Figure("format", "writing one", "instructions"),
    Figure("import", "importing one (`exact`), with all that follows", "instructions"),
    Figure("sample_learning", "a sample while learning, mean", "instructions"),
    Figure("minute_learning_most", "a minute while learning, most", "instructions"),
    Figure("training", "a whole training, most", "instructions"),
    Figure("slice_most", "its longest slice", "instructions"),
    Figure("adapting_most", "fitting a text (`adapt`), longest slice", "instructions"),
    Figure("save", "saving, without the flash itself", "instructions"),
    Figure("text", "code", "bytes"),
    Figure("rodata", "constants", "bytes"),
    Figure("data", "variables with a value at first", "bytes"),
    Figure("bss", "variables without", "bytes"),
    Figure("flash", "flash: code, constants", "bytes"),
    Figure("library", "arithmetic of the compiler's library beside it", "bytes"),
    Figure("ram_watching", "RAM while watching", "bytes"),
    Figure("ram_learner", "workspace of learning", "bytes"),
    Figure("stack_watching", "stack while watching", "bytes"),
    Figure("stack_learning", "stack while learning", "bytes"),
    Figure("stack_importing", "stack while importing", "bytes"),
    Figure("stack_adapting", "stack while adapting", "bytes"),
    Figure("stack_saving", "stack while saving", "bytes"),
)

# Of what the bench says, what has to be the same everywhere
SAME: Final = (
    *("digest", "digest_scores", "text", "text_accepted", "text_adapted"),
    *("minutes_learnt", "anomaly", "kind", "adapted", "refused"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """All of one chip."""

    chip: Chip
    figures: dict[str, int]
    said: dict[str, str]
    own_score: float  # instructions, mean, of the model as it was learnt
    imported_score: float  # ... as parsed from its text


def _mean(numbers: list[int]) -> int:
    return round(sum(numbers) / len(numbers))


def figures_of(chip: Chip, run: Run, sections: Mapping[str, int]) -> dict[str, int]:
    """Each figure under its key."""
    counts = run.counts
    sizes = {
        part: sections.get(f".core_{part}", 0)
        for part in ("text", "rodata", "data", "bss")
    }
    constants_in_ram = sizes["rodata"] if chip.rodata_in_ram else 0
    found = {
        "sample": _mean(counts["s"]),
        "sample_most": max(counts["s"]),
        "minute": _mean(counts["m"]),
        "minute_most": max(counts["m"]),
        "score": max(counts["o"]),
        "parse": max(counts["p"]),
        "format": max(counts["f"]),
        "import": max(counts["x"]),
        "sample_learning": _mean(counts["l"]),
        "minute_learning_most": max(counts["k"]),
        "training": max(sum(slices) for slices in run.trainings),
        "slice_most": max(counts["t"]),
        "adapting_most": max(*counts["a"], *counts["b"]),
        "save": max(counts["v"]),
        **sizes,
        "flash": sizes["text"] + sizes["rodata"],
        "library": sections.get(".lib_text", 0),
        "ram_watching": int(run.said["ram_monitor"])
        + (sizes["data"] + sizes["bss"] + constants_in_ram),
        "ram_learner": int(run.said["ram_learner"]),
    }
    found |= {
        name: int(value)
        for name, value in run.said.items()
        if name.startswith("stack_") and name != "stack_parsing"
    }
    return {figure.key: found[figure.key] for figure in FIGURES}


def measure(chip: Chip, plugin: Path) -> Measured:
    """Builds for the chip, runs there, reads off."""
    elf = build.firmware(chip)
    run = emulator.run(chip, elf, plugin)
    own, imported = run.counts["o"], run.counts["i"]
    return Measured(
        chip,
        figures_of(chip, run, build.sections(chip, elf)),
        run.said,
        sum(own) / len(own),
        sum(imported) / len(imported),
    )


def differences(said: Mapping[str, str], host: Mapping[str, str]) -> list[str]:
    """What came out otherwise than on the host, in words; a scenario that did not happen is an error."""
    for name, wanted in {"anomaly": "1", "adapted": "1", "refused": "0"}.items():
        if host[name] != wanted:
            raise BenchError(f"the bench on the host says {name} {host[name]}")
    if said["digest_scores"] != said["digest_scores_imported"]:
        return ["the imported model scores otherwise than the learnt one"]
    return [
        f"{name} is {said[name]}, on the host {host[name]}"
        for name in SAME
        if said[name] != host[name]
    ]
