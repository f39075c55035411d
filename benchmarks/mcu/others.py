"""What others would run on the same rows: fitted here, their own C compiled, counted on one chip."""

from __future__ import annotations

from pathlib import Path
import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.table import Table

from . import build, emulator
from .chips import BY_NAME, Chip
from .commands import OUT, BenchError, run

CENTRES: Final = 6  # as many as the core has
MEASURED_ROWS: Final = 64
FOLDER: Final = OUT / "others"
CHIP: Final = BY_NAME["rp2040"]
FLOAT_BYTES: Final = 4

type Rows = NDArray[np.float64]


def _rows() -> tuple[str, Rows]:
    """The core's model text, and rows of nine days after it."""
    program = build.host_program("rows", ["rows.cpp"])
    text, *lines = run([program]).splitlines()
    return text, np.array([[float(v) for v in line.split()] for line in lines])


def _array(name: str, values: Rows) -> str:
    numbers = ", ".join(f"{value:.9g}f" for value in values.flatten())
    numbers = re.sub(r"(?<![\d.e])(-?\d+)f", r"\1.0f", numbers)
    shape = "".join(f"[{n}]" for n in values.shape)
    return f"static const float {name}{shape} = {{{numbers}}};\n"


def _fit() -> None:
    """Writes the C of all that is measured."""
    from emlearn import distance, mixture  # noqa: PLC0415
    from sklearn.cluster import KMeans  # noqa: PLC0415
    from sklearn.covariance import EllipticEnvelope  # noqa: PLC0415
    from sklearn.mixture import GaussianMixture  # noqa: PLC0415

    text, rows = _rows()
    FOLDER.mkdir(parents=True, exist_ok=True)
    means = KMeans(CENTRES, n_init=3, random_state=1).fit(rows)
    far = np.linalg.norm(rows - means.cluster_centers_[means.labels_], axis=1)
    errors = np.array([far[means.labels_ == k].max() for k in range(CENTRES)])
    chosen = rows[:: len(rows) // MEASURED_ROWS][:MEASURED_ROWS]
    (FOLDER / "others_data.h").write_text(
        f"constexpr int CENTRES = {CENTRES}, ROWS = {MEASURED_ROWS};\n"
        f'static const char TEXT[] = "{text}";\n'
        + _array("CENTRE", means.cluster_centers_)
        + _array("CENTRE_ERROR", errors)
        + _array("ROW", chosen)
    )
    # A little noise, for features that never change leave no covariance to invert.
    noisy = rows + np.random.default_rng(1).normal(0, 0.01, rows.shape)
    envelope = EllipticEnvelope(random_state=1).fit(noisy)
    (FOLDER / "elliptic.c").write_text(
        distance.generate_code(
            envelope.location_,
            envelope.get_precision(),
            envelope.offset_,
            name="elliptic",
        )
    )
    with np.errstate(under="ignore"):  # which emlearn has made an error
        gaussians = GaussianMixture(CENTRES, random_state=1).fit(noisy)
    fitted = mixture.Wrapper(gaussians, "loadable")
    (FOLDER / "mixture.c").write_text(mixture.generate_code(fitted, name="mixture"))


def _headers() -> list[str]:
    import emlearn  # noqa: PLC0415

    return ["-I", str(Path(emlearn.__file__).parent), "-I", str(FOLDER)]


def _sizes(chip: Chip, elf: Path) -> dict[str, int]:
    """Bytes of each function and array, by its plain name."""
    printed = run([f"{chip.prefix}nm", "-C", "-S", "--defined-only", elf])
    found = re.findall(r"^\S+ (\S+) \S (\S+?)(?:\(.*)?$", printed, re.MULTILINE)
    return {name: int(size, 16) for size, name in found}


def tables() -> list[Table]:
    """Instructions and bytes on the chip, which stay the same, and the time here, which does not."""
    _fit()
    headers = _headers()
    generated = [FOLDER / "elliptic.c", FOLDER / "mixture.c"]
    others = [build.FIRMWARE / "others.cpp"]
    elf = build.firmware(CHIP, "others", others, generated, headers)
    counts = emulator.run(CHIP, elf, build.plugin()).counts
    sizes = _sizes(CHIP, elf)
    here = emulator.said_by(
        run([build.host_program("others", ["others.cpp"], generated, headers)])
    )
    features = 10
    square = features * features
    peers: list[tuple[str, str, str, list[str], int]] = [
        (
            f"DIoL, K-Means, {CENTRES} clusters",
            "o",
            "own",
            ["esphome::diol::distance", "esphome::diol::coordinate"],
            CENTRES * (features + 1),
        ),
        (
            f"Edge Impulse's rule, K-Means, {CENTRES} clusters",
            "i",
            "edge_impulse",
            ["edge_impulse_score"],
            FLOAT_BYTES * CENTRES * (features + 1),
        ),
        (
            "emlearn, EllipticEnvelope",
            "p",
            "elliptic",
            [
                *("elliptic_predict", "eml_elliptic_envelope_predict"),
                "eml_mahalanobis_distance_squared",
            ],
            FLOAT_BYTES * (square + features + 1),
        ),
        (
            f"emlearn, GMM, {CENTRES} components",
            "f",
            "mixture",
            ["mixture_predict_log_proba", "eml_mixture_predict_log_proba"],
            FLOAT_BYTES * CENTRES * (square + features + 2),
        ),
    ]
    on_chip = Table(
        "others",
        f"One score of ten features on an {CHIP.title}",
        ("", "instructions, mean", "most", "code, bytes", "numbers, bytes"),
    )
    on_host = Table("others_host", "The same here", ("", "ns a score"))
    for title, letter, name, functions, model in peers:
        code = sum(sizes.get(function, 0) for function in functions)
        if code == 0:
            raise BenchError(f"{elf} has none of {', '.join(functions)}")
        mean = sum(counts[letter]) / len(counts[letter])
        on_chip.rows.append(
            (
                title,
                f"{mean:,.0f}",
                f"{max(counts[letter]):,}",
                f"{code:,}",
                f"{model:,}",
            )
        )
        on_host.rows.append((title, here[name]))
    return [on_chip, on_host]
