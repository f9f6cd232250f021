"""Tags of HTML, and names in angle brackets."""

from __future__ import annotations

import pytest

from generator.text.html_tags import is_html


@pytest.mark.parametrize(
    ("tag", "closed", "expected"),
    [
        ("<version>", "", False),
        ("<Your Name>", "", False),
        ("</version>", "version", False),
        ("<time>", "", False),
        ("<time>", "time", True),
        ("<time class=a>", "", True),
        ("</Time>", "", True),
        ("<B>", "", True),
        ("<br/>", "", True),
        ("<!-- a -->", "", True),
    ],
)
def test_html_differs_from_names(tag: str, closed: str, *, expected: bool) -> None:
    """A name in angle brackets is HTML if it is an element, and has more than its name, or an end, or is only layout."""
    assert is_html(tag, {closed}) is expected
