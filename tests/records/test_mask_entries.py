"""Secrets in entries are masked before a record is written."""

from __future__ import annotations

import pytest

from generator.model.blank_entities import Blank
from generator.records.mask_entries import MASKED, masked_events, masked_text
from generator.runs.run_events import RunEvent

BLANKS = {
    "token": Blank(label="API token", kind="secret"),
    "db": Blank(label="Database password"),
    "commit": Blank(label="Commit"),
}


@pytest.mark.parametrize(
    ("blank", "value", "is_masked"),
    [
        ("token", "x", True),
        ("db", "Zx81-hunter2-Qq", True),
        ("db", "in the safe", False),
        ("commit", "4f2a91c0d3e5b6a7988c1d2e3f405162738495a6", False),
        ("gone", "Zx81", False),
        ("token", "", False),
    ],
)
def test_values_are_masked_by_their_blank(blank: str, value: str, is_masked: bool) -> None:
    """A blank may have become secret after the run; its label may ask for a password without a word about secrets."""
    (event,), places = masked_events([RunEvent("1.0.a", "", "blank", blank=blank, text=value)], BLANKS)
    assert event.text == (MASKED if is_masked else value)
    assert places == ((blank,) if is_masked else ())


def test_all_lines_and_names_are_searched_and_each_place_is_named_once() -> None:
    secret = "ghp_abcdefghijklmnopqrstuvwxyz0123456789"
    events = [
        RunEvent(f"1.{n}.a", "", "note", by=by, address="checklists.a", text=text)
        for n, by, text in ((1, secret, "x"), (2, "Wei", f"a\n{secret}"))
    ]
    found, places = masked_events(events, {})
    assert [one.by for one in found] == [MASKED, "Wei"]
    assert found[1].text == f"a\n{MASKED}"
    assert places == ("checklists.a",)
    assert masked_text("the password is in the safe") == "the password is in the safe"
