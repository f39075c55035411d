"""What the demo says while it goes, and the table at its end."""

from collections.abc import Iterator
import contextlib
import time


class Report:
    """Steps with their times. The step at hand is what failed if something does."""

    def __init__(self) -> None:
        """Begin with no step."""
        self.rows: list[tuple[str, float, str]] = []
        self._begun = time.monotonic()

    @contextlib.contextmanager
    def step(self, what: str) -> Iterator[list[str]]:
        """Say `what` is being done, and time it; what is appended to the list is its result."""
        print(f"… {what}", flush=True)
        start, results = time.monotonic(), list[str]()
        try:
            yield results
        except BaseException:
            self.rows.append((what, time.monotonic() - start, "FAILED"))
            raise
        result = ", ".join(results)
        self.rows.append((what, time.monotonic() - start, result))
        if result:
            print(f"  {result}", flush=True)

    def table(self) -> str:
        """All steps, one a line."""
        width = max(len(what) for what, _, _ in self.rows)
        lines = [
            f"{what:<{width}}  {took:6.1f} s  {result}"
            for what, took, result in self.rows
        ]
        return "\n".join(
            [*lines, f"{'all of it':<{width}}  {time.monotonic() - self._begun:6.1f} s"]
        )
