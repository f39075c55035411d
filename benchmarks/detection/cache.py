"""Results kept in build/bench/cache, by what they were made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
import functools
import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .recordings import Power
from .replay import ROOT

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

OUT: Final = ROOT / "build" / "bench" / "detection"
FOLDER: Final = ROOT / "build" / "bench" / "cache"
HERE: Final = Path(__file__).parent


@functools.cache
def code(*modules: str) -> str:
    """A hash of these modules of the bench, and of the simulator, whose levels and samples they use."""
    files = [HERE / f"{module}.py" for module in modules]
    files += sorted((HERE.parent / "simulator").glob("*.py"))
    return digest(file.read_bytes() for file in files)


def digest(parts: Iterable[bytes]) -> str:
    """A hash of all parts in their order."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(len(part).to_bytes(8, "big"))
        sha.update(part)
    return sha.hexdigest()[:24]


def _path(key: tuple[object, ...], suffix: str) -> Path:
    return FOLDER / f"{digest([repr(key).encode()])}{suffix}"


def _put(path: Path, write: Callable[[Path], object]) -> None:
    """Two processes may make the same thing; neither may see half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{os.getpid()}-{path.name}")
    write(new)
    new.replace(path)


def plain(result: DataclassInstance) -> dict[str, Any]:
    """As JSON can keep it."""
    return asdict(result)


def kept(key: tuple[object, ...], make: Callable[[], Any]) -> Any:
    """What JSON can hold, made once."""
    path = _path(key, ".json")
    if path.exists():
        return json.loads(path.read_text())
    made = make()
    text = json.dumps(made)
    _put(path, lambda new: new.write_text(text))
    return json.loads(text)


def kept_power(key: tuple[object, ...], make: Callable[[], Power]) -> Power:
    """Readings, made once."""
    path = _path(key, ".npy")
    if not path.exists():
        power = make()
        _put(path, lambda new: np.save(new, power))
    loaded: Power = np.load(path)
    return loaded
