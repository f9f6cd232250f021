"""Writing edits of data to disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edits.write_edits import apply, read_for_editing, refusal
from generator.project.faults import InputFault
from generator.source.splices import CannotEdit
from generator.text.span import Span

SHOP = "data/variants/shop/variant.yaml"


def test_an_edit_is_written(tiny: Path) -> None:
    data = read_for_editing(tiny)
    apply(tiny, data, {SHOP: b"# more\n" + data.files[SHOP]})
    assert (tiny / SHOP).read_bytes() == b"# more\n" + data.files[SHOP]


def test_an_edit_that_would_bring_an_error_is_refused_with_the_report(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = read_for_editing(tiny)
    with pytest.raises(InputFault, match="nothing was written: the edit would bring 1 error"):
        apply(tiny, data, {SHOP: data.files[SHOP].replace(b"phase: deploy-day", b"phase: depoly-day")})
    assert "error[" in capsys.readouterr().err
    assert (tiny / SHOP).read_bytes() == data.files[SHOP]


def test_an_error_that_stands_elsewhere_keeps_nobody_from_an_edit(tiny: Path) -> None:
    (tiny / "data/variants/forum/more.yaml").write_text("contacts: {a: {titel: A}}\n")
    data = read_for_editing(tiny)
    apply(tiny, data, {SHOP: b"# more\n" + data.files[SHOP]})
    assert (tiny / SHOP).read_bytes().startswith(b"# more")


def test_nothing_is_edited_beside_a_file_that_cannot_be_read(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/forum/out.yaml").symlink_to("/etc/hostname")
    with pytest.raises(InputFault, match="not every file could be read"):
        read_for_editing(tiny)
    assert "error[outside-project]" in capsys.readouterr().err


def test_a_refusal_shows_the_place() -> None:
    fault = CannotEdit(Span("data/x.yaml", 3, 5, 4, "    text"), "it is odd")
    assert refusal(fault) == "data/x.yaml:3:5: it is odd\n    3 |     text\n      |     ^^^^"
    assert refusal(CannotEdit(Span("data/x.yaml", 1, 1), "it is odd")) == "data/x.yaml:1:1: it is odd"
