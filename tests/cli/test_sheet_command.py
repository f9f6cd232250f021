"""`runbook sheet`."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import run
from generator.cli.sheet_command import SheetRequest
from generator.cli.sheet_command import print_as_asked as sheet
from generator.project.faults import UsageFault
from tests.cli.bodies import build
from tests.conftest import commit_all

OPERATE = """\
contacts: {lead: {title: Lead, name: null}}
checklists:
  daily: {phase: deploy-day, title: Daily, every: day, role: lead, items: {logs: Logs are read}}
"""


def printed(root: Path, capsysbinary: pytest.CaptureFixture[bytes], kind: str | None = None, **more: Any) -> str:
    assert sheet(root, SheetRequest("shop", kind, **more)) == 0
    return capsysbinary.readouterr().out.decode()


@pytest.fixture
def built(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Path:
    """A project with its site, as of a commit."""
    commit_all(tiny)
    assert build(tiny, None) == 0
    capsysbinary.readouterr()
    return tiny


@pytest.mark.slow
def test_prints_the_sheets_of_the_site(built: Path, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    folder = built / "site" / "shop" / "sheets"
    for kind in ("prepare", "deploy-day", "emergency", "book"):
        assert printed(built, capsysbinary, kind) == (folder / f"{kind}.md").read_text("utf-8")
        for paper, ending in (("a4", "pdf"), ("letter", "letter.pdf")):
            assert sheet(built, SheetRequest("shop", kind, style="pdf", paper=paper, output=tmp_path / "x")) == 0
            assert (tmp_path / "x").read_bytes() == (folder / f"{kind}.{ending}").read_bytes()
        alone, in_site = printed(built, capsysbinary, kind, style="html"), (folder / f"{kind}.html").read_text("utf-8")
        assert "<script" not in alone
        assert [line for line in alone.splitlines() if line in in_site] == alone.splitlines()


def test_prints_clock_times_for_a_moment(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "22:00" in printed(tiny, capsysbinary, "deploy-day", moment="2026-12-01T22:00 Asia/Dhaka")


def test_prints_the_whole_runbook_when_nothing_is_named(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    said = printed(tiny, capsysbinary)
    assert said == printed(tiny, capsysbinary, "book")
    assert "PgBouncer pools are sized for peak load" in said
    assert "The shop opens" in said


def test_prints_what_recurs_in_a_period(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tiny / "data/variants/shop/operate.yaml").write_text(OPERATE, "utf-8")
    said = printed(tiny, capsysbinary, week="2026-W49")
    assert said.count("- [ ]") == 7
    assert said == printed(tiny, capsysbinary, "recurring", week="2026-W49")
    assert printed(tiny, capsysbinary, month="2026-12").count("- [ ]") == 31


def test_the_form_is_that_of_the_file(tiny: Path, tmp_path: Path) -> None:
    for name, start in (("x.pdf", b"%PDF"), ("x.html", b"<!DOCTYPE"), ("x.md", b"# "), ("x.txt", b"# "), ("x", b"# ")):
        assert sheet(tiny, SheetRequest("shop", "prepare", output=tmp_path / name)) == 0
        assert (tmp_path / name).read_bytes().lstrip().startswith(start)


def test_a_draft_is_not_released(tiny: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tiny / "data/variants/shop/operate.yaml").write_text(OPERATE, "utf-8")
    assert sheet(tiny, SheetRequest("shop", "deploy-day", release=True, output=tmp_path / "x.md")) == 1
    said = capsys.readouterr()
    assert said.err == "runbook: Shop, Deployment day is a draft and cannot be released:\n  unassigned: Lead\n"
    assert not (tmp_path / "x.md").exists()
    assert sheet(tiny, SheetRequest("shop", "prepare", release=True, output=tmp_path / "x.md")) == 0


def test_a_pdf_is_kept_from_a_terminal(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", terminal)
    with pytest.raises(UsageFault, match="name a file with --output"):
        sheet(tiny, SheetRequest("shop", "prepare", style="pdf"))


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (SheetRequest("shpo", "prepare"), "no variant `shpo`. Did you mean `shop`? Variants are forum, shop."),
        (SheetRequest("shop", "depoly-day"), "no phase `depoly-day`. Did you mean `deploy-day`? Phases are prepare, deploy-day, "),
        (SheetRequest("shop", "prepare", moment="soon"), "--at: expected a date, a time and a zone"),
        (SheetRequest("shop", "prepare", moment="2026-12-01T22:00"), "--at: `2026-12-01T22:00` has no time zone"),
        (
            SheetRequest("shop", "prepare", moment="2026-12-01T22:00 Asia/Daka"),
            "--at: there is no time zone `Asia/Daka`; did you mean `Asia/Dhaka`?",
        ),
        (SheetRequest("shop", "prepare", moment="2026-03-29T02:30 Europe/Berlin"), "--at: the clocks of Europe/Berlin skip"),
        (
            SheetRequest("shop", "prepare", moment="2026-10-25T02:30 Europe/Berlin"),
            "--at: the clocks of Europe/Berlin show `2026-10-25T02:30` twice",
        ),
        (SheetRequest("shop", "prepare", style="pfd"), "no format `pfd`. Did you mean `pdf`? Formats are md, html, pdf."),
        (SheetRequest("shop", "prepare", output=Path("x.docx")), "no format `docx`. Formats are md, html, pdf."),
        (SheetRequest("shop", ""), "no phase ``. Phases are prepare, deploy-day, "),
        (SheetRequest("shop", "prepare", paper="a5"), "no paper `a5`. Papers are a4, letter."),
        (SheetRequest("shop", "prepare", output=Path("nowhere/x.pdf")), "--output: there is no folder `nowhere` to write `x.pdf` into"),
        (SheetRequest("shop", "recurring"), "say for when: --week 2026-W49 or --month 2026-12"),
        (SheetRequest("shop", "prepare", week="2026-W49"), "`prepare` has no week or month; recurring has: --week 2026-W49"),
        (SheetRequest("shop", week="2026-W49", month="2026-12"), "a sheet is for a week or for a month"),
        (SheetRequest("shop", week="2026-W49", moment="2026-12-01T22:00Z"), "recurring tasks have dates and no T-0"),
        (SheetRequest("shop", week="2026-49"), "--week: expected a week, such as `2026-W49`, and found `2026-49`"),
        (SheetRequest("shop", month="2026-13"), "--month: a year has the months 01 to 12, and no 13"),
    ],
)
def test_what_does_not_exist_is_a_fault_of_usage(wanted: SheetRequest, message: str, tiny: Path) -> None:
    with pytest.raises(UsageFault) as fault:
        sheet(tiny, wanted)
    assert str(fault.value).startswith(message)


def test_the_command_line_says_it_all(tiny: Path, tmp_path: Path) -> None:
    target = tmp_path / "tonight.html"
    words = ["sheet", "shop", "deploy-day", "--at", "2026-12-01T22:00+06:00", "--format", "html", "--output", str(target)]
    assert run(["--project", str(tiny), *words]) == 0
    assert "Tue 2026-12-01 22:00 UTC+06:00" in target.read_text("utf-8")
