"""What there is to know of newer versions of a model, as markdown without anything to click or load."""

from collections.abc import Iterable

from .exporting import words_of
from .library_data import SavedModel
from .model import ModelTextError
from .plain_text import as_markdown


def notes_of(models: Iterable[SavedModel]) -> str:
    """Tell of each model where it comes from and what it says."""
    return "\n\n".join(map(_notes, models))


def _notes(model: SavedModel) -> str:
    origin = model.origin
    told = [f"Saved on {model.saved:%Y-%m-%d}."]
    if origin.merged_from:
        told.append(f"Merged from {', '.join(origin.merged_from)}.")
    elif origin.plug:
        told.append(f"Learnt by {origin.plug}.")
    if model.note:
        told.append(model.note)
    try:
        told.extend(words_of(model.text))
    except ModelTextError:
        told.append("It cannot be read here.")
    return "\n".join(
        [f"**Version {model.version}**", "", *(f"- {as_markdown(one)}" for one in told)]
    )
