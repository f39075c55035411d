"""What is in the library: models, grouped in lineages with whole-number versions.

Nothing here is written anywhere, and nothing of Home Assistant is known. Reading is strict: what is
not as it was written raises ValueError, LookupError or TypeError, and whoever reads decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
import hashlib
from typing import Any, Final
import unicodedata

MAX_NAME: Final = 40
MAX_NOTE: Final = 200
# Of what is only told: names of plugs, which Home Assistant does not limit.
MAX_TOLD: Final = 100
# Deleted ones count, until they are gone for good. A thousand are half a megabyte.
MAX_MODELS: Final = 1000


class Saving(StrEnum):
    """What saving a model has done."""

    SAVED = "saved"
    # The same text was there under that name.
    UNCHANGED = "unchanged"
    # It was, and deleted.
    RESTORED = "restored"


class LibraryError(ValueError):
    """Something that the library cannot do: the key of its words, and what is in them."""

    def __init__(self, key: str, **placeholders: str | int) -> None:
        """Keep key and values apart, so that they can be worded in any language."""
        self.key = key
        self.placeholders = {name: str(value) for name, value in placeholders.items()}
        super().__init__(f"{key} {self.placeholders}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where a model comes from."""

    plug: str = ""
    # Home Assistant's alone: it is made of the plug's MAC address and is never exported.
    plug_unique_id: str = ""
    appliance: str = ""
    merged_from: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {
            "plug": self.plug,
            "plug_unique_id": self.plug_unique_id,
            "appliance": self.appliance,
            "merged_from": list(self.merged_from),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Origin:
        """Read what was written."""
        return cls(
            plug=_string(data["plug"]),
            plug_unique_id=_string(data["plug_unique_id"]),
            appliance=_string(data["appliance"]),
            merged_from=tuple(_string(name) for name in _list(data["merged_from"])),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedModel:
    """One version of a lineage. It does not change, but it can be deleted and restored."""

    version: int
    text: str
    saved: datetime
    note: str = ""
    origin: Origin = field(default_factory=Origin)
    deleted: datetime | None = None

    @property
    def id(self) -> str:
        """What names this very text wherever it is."""
        return id_of(self.text)

    def as_dict(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {
            "version": self.version,
            "text": self.text,
            "saved": self.saved.isoformat(),
            "note": self.note,
            "origin": self.origin.as_dict(),
            "deleted": self.deleted.isoformat() if self.deleted else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> SavedModel:
        """Read what was written."""
        return cls(
            version=version_of(data["version"]),
            text=_string(data["text"]),
            saved=time_of(data["saved"]),
            note=_string(data["note"]),
            origin=Origin.from_dict(data["origin"]),
            deleted=time_of(data["deleted"]) if data["deleted"] else None,
        )


@dataclass(kw_only=True, slots=True)
class Lineage:
    """Models under one name, each of which is newer than the one before."""

    # Plugs remember it by this, so that another lineage of the same name is not taken for it.
    id: str
    name: str
    # The highest number there ever was: one that was deleted for good is not given again.
    last: int = 0
    versions: list[SavedModel] = field(default_factory=list)

    @property
    def kept(self) -> list[SavedModel]:
        """The versions that are not deleted, oldest first."""
        return [model for model in self.versions if model.deleted is None]

    def as_dict(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {
            "id": self.id,
            "name": self.name,
            "last": self.last,
            "versions": [model.as_dict() for model in self.versions],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Lineage:
        """Read what was written."""
        versions = [SavedModel.from_dict(model) for model in _list(data["versions"])]
        numbers = [model.version for model in versions]
        last = version_of(data["last"])
        if numbers != sorted(set(numbers)) or last < max(numbers, default=0):
            raise ValueError("versions out of order")
        return cls(
            id=_string(data["id"]),
            name=_string(data["name"]),
            last=last,
            versions=versions,
        )


def id_of(text: str) -> str:
    """Return what names a text: its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


def key_of(name: str) -> str:
    """Return what two names have in common that nobody would tell apart."""
    return unicodedata.normalize("NFKC", name).casefold()


def checked_name(name: str) -> str:
    """Return a name as it is kept; raise LibraryError if it is not one."""
    name = unicodedata.normalize("NFC", name).strip()
    if not name:
        raise LibraryError("name_empty", most=MAX_NAME)
    if len(name) > MAX_NAME:
        raise LibraryError("name_too_long", length=len(name), most=MAX_NAME)
    if (position := _unprintable(name)) is not None:
        raise LibraryError("name_unprintable", position=position)
    return name


def checked_note(note: str) -> str:
    """Return a note as it is kept: one line of plain text; raise LibraryError if it is not."""
    note = " ".join(unicodedata.normalize("NFC", note).split())
    if len(note) > MAX_NOTE:
        raise LibraryError("note_too_long", length=len(note), most=MAX_NOTE)
    if (position := _unprintable(note)) is not None:
        raise LibraryError("note_unprintable", position=position)
    return note


def fitted(text: str, most: int) -> str:
    """Make printable text of at most so many characters of what somebody else has chosen."""
    text = unicodedata.normalize("NFC", text)
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())[:most].strip()


def time_of(value: object) -> datetime:
    """Read a time."""
    time = (
        value if isinstance(value, datetime) else datetime.fromisoformat(_string(value))
    )
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def version_of(value: object) -> int:
    """Read a version: a whole number from 1 on."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("no version")
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no string")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _unprintable(text: str) -> int | None:
    """Return where the first character is that does not print, counted from 1 as people do."""
    for position, char in enumerate(text, 1):
        if not char.isprintable():
            return position
    return None
