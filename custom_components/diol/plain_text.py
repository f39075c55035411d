"""Plain text where Home Assistant expects markdown."""

import string
from typing import Final

# CommonMark lets each of them be escaped. That also breaks what is a link without being marked as one.
_ESCAPED: Final = str.maketrans({char: f"\\{char}" for char in string.punctuation})


def as_markdown(text: str) -> str:
    """Return markdown that shows this text as it is, on one line.

    Names and notes come from people and from files of other people: rendered, they could load
    pictures from somewhere or show a link as something that it is not.
    """
    return " ".join(text.split()).translate(_ESCAPED)
