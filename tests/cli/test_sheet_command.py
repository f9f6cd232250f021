"""`runbook sheet`."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import run
from generator.project.faults import InputFault, UsageFault
from tests.cli.bodies import build, sheet
from tests.conftest import commit_all
from tests.releases.stores import git

OPERATE = """\
contacts: {lead: {title: Lead, name: null}}
checklists:
  daily: {phase: deploy-day, title: Daily, every: day, role: lead, items: {logs: Logs are read}}
"""

BLANKS = """\
phases:
  follow-up:
    title: Rollback
    blanks: {ticket: {label: Ticket, pattern: "[A-Z]+-[0-9]+"}, token: {label: Token, kind: secret}}
procedures:
  back: {phase: follow-up, title: Back, steps: {one: {text: Close <ticket>, run: ./close.sh <ticket> <token>}}}
"""


def printed_sheet(root: Path, capsysbinary: pytest.CaptureFixture[bytes], kind: str | None = None, **more: Any) -> str:
    assert sheet(root, "shop", kind, **more) == 0
    return capsysbinary.readouterr().out.decode()


@pytest.fixture
def built_project(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Path:
    """A project with its site, built as of a commit."""
    commit_all(tiny)
    assert build(tiny, None) == 0
    capsysbinary.readouterr()
    return tiny


def test_a_sheet_is_printed_in_utf_8_whatever_the_encoding(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    stream.write("before ")
    sheet(tiny, "shop", "prepare")
    assert stream.buffer.getvalue().startswith(b"before ")
    assert "Prepare · Shop" in stream.buffer.getvalue().decode()


@pytest.mark.slow
def test_prints_the_sheets_of_the_site(built_project: Path, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    folder = built_project / "site" / "shop" / "sheets"
    for kind in ("prepare", "deploy-day", "emergency", "book"):
        assert printed_sheet(built_project, capsysbinary, kind) == (folder / f"{kind}.md").read_text("utf-8")
        for paper, ending in (("a4", "pdf"), ("letter", "letter.pdf")):
            assert sheet(built_project, "shop", kind, style="pdf", paper=paper, output=tmp_path / "x") == 0
            assert (tmp_path / "x").read_bytes() == (folder / f"{kind}.{ending}").read_bytes()
        alone, in_site = printed_sheet(built_project, capsysbinary, kind, style="html"), (folder / f"{kind}.html").read_text("utf-8")
        # In the site, cells have the names that large print shows, and scripts find lists and lines.
        in_site = re.sub(r' data-(label|lists?|letter|name|parent|trigger|blank|row|unit|other|breaks)="[^"]*"', "", in_site)
        assert "<script" not in alone
        assert [line for line in alone.splitlines() if line in in_site] == alone.splitlines()


def test_prints_clock_times_for_a_moment(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "22:00" in printed_sheet(tiny, capsysbinary, "deploy-day", moment="2026-12-01T22:00 Asia/Dhaka")


def test_prints_the_values_of_blanks(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A value is in the head and in texts; a secret stays as it is written."""
    (tiny / "data/variants/shop/blanks.yaml").write_text(BLANKS)
    found = printed_sheet(tiny, capsysbinary, "follow-up", given=("ticket=OPS-12",))
    assert "- Ticket: OPS-12\n" in found
    assert "Close OPS-12\n" in found
    assert "<token>" in found


