"""What a user could run instead. Each is given rows of training minutes and scores other rows: higher is odder.

`numbers` is what must be kept to score a minute, counted in numbers of four bytes, as a careful
port to a small chip would keep them; library objects themselves are larger.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np

from .features import Rows
from .metrics import Scores

MAX_ROWS_HST: Final = 6000


class Detector(Protocol):
    """A detector; `numbers` holds after `fit`."""

    numbers: int

    def fit(self, rows: Rows) -> None: ...
    def score(self, rows: Rows) -> Scores: ...


@dataclass(frozen=True, slots=True)
class Peer:
    """A detector under its name, the rows it gets, and its own threshold if it brings one.

    `own` is a number, or the name of a rule in `thresholds.TRAINED`.
    """

    name: str
    rows: tuple[str, ...]
    make: Callable[[int], Detector]
    seeded: bool = True
    own: float | str = "once in 4 weeks"

    @property
    def title(self) -> str:
        return f"{self.name}, {' + '.join(self.rows)}" if self.rows else self.name


class Scaled:
    """Rows in standard deviations of the training rows, as the libraries' documentation advises."""

    def __init__(self) -> None:
        self.numbers = 0
        self._mean = self._spread = np.zeros(0)

    def fit(self, rows: Rows) -> None:
        self._mean = rows.mean(axis=0)
        self._spread = np.maximum(rows.std(axis=0), 1e-3)
        scaled = self._scale(rows)
        self.numbers = 2 * rows.shape[1] + self._fit(scaled)

    def score(self, rows: Rows) -> Scores:
        return self._score(self._scale(rows))

    def _scale(self, rows: Rows) -> Rows:
        scaled: Rows = (rows - self._mean) / self._spread
        return scaled

    def _fit(self, rows: Rows) -> int:
        raise NotImplementedError

    def _score(self, rows: Rows) -> Scores:
        raise NotImplementedError


def distances(rows: Rows, centres: Rows) -> Rows:
    """From every row to every centre."""
    squares = (rows**2).sum(axis=1)[:, None] - 2 * rows @ centres.T
    away: Rows = np.sqrt(np.maximum(squares + (centres**2).sum(axis=1), 0))
    return away


class NearestCentre(Scaled):
    """K-Means of scikit-learn; a row is as odd as its distance to the nearest centre.

    With `inside`, that of Edge Impulse: less the greatest training error of the centre, so that
    0 is the edge of a cluster.
    """

    def __init__(self, k: int, seed: int, mini: bool = False, inside: bool = False):
        super().__init__()
        self._k, self._seed, self._mini, self._inside = k, seed, mini, inside
        self._centres = np.zeros((0, 0))
        self._errors = np.zeros(0)

    def _fit(self, rows: Rows) -> int:
        from sklearn.cluster import KMeans, MiniBatchKMeans  # noqa: PLC0415

        kind = MiniBatchKMeans if self._mini else KMeans
        made = kind(self._k, n_init=2, random_state=self._seed).fit(rows)
        self._centres = made.cluster_centers_
        away = distances(rows, self._centres)
        own = away.min(axis=1)
        self._errors = np.zeros(self._k)
        if self._inside:
            np.maximum.at(self._errors, away.argmin(axis=1), own)
        return self._centres.size + (self._k if self._inside else 0)

    def _score(self, rows: Rows) -> Scores:
        nearest: Scores = (distances(rows, self._centres) - self._errors).min(axis=1)
        return nearest


class PyOD(Scaled):
    """One of PyOD's detectors with its own settings; `sizes` tells how many numbers it keeps."""

    def __init__(
        self, make: Callable[[], Sequence[Any]], numbers: Callable[[Any, Rows], int]
    ):
        super().__init__()
        self._make, self._count = make, numbers
        self._made: Any = None

    def _fit(self, rows: Rows) -> int:
        for candidate in self._make():
            try:
                candidate.fit(rows)
            except ValueError:  # CBLOF, when no cluster is small enough
                continue
            self._made = candidate
            return self._count(candidate, rows)
        raise ValueError("it cannot be fitted to these rows")

    def _score(self, rows: Rows) -> Scores:
        scores: Scores = self._made.decision_function(rows)
        return scores


