"""What is remembered of each plug: which model it took.

A plug is known by the registry id of its model text entity, which survives renaming and replacing it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .const import Mode
from .library_data import version_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """Which model a plug took, and what became of it there."""

    # Of what was copied from plug to plug the library may know nothing.
    lineage: str | None
    version: int | None
    model: str  # the id of the text that was sent
    mode: Mode
    changed: bool = False  # the plug has another text since: adapted, taught, replaced

    def as_dict(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {
            "lineage": self.lineage,
            "version": self.version,
            "model": self.model,
            "mode": str(self.mode),
            "changed": self.changed,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Taken:
        """Read what was written."""
        lineage, version = data["lineage"], data["version"]
        return cls(
            lineage=None if lineage is None else str(lineage),
            version=None if version is None else version_of(version),
            model=str(data["model"]),
            mode=Mode(data["mode"]),
            changed=data["changed"] is True,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class PlugRecord:
    """What is remembered of one plug."""

    taken: Taken | None = None
    # What it was sent and has not reported: it may do so yet, also after a restart.
    expected: Taken | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {
            "taken": self.taken.as_dict() if self.taken else None,
            "expected": self.expected.as_dict() if self.expected else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PlugRecord:
        """Read what was written."""
        taken, expected = data["taken"], data.get("expected")
        return cls(
            taken=None if taken is None else Taken.from_dict(taken),
            expected=None if expected is None else Taken.from_dict(expected),
        )


class PlugRecords:
    """What is remembered of all plugs. The library keeps it beside the models."""

    def __init__(self, changed: Callable[[str], None]) -> None:
        """Begin with nothing; whose record changes is reported."""
        self._changed = changed
        self._records: dict[str, PlugRecord] = {}
        self._offered: set[tuple[str, str]] = set()

    def read(self, data: Mapping[str, Any]) -> None:
        """Read what was written."""
        self._records = {id_: PlugRecord.from_dict(one) for id_, one in data.items()}

    def as_dict(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {id_: record.as_dict() for id_, record in self._records.items()}

    def taken(self, plug: str) -> Taken | None:
        """Return which model a plug took last; None if it took none from here."""
        return self._of(plug).taken

    def offer(self, plug: str, model: str) -> None:
        """Remember that a plug is being given a text: it may report it before it is done."""
        self._offered.add((plug, model))

    def was_given(self, plug: str, model: str) -> bool:
        """Tell whether a plug has a text because it was given it."""
        taken = self.taken(plug)
        return (plug, model) in self._offered or bool(taken and taken.model == model)

    def expect(self, plug: str, taken: Taken) -> None:
        """Remember what a plug is sent, until it reports it."""
        self._set(plug, replace(self._of(plug), expected=taken))

    def give_up(self, plug: str) -> None:
        """Remember that what a plug was sent will not come: it was refused."""
        self._set(plug, replace(self._of(plug), expected=None))

    def take(self, plug: str, taken: Taken) -> None:
        """Remember what a plug took."""
        self._set(plug, PlugRecord(taken=taken))

    def see(self, plug: str, model: str) -> None:
        """Compare the text that a plug has now with the one that it took."""
        expected = self._of(plug).expected
        if expected and expected.model == model:
            self.take(plug, expected)
        elif taken := self.taken(plug):
            changed = replace(taken, changed=taken.model != model)
            self._set(plug, replace(self._of(plug), taken=changed))

    def learnt(self, plug: str) -> None:
        """Remember that a plug has learnt its appliance itself: what it took before is gone."""
        self._set(plug, PlugRecord())

    def forget(self, plug: str) -> None:
        """Forget a plug that was removed."""
        if self._records.pop(plug, None) is not None:
            self._changed(plug)

    def forget_all_but(self, plugs: Iterable[str]) -> None:
        """Forget the plugs that Home Assistant does not have any more."""
        for plug in self._records.keys() - set(plugs):
            self.forget(plug)

    def _of(self, plug: str) -> PlugRecord:
        return self._records.get(plug, PlugRecord())

    def _set(self, plug: str, record: PlugRecord) -> None:
        if record != self._of(plug):
            self._records[plug] = record
            self._changed(plug)
