"""`runbook sheet VARIANT pack`: drafts need leave, and what the system lacks is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.main import run
from tests.conftest import commit_all

LACKING = "runbook: note: this pack has no rollback and no incident, because `shop` has no such sheet\n"


def printed(root: Path, *words: str, variant: str = "shop") -> int:
    return run(["--project", str(root), "sheet", variant, *words])


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
        (("emergency", "--draft"), "`emergency` takes no --draft; only `pack` takes it"),
        (("pack", "--draft", "--release"), "give --draft or --release, not both"),
    ],
)
def test_wrong_use_is_explained(words: tuple[str, ...], message: str, tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(tiny, *words) == 2
    assert message in capsys.readouterr().err


COMPLETE = """\
variant: {title: Own, visibility: public}
phases: {deploy-day: {title: Deployment day}, rollback: {title: Rollback}, incident: {title: Incident}}
contacts: {lead: {title: Lead, name: Ann, phone: "+880 2 5566 7000"}}
procedures:
  back: {title: Back, phase: rollback, steps: {one: {text: Undo it, at: T+1h}}}
checklists:
  do: {title: Do, phase: deploy-day, at: T-0, items: {one: Do it}}
  secret: {title: Secret plan, phase: incident, visibility: internal, items: {one: Call Ann}}
"""


def test_a_pack_that_is_no_draft_needs_no_leave(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It can be released. The public one lacks what is internal."""
    own = tiny / "data/variants/own/own.yaml"
    own.parent.mkdir()
    own.write_text(COMPLETE, "utf-8")
    commit_all(tiny)
    for words in ((), ("--release",)):
        assert printed(tiny, "pack", *words, variant="own") == 0
        out, err = capsys.readouterr()
        assert (err, out.count("\n---\n"), "Secret plan" in out) == ("", 3, True)
    assert out.count("- T-0: ____") == 1
    assert out.count("- T-0: on the sheet “Deployment day”\n") == 1
    assert printed(tiny, "pack", "--at", "2026-12-01T22:00Z", "--visibility", "public", variant="own") == 0
    out, err = capsys.readouterr()
    assert err == "runbook: note: this pack has no incident, because `own` has no such sheet\n"
    assert (out.count("\n---\n"), "Secret plan" in out) == (2, False)
    assert out.count("- T-0: Tue 2026-12-01 22:00 UTC") == 2
