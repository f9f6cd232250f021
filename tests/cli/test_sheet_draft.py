"""`runbook sheet VARIANT pack`: drafts need leave, and what the system lacks is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.main import run

LACKING = "runbook: note: this pack has no rollback and no incident, because `shop` has no such sheet\n"


def printed(root: Path, *words: str) -> int:
    return run(["--project", str(root), "sheet", "shop", *words])


def test_a_draft_pack_is_printed_only_with_leave(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The reasons of all its sheets come once."""
    assert printed(tiny, "pack") == 1
    out, err = capsys.readouterr()
    assert out == ""
    head, *reasons = err.splitlines()
    assert head == "runbook: Shop, Deployment pack is a draft and is printed only with --draft:"
    assert len(reasons) == len(set(reasons)) > 0
    assert printed(tiny, "pack", "--release") == 1
    assert capsys.readouterr().err.splitlines()[1:] == reasons
    assert printed(tiny, "pack", "--draft") == 0
    out, err = capsys.readouterr()
    assert err == LACKING
    assert out.count("**Draft. Do not release.") == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("emergency", "--draft"), "`emergency` takes no --draft; the sheets that take it are pack"),
        (("pack", "--draft", "--release"), "give --draft or --release, not both"),
    ],
)
def test_wrong_use_is_explained(words: tuple[str, ...], message: str, tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(tiny, *words) == 2
    assert message in capsys.readouterr().err