def test_prints_the_whole_runbook_without_a_phase(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    output = printed_sheet(tiny, capsysbinary)
    assert output == printed_sheet(tiny, capsysbinary, "book")
    assert "PgBouncer pools are sized for peak load" in output
    assert "The shop opens" in output


def test_prints_the_recurring_tasks_of_a_period(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tiny / "data/variants/shop/operate.yaml").write_text(OPERATE, "utf-8")
    output = printed_sheet(tiny, capsysbinary, week="2026-W49")
    assert output.count("- [ ]") == 7
    assert output == printed_sheet(tiny, capsysbinary, "recurring", week="2026-W49")
    assert printed_sheet(tiny, capsysbinary, month="2026-12").count("- [ ]") == 31


def test_the_format_follows_the_ending_of_the_file(tiny: Path, tmp_path: Path) -> None:
    for name, start in (("x.pdf", b"%PDF"), ("x.html", b"<!DOCTYPE"), ("x.md", b"# "), ("x.txt", b"Draft."), ("x", b"# ")):
        assert sheet(tiny, "shop", "prepare", output=tmp_path / name) == 0
        assert (tmp_path / name).read_bytes().lstrip().startswith(start)


def test_a_draft_cannot_be_released(tiny: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tiny / "data/variants/shop/operate.yaml").write_text(OPERATE, "utf-8")
    commit_all(tiny)
    assert sheet(tiny, "shop", "deploy-day", release=True, output=tmp_path / "x.md") == 1
    output = capsys.readouterr()
    assert output.err == "runbook: Shop, Deployment day is a draft and cannot be released:\n  1 contact unassigned\n"
    assert not (tmp_path / "x.md").exists()
    assert sheet(tiny, "shop", "prepare", release=True, output=tmp_path / "x.md") == 0


def test_a_phase_that_is_not_defined_has_no_sheet(tiny: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["--project", str(tiny), "sheet", "shop", "incident", "--output", str(tmp_path / "x.md")]) == 1
    assert capsys.readouterr().err.startswith("runbook: `shop` does not define phase `incident`, so it has no sheet; add a checklist")
    assert run(["--project", str(tiny), "sheet", "shop", "rollback"]) == 1
    assert capsys.readouterr().err == "runbook: phase `rollback` does not apply to `shop`, so it has no sheet: it is too small\n"
    assert not (tmp_path / "x.md").exists()
    assert run(["--project", str(tiny), "sheet", "shop", "--week", "2026-W49"]) == 1
    assert "`shop` has no recurring tasks" in capsys.readouterr().err


@pytest.mark.parametrize("state", ["without a commit", "uncommitted changes", "shallow"])
def test_a_sheet_that_no_commit_has_is_not_released(state: str, tiny: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Only a change of the same system counts, and only for releases."""
    if state != "without a commit":
        commit_all(tiny)
    if state == "uncommitted changes":
        (tiny / "data/variants/shop/more.yaml").write_text("contacts: {}\n")
        assert sheet(tiny, "forum", "prepare", release=True) == 0
    if state == "shallow":
        git(tiny, "-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-q", "--allow-empty", "-m", "second")
        git(tmp_path, "clone", "-q", "--depth=1", f"file://{tiny}", "shallow")
        with pytest.raises(InputFault, match=r"`shop`; a release must state it.* `git fetch --unshallow`"):
            sheet(tmp_path / "shallow", "shop", "prepare", release=True)
        tiny = tmp_path / "shallow"
    else:
        assert sheet(tiny, "shop", "prepare", release=True) == 1
        assert state in capsys.readouterr().err
    assert sheet(tiny, "shop", "prepare") == 0
    assert {"shallow": "unknown version"}.get(state, state) in capsys.readouterr().out


def test_a_pdf_is_not_printed_on_a_terminal(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", terminal)
    with pytest.raises(UsageFault, match="name a file with --output"):
        sheet(tiny, "shop", "prepare", style="pdf")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["shpo", "prepare"], "no variant `shpo`. Did you mean `shop`? Variants are forum, shop."),
        (["shop", "depoly-day"], "no phase `depoly-day`. Did you mean `deploy-day`? Phases are prepare, deploy-day, "),
        (["shop", "prepare", "--at", "soon"], "--at: expected a date, a time and a zone"),
        (["shop", "prepare", "--at", "2026-12-01T22:00"], "--at: `2026-12-01T22:00` has no time zone"),
        (
            ["shop", "prepare", "--at", "2026-12-01T22:00 Asia/Daka"],
            "--at: there is no time zone `Asia/Daka`; did you mean `Asia/Dhaka`?",
        ),
        (["shop", "prepare", "--at", "2026-03-29T02:30 Europe/Berlin"], "--at: the clocks of Europe/Berlin skip"),
        (
            ["shop", "prepare", "--at", "2026-10-25T02:30 Europe/Berlin"],
            "--at: the clocks of Europe/Berlin show `2026-10-25T02:30` twice",
        ),
        (["shop", "prepare", "--format", "pfd"], "'pfd' is not one of 'md', 'html', 'pdf', 'txt'"),
        (["shop", "prepare", "--output", "x.docx"], "no format `docx`. Formats are md, html, pdf, txt."),
        (["shop", "prepare", "--format", "html", "--output", "x.pdf"], "--format html does not match the file `x.pdf`"),
        (["shop", "emergency", "--at", "2026-12-01T22:00Z"], "`emergency` has no times that count from T-0: leave out --at"),
        (["shop", ""], "no phase ``. Phases are prepare, deploy-day, "),
        (["shop", "prepare", "--paper", "a5"], "'a5' is not one of 'a4', 'letter'"),
        (["shop", "prepare", "--output", "nowhere/x.pdf"], "--output: no folder `nowhere` for `x.pdf`"),
        (["shop", "recurring"], "recurring tasks need a period: give --week 2026-W49 or --month 2026-12"),
        (["shop", "prepare", "--week", "2026-W49"], "`prepare` takes no week or month; only recurring takes --week 2026-W49"),
        (["shop", "--week", "2026-W49", "--month", "2026-12"], "give --week or --month, not both"),
        (["shop", "--week", "2026-W49", "--at", "2026-12-01T22:00Z"], "recurring tasks have dates and no T-0"),
        (["shop", "--week", "2026-49"], "--week: expected a week, such as `2026-W49`, and found `2026-49`"),
        (["shop", "follow-up", "--set", "tikcet=1"], "--set: no blank `tikcet`. Did you mean `ticket`? Blanks are ticket, token."),
        (["shop", "follow-up", "--set", "ticket"], "--set: expected NAME=VALUE, and found `ticket`"),
        (
            ["shop", "follow-up", "--set", "ticket=$(x)"],
            "--set: `$(x)` is not a value for `ticket`: a value matches `[A-Z]+-[0-9]+` as a whole",
        ),
        (["shop", "follow-up", "--set", "token=x"], "--set: `token` is secret, so its value is never stored, linked or printed"),
        (["shop", "follow-up", "--set", "ticket=A-1", "--set", "ticket=A-2"], "--set: `ticket` has two values: `A-1` and `A-2`"),
        (["shop", "emergency", "--role", "lead"], "`emergency` takes no --role; the sheets that take it are prepare, deploy-day, "),
        (["shop", "book", "B"], "`book` takes no LIST; the sheets that take it are prepare, deploy-day, "),
        (
            ["shop", "prepare", "--role", "led"],
            "--role: no role `led`. Did you mean `lead`? Roles are lead.",
        ),
        (["shop", "prepare", "Z"], "no list `Z`. Lists are A, "),
        (
            ["shop", "prepare", "--size", "25", "--format", "pdf"],
            "--size: `25` is not a size: give whole points from 12 (the usual size) to 24",
        ),
        (["shop", "prepare", "--size", "14.5", "--format", "html"], "--size: `14.5` is not a size: give whole points from 12"),
        (["shop", "prepare", "--size", "16"], "--size: md has no size of letters; it needs --format pdf or --format html"),
        (["shop", "folding-card"], "`folding-card` is paper to fold and has no format md: give --format pdf or html, or take `emergency"),
        (["shop", "folding-card", "--format", "pdf", "--size", "16"], "`folding-card` must fit its paper and takes no size"),
        (["shop", "--month", "2026-13"], "--month: there is no month 13; months are 01 to 12"),
    ],
)
def test_wrong_usage_is_explained(words: list[str], message: str, tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/shop/blanks.yaml").write_text(BLANKS)
    assert run(["--project", str(tiny), "sheet", *words]) == 2
    assert message in capsys.readouterr().err


def test_prints_one_list_for_one_role(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The letter may be small."""
    output = printed_sheet(tiny, capsysbinary, "prepare", section="a", role="lead")
    assert output.startswith("# Prepare: A · ")
    assert ": Lead · Shop\n" in output
    assert output.count("\n## ") == 1


def test_the_command_line_takes_all_options(tiny: Path, tmp_path: Path) -> None:
    target = tmp_path / "tonight.html"
    words = ["sheet", "shop", "deploy-day", "--at", "2026-12-01T22:00+06:00", "--format", "html", "--size", "16", "--output", str(target)]
    assert run(["--project", str(tiny), *words]) == 0
    assert "Tue 2026-12-01 22:00 UTC+06:00" in target.read_text("utf-8")
    assert 'style="--size: 16"' in target.read_text("utf-8")
