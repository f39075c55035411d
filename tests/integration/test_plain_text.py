"""Tests of plain text where markdown is expected."""

import re
import string

import pytest

from custom_components.diol.plain_text import as_markdown


@pytest.mark.parametrize(
    "text",
    [
        "Garage fridge",
        "![x](http://192.0.2.1/x.png)",
        "<img src=http://192.0.2.1/x.png>",
        "[click](http://192.0.2.1)",
        "http://192.0.2.1/ and www.example.com and a@example.com",
        "# no heading | no | table",
        "`no` **code** _at_ ~~all~~ \\ &amp; &#60;",
        "- no list\n\n1. none",
    ],
)
def test_what_people_write_is_shown_as_it_is(text: str) -> None:
    """Of escaped punctuation nothing is rendered, so nothing is loaded and nothing can be clicked."""
    markdown = as_markdown(text)
    escaped = re.findall(r"\\(.)", markdown)
    assert set(escaped) <= set(string.punctuation)
    bare = re.sub(r"\\.", "", markdown)
    assert not set(bare) & set(string.punctuation)
    assert re.sub(r"\\(.)", r"\1", markdown) == " ".join(text.split())
