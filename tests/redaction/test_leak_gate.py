"""Stopping a public build with leaks; internal builds are not searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.model.entities import PUBLIC
from generator.project.faults import InputFault
from generator.redaction.find_leaks import Leak
from generator.redaction.leak_gate import Disclosed, describe, refuse_leaks
from tests.redaction_sample import BYTES

FOR_ANYBODY = SiteSettings(visibility=PUBLIC)
LEAKY = [("a.html", b"<p>The quokka knows</p>"), ("b.html", b"The quokka knows"), ("c.html", b"fine")]


def test_a_text_is_listed_once_with_its_first_file() -> None:
    with pytest.raises(Disclosed) as fault:
        refuse_leaks(resolve(BYTES), FOR_ANYBODY, LEAKY)
    assert str(fault.value) == (
        "public files contain internal texts:\n  `The quokka knows` of shop: announcements.quokka.text is in a.html and 1 other file"
    )
    assert isinstance(fault.value, InputFault)


def test_long_lists_are_cut() -> None:
    assert describe(tuple(Leak("a.html", f"text {n}", "shop") for n in range(30))).endswith("  and 10 more")


def test_an_internal_build_is_not_searched() -> None:
    refuse_leaks(resolve(BYTES), SiteSettings(), LEAKY)


def test_texts_of_docs_themes_and_the_program_are_not_leaks(tmp_path: Path) -> None:
    refuse_leaks(resolve(BYTES), FOR_ANYBODY, LEAKY, docs={"a.md": "The quokka knows."})
    (tmp_path / "main.html").write_text("<b>Quokka Quill</b>", encoding="utf-8")
    refuse_leaks(resolve(BYTES), FOR_ANYBODY, [("a.html", b"Quokka Quill, one")], themes=[tmp_path])
