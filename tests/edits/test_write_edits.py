"""Writing edits of data to disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics.diagnostic import Span
from generator.edits.write_edits import apply, read_for_editing, refusal
from generator.project.faults import InputFault
from generator.source.splices import CannotEdit

SHOP = "data/variants/shop/variant.yaml"


def test_an_edit_is_written(tiny: Path) -> None:
    data = read_for_editing(tiny)
    apply(tiny, data, {SHOP: b"# more\n" + data.files[SHOP]})
    assert (tiny / SHOP).read_bytes() == b"# more\n" + data.files[SHOP]


def test_an_edit_that_would_introduce_an_error_is_refused_with_the_error(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = read_for_editing(tiny)
    with pytest.raises(InputFault, match="nothing was written: the edit would introduce 1 error"):
        apply(tiny, data, {SHOP: data.files[SHOP].replace(b"phase: deploy-day", b"phase: depoly-day")})
    assert "error[" in capsys.readouterr().err
    assert (tiny / SHOP).read_bytes() == data.files[SHOP]


def test_errors_in_other_files_do_not_prevent_an_edit(tiny: Path) -> None:
    (tiny / "data/variants/forum/more.yaml").write_text("contacts: {a: {titel: A}}\n")
    data = read_for_editing(tiny)
    apply(tiny, data, {SHOP: b"# more\n" + data.files[SHOP]})
    assert (tiny / SHOP).read_bytes().startswith(b"# more")


def test_nothing_is_edited_if_a_file_cannot_be_read(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/forum/out.yaml").symlink_to("/etc/hostname")
    with pytest.raises(InputFault, match="some files cannot be read"):
        read_for_editing(tiny)
    assert "error[outside-project]" in capsys.readouterr().err


def test_a_refusal_shows_the_place() -> None:
    fault = CannotEdit(Span("data/x.yaml", 3, 5, 4, "    text"), "it is odd")
    assert refusal(fault) == "data/x.yaml:3:5: it is odd\n    3 |     text\n      |     ^^^^"
    assert refusal(CannotEdit(Span("data/x.yaml", 1, 1), "it is odd")) == "data/x.yaml:1:1: it is odd"
