"""Traces as files: CSV with the header `t,power` (seconds, watts), plain or gzip by the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
import gzip
import math
from pathlib import Path
from typing import Protocol
import zlib

from .sampling import Sample

HEADER = "t,power"
_CHUNK = 8192


class TraceError(ValueError):
    """A file that is no trace: its message is one sentence for the user."""


class Sink(Protocol):
    """Where bytes go: a file, a compressor, standard output."""

    def write(self, data: bytes, /) -> object: ...


def lines(samples: Iterable[Sample]) -> Iterator[str]:
    """The lines of a trace without their ends; whole seconds are written without a point."""
    yield HEADER
    for t, power in samples:
        whole = int(t)
        yield f"{whole if whole == t else f'{t:.3f}'},{power:.1f}"


def write(samples: Iterable[Sample], out: Sink) -> int:
    """Writes a trace as text and returns the number of samples."""
    count = -1
    chunk: list[str] = []
    for line in lines(samples):
        count += 1
        chunk.append(line)
        if len(chunk) >= _CHUNK:
            out.write(("\n".join(chunk) + "\n").encode())
            chunk.clear()
    if chunk:
        out.write(("\n".join(chunk) + "\n").encode())
    return count


def save(samples: Iterable[Sample], path: Path) -> int:
    """Writes a file; gzip if its name ends in .gz, without a date or name inside."""
    with path.open("wb") as file:
        if path.suffix != ".gz":
            return write(samples, file)
        with gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed:
            return write(samples, packed)


def load(path: Path) -> list[Sample]:
    """Reads a whole trace; its times must not go back, empty lines do not count."""
    try:
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
            return _parse(file, path.name)
    except UnicodeDecodeError:
        raise TraceError(f"{path.name} is not a text") from None
    except EOFError, zlib.error:
        raise TraceError(f"{path.name} is damaged, or not whole") from None


def _parse(text: Iterable[str], name: str) -> list[Sample]:
    text = iter(text)
    if next(text, "").strip() != HEADER:
        raise TraceError(f"{name} does not begin with '{HEADER}'")
    samples: list[Sample] = []
    for number, line in enumerate(text, 2):
        if not line.strip():
            continue
        try:
            t, power = map(float, line.split(","))
        except ValueError:
            raise TraceError(f"{name}, line {number}: not two numbers") from None
        if not math.isfinite(t):
            raise TraceError(f"{name}, line {number}: this is no time")
        if samples and t < samples[-1].t:
            raise TraceError(f"{name}, line {number}: time goes back")
        samples.append(Sample(t, power))
    return samples