class KMeansAD(Scaled):
    """aeon's, on the last 60 minutes' mean powers as they are, scored at a window's end.

    aeon itself spreads a window's distance over its minutes, which would look an hour ahead.
    """

    def __init__(self, k: int, seed: int) -> None:
        super().__init__()
        self._k, self._seed = k, seed
        self._centres = np.zeros((0, 0))

    def _scale(self, rows: Rows) -> Rows:
        return rows

    def _fit(self, rows: Rows) -> int:
        from aeon.anomaly_detection.series.distance_based import KMeansAD as Aeons  # noqa: PLC0415

        window = rows.shape[1]
        made = Aeons(n_clusters=self._k, window_size=window, random_state=self._seed)
        made.fit(rows[:, -1])
        self._centres = made.estimator_.cluster_centers_
        return self._centres.size

    def _score(self, rows: Rows) -> Scores:
        nearest: Scores = distances(rows, self._centres).min(axis=1)
        return nearest


class HalfSpaceTrees(Scaled):
    """river's; it wants values from 0 to 1, here the training range and half of it beyond each end.

    It is the slowest by far, so it learns from every n-th row where there are many.
    """

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._seed = seed
        self._low = self._high = np.zeros(0)
        self._made: Any = None

    def _fit(self, rows: Rows) -> int:
        from river.anomaly import HalfSpaceTrees as Rivers  # noqa: PLC0415

        span = rows.max(axis=0) - rows.min(axis=0) + 1e-6
        self._low, self._high = rows.min(axis=0) - span / 2, rows.max(axis=0) + span / 2
        self._made = Rivers(n_trees=25, height=8, window_size=500, seed=self._seed)
        for row in self._unit(rows[:: max(1, len(rows) // MAX_ROWS_HST)]):
            self._made.learn_one(dict(enumerate(row)))
        return 25 * (2**9 - 1) * 3  # feature, split and mass of each node

    def _unit(self, rows: Rows) -> list[list[float]]:
        unit = (rows - self._low) / (self._high - self._low)
        inside: list[list[float]] = np.clip(unit, 0, 1).tolist()
        return inside

    def _score(self, rows: Rows) -> Scores:
        score_one = self._made.score_one
        return np.array([score_one(dict(enumerate(row))) for row in self._unit(rows)])


class RiverKMeans(Scaled):
    """river's sequential K-Means."""

    def __init__(self, k: int, seed: int) -> None:
        super().__init__()
        self._k, self._seed = k, seed
        self._centres = np.zeros((0, 0))

    def _fit(self, rows: Rows) -> int:
        from river.cluster import KMeans as Rivers  # noqa: PLC0415

        made = Rivers(n_clusters=self._k, halflife=0.02, sigma=1, seed=self._seed)
        for row in rows.tolist():
            made.learn_one(dict(enumerate(row)))
        columns = range(rows.shape[1])
        centres = [[centre[i] for i in columns] for centre in made.centers.values()]
        self._centres = np.array(centres)
        return self._centres.size

    def _score(self, rows: Rows) -> Scores:
        nearest: Scores = distances(rows, self._centres).min(axis=1)
        return nearest


class Timer:
    """On or off for how many times the longest learnt; reads the first two columns of `cyc`."""

    def __init__(self) -> None:
        self.numbers = 2
        self._longest = np.ones(2)

    def fit(self, rows: Rows) -> None:
        self._longest = np.maximum(np.expm1(rows[:, :2].max(axis=0)), 1.0)

    def score(self, rows: Rows) -> Scores:
        share: Scores = (np.expm1(rows[:, :2]) / self._longest).max(axis=1)
        return share


class Chance:
    """Random scores: what every figure is worth without any knowledge."""

    def __init__(self, seed: int) -> None:
        self.numbers = 0
        self._rng = np.random.default_rng(seed)

    def fit(self, rows: Rows) -> None:
        pass

    def score(self, rows: Rows) -> Scores:
        return self._rng.random(len(rows))


def _all_rows(_: Any, rows: Rows) -> int:
    return int(rows.size)


def _trees(made: Any, _: Rows) -> int:
    return sum(4 * tree.tree_.node_count for tree in made.detector_.estimators_)


def _histograms(made: Any, _: Rows) -> int:
    return int(np.size(made.hist_) + np.size(made.bin_edges_))


def _centres(made: Any, _: Rows) -> int:
    return int(made.cluster_centers_.size)


def _knn(_: int) -> PyOD:
    from pyod.models.knn import KNN  # noqa: PLC0415

    return PyOD(lambda: [KNN()], _all_rows)


def _lof(_: int) -> PyOD:
    from pyod.models.lof import LOF  # noqa: PLC0415

    return PyOD(lambda: [LOF()], _all_rows)


def _cblof(seed: int) -> PyOD:
    from pyod.models.cblof import CBLOF  # noqa: PLC0415

    return PyOD(
        lambda: [CBLOF(n_clusters=k, random_state=seed) for k in (8, 12, 16, 24)],
        _centres,
    )


def _iforest(seed: int) -> PyOD:
    from pyod.models.iforest import IForest  # noqa: PLC0415

    return PyOD(lambda: [IForest(random_state=seed)], _trees)


def _ecod(_: int) -> PyOD:
    from pyod.models.ecod import ECOD  # noqa: PLC0415

    return PyOD(lambda: [ECOD()], _all_rows)


def _hbos(_: int) -> PyOD:
    from pyod.models.hbos import HBOS  # noqa: PLC0415

    return PyOD(lambda: [HBOS()], _histograms)


PAPER: Final = Peer(
    "paper's recipe, K = 4", ("w5",), lambda s: NearestCentre(4, s), own="mean + 3 sd"
)


def _for_each(
    name: str, make: Callable[[int], Detector], seeded: bool = False
) -> list[Peer]:
    return [Peer(name, (rows,), make, seeded) for rows in ("w60", "cyc")]


PEERS: Final = (
    PAPER,
    Peer(
        "paper's recipe over an hour",
        ("w60",),
        lambda s: NearestCentre(4, s),
        own="mean + 3 sd",
    ),
    *(
        Peer(
            "Edge Impulse rule, K = 32",
            (rows,),
            lambda s: NearestCentre(32, s, inside=True),
            own=0.0,
        )
        for rows in ("w5", "cyc")
    ),
    *(
        Peer(
            f"scikit-learn MiniBatchKMeans, K = {k}",
            rows,
            lambda s, k=k: NearestCentre(k, s, mini=True),  # type: ignore[misc]
        )
        for k, rows in ((16, ("w60",)), (8, ("cyc",)), (16, ("w60", "cyc")))
    ),
    Peer("aeon KMeansAD, K = 20", ("m60",), lambda s: KMeansAD(20, s)),
    *_for_each("PyOD KNN", _knn),
    *_for_each("PyOD LOF", _lof),
    *_for_each("PyOD CBLOF", _cblof, seeded=True),
    *_for_each("PyOD IForest", _iforest, seeded=True),
    *_for_each("PyOD ECOD", _ecod),
    *_for_each("PyOD HBOS", _hbos),
    Peer("river HalfSpaceTrees", ("cyc",), HalfSpaceTrees),
    Peer("river KMeans, K = 8", ("cyc",), lambda s: RiverKMeans(8, s)),
    Peer(
        "timer, 1.5 x the longest", ("cyc",), lambda _: Timer(), seeded=False, own=1.5
    ),
    Peer("random scores", ("cyc",), Chance),
)
FAST: Final = (PAPER,)
