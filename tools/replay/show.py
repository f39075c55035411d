"""Shows what is in models, in words and in numbers: `scripts/replay show MODEL [MODEL...]`."""

from collections.abc import Sequence
import signal
import sys
from typing import Any, Final

from .texts import arguments, label, load, read

USAGE: Final = "usage: replay show MODEL [MODEL...]; see docs/replay.md"

# The numbers of a model as docs/model-format.md has them, in its order, with their units.
UNITS: Final = {
    "provisional": "",
    "adapted": "",
    "cycles": "",
    "on_demand": "",
    "feature_set": "",
    "interval": "s",
    "hours": "h",
    "on_power": "W",
    "off_level": "W",
    "on_time": "min",
    "off_time": "min",
    "duty": "of the time",
    "starts": "an hour",
    "block_minutes": "min",
    "blocks": "",
    "block_mean": "standard deviations",
    "block_scale": "standard deviations",
    "block_max": "standard deviations",
    "longest_on": "min",
    "longest_off": "min",
    "greatest_power": "W",
    "least_power": "W",
    "greatest_floor_on": "W",
    "greatest_floor_off": "W",
    "greatest_peak": "W",
    "most_attempts": "in half an hour",
    "most_starts": "in an hour",
    "greatest_duty": "of three cycles",
    "greatest_base": "W",
    "longest_unchanged": "min",
    "day_on": "min",
    "day_off": "min",
    "day_power": "W",
    "day_spreads": "octaves",
}
FEATURES: Final = (
    "elapsed_on",
    "elapsed_off",
    "last_on",
    "last_off",
    "on_power",
    "duty",
    "off_level",
    "starts",
    "peak",
    "unchanged",
)


def main(given: list[str]) -> None:
    """Show one model after the other, but none if one of them is not readable."""
    names, _ = arguments(given, USAGE)
    for number, model in enumerate([read(name) for name in names]):
        if number:
            print()
        print(label(names[number]))
        show(model)


def show(model: Any) -> None:
    """Print what a model says, then its numbers."""
    facts = load("facts").facts_of(model)
    print(*load("words").sentences(facts), sep="\n")
    plain = load("facts").plain(facts)
    print("\nNumbers")
    print_row("sort", plain["sort"])
    for field, unit in UNITS.items():
        print_row(field, write(getattr(model, field)), unit=unit)
    print_row("clusters", write(len(model.clusters)))
    print("\nClusters, in watts and minutes")
    clusters = [
        {"minutes": cluster.minutes, **told}
        for cluster, told in zip(model.clusters, plain["clusters"], strict=True)
    ]
    print_columns("cluster", list(clusters[0]), clusters)
    print("\nFeatures in own units, and clusters in standard deviations from the mean")
    print_features(model)


def print_features(model: Any) -> None:
    """Print what features are standardised by, and where each cluster lies in them."""
    columns = [
        dict(zip(FEATURES, values, strict=True))
        for values in (
            model.means,
            model.spreads,
            *(cluster.coordinates for cluster in model.clusters),
        )
    ]
    titles = ["mean", "spread", *map(str, range(1, len(model.clusters) + 1))]
    print_columns("feature", list(FEATURES), columns, titles)


def print_columns(
    corner: str,
    names: Sequence[str],
    columns: Sequence[dict[str, Any]],
    titles: Sequence[str] = (),
) -> None:
    """Print a row for each name and a column for each of the columns."""
    titles = titles or [str(n) for n in range(1, len(columns) + 1)]
    print_row(corner, *titles)
    for name in names:
        cells = [write(column[name]) for column in columns]
        # What no cluster says, as the times of a router, is not worth a line.
        if set(cells) != {"-"}:
            print_row(name, *cells)


def print_row(name: str, *cells: str, unit: str = "") -> None:
    """Print a row, with its cells below those of the row before."""
    print(f"  {name:<20}", *(f"{cell:>9}" for cell in cells), *([unit] if unit else []))


def write(value: Any) -> str:
    """Write a value in four digits, never as a power of ten."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(map(write, value))
    if isinstance(value, float):
        digits = f"{float(f'{value:.4g}'):.12f}".rstrip("0").rstrip(".")
        return "0" if digits == "-0" else digits
    return str(value)


if __name__ == "__main__":
    # Who reads no further, as `head`, wants no complaint.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    main(sys.argv[1:])
