"""Stopping a public build with leaks; internal builds are not searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.model.entities import PUBLIC
from generator.project.faults import InputFault
from generator.redaction.find_leaks import Leak
from generator.redaction.leak_gate import Disclosed, describe, refuse_leaks, unsearched
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


def test_texts_of_written_files_packages_and_the_program_are_not_leaks(tmp_path: Path) -> None:
    refuse_leaks(resolve(BYTES), FOR_ANYBODY, LEAKY, written={"a.md": b"The quokka knows."})
    (tmp_path / "main.html").write_text("<b>Quokka Quill</b>", encoding="utf-8")
    refuse_leaks(resolve(BYTES), FOR_ANYBODY, [("a.html", b"Quokka Quill, one")], packages=[tmp_path])


@pytest.mark.parametrize("name", ["bundle.js.map", "fonts/font.svg", "licence.txt", "lunr.min.js", "a.css"])
def test_only_unchanged_copies_of_installed_files_are_not_searched(tmp_path: Path, name: str) -> None:
    """A copy of an installed file is not searched, whatever its kind; a changed copy and the same bytes under another name are."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"call 02-7777-4321")
    outcome = resolve(BYTES)
    refuse_leaks(outcome, FOR_ANYBODY, [(f"assets/{name}", path.read_bytes())], packages=[tmp_path])
    for copy, data in ((f"assets/{name}", b"CALL 02-7777-4321"), ("assets/my.txt", path.read_bytes())):
        with pytest.raises(Disclosed):
            refuse_leaks(outcome, FOR_ANYBODY, [(copy, data)], packages=[tmp_path])


def test_what_cannot_be_searched_is_named() -> None:
    """People who publish must know which files nobody has searched; other files and internal builds need no note."""
    written = ["a.md", "plan.pdf", "Team.PNG", "call.mp3", "x.webp", "y.docx"]
    assert unsearched(written, FOR_ANYBODY) == (
        "note: 4 files with pictures, PDFs or sound cannot be searched for internal texts: Team.PNG, call.mp3, plan.pdf and 1 more\n"
    )
    assert unsearched(["a.md"], FOR_ANYBODY) == unsearched(written, SiteSettings()) == ""
