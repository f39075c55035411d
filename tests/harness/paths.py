"""Where things are: the repository, and the cache that all scripts share."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def cache() -> Path:
    """Return the folder for everything that is installed or built."""
    if given := os.environ.get("DIOL_CACHE"):
        return Path(given).resolve()
    base = os.environ.get("XDG_CACHE_HOME", "")
    # A relative one is to be ignored, says the XDG specification.
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "diol"
