"""What a tired person types wrong is reported at once, each with its place and what to write instead."""

from __future__ import annotations

import pytest

from generator.records.read_sheet import TypedSheet, read_sheet
from generator.records.sheet_run import run_of_sheet
from generator.report.diagnostics_report import to_text
from generator.runs.read_run import Run
from tests.document.night_run import shop
from tests.expectations import Expectation
from tests.node_programs import ROOT
from tests.records.test_sheet_run import HEAD

# What is wrong with the form, and what does not fit the release.
FORM = """\
system: shop
day: 2026-12-01
zone: Asia/Dakha
began: 20:50
end: 23:40
drill: perhaps
lines:
  A1: n/a
  A2: {failed: , at: 21:00}
  A3: {done: 21:00, na: no Visa here}
  B1:
  B2: maybe
  B3: {done: 22:05, at: 22:10}
  B4: [done]
sign-offs: {go: 21:55}
triggers: S1
"""
RELEASE = f"""{HEAD}
lines:
  A: done
  checklists.before: done
  A4: done
  B: {{failed: everything}}
  B1: {{done: 22:05, began: 21:50}}
  B2: {{way: go, at: 22:10}}
  B3: done
  S1: done
values:
  key: hunter2
  ticket: OPS-7
  commit: 4f2a91c
  previous-commit: main
  size: 12
triggers: {{S9: 22:00}}
sign-offs: {{open: Ann}}
"""


def report(text: str) -> str:
    found = read_sheet(text.encode(), "night.yaml")
    made = run_of_sheet(found, shop()) if isinstance(found, TypedSheet) else found
    assert not isinstance(made, Run), made
    return to_text(made)


def test_all_mistakes_of_a_sheet_are_reported_at_once(expectation: Expectation) -> None:
    expectation.holds(ROOT / "tests/errors/_made/wrong-sheet.txt", report(FORM))
    found = read_sheet(FORM.encode(), "night.yaml")
    assert isinstance(found, tuple) and {problem.code for problem in found} == {"wrong-sheet"}


def test_what_does_not_fit_the_release_is_reported_at_once(expectation: Expectation) -> None:
    expectation.holds(ROOT / "tests/records/unfit-sheet.txt", report(RELEASE))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("zone:", "lines: {A1: 20:40}\nzone:", "`20:40` is outside the run, which was from 2026-12-01 20:50 to 2026-12-02 00:40"),
        ("zone:", "lines: {A1: 2026-12-03 20:40}\nzone:", "`2026-12-03 20:40` is outside the run"),
        ("zone:", "lines: {A1: 9.15}\nzone:", "expected `done`, a time, `{na: the reason}`"),
        ("zone:", "commit: main\nzone:", "`main` is not a commit"),
        ("00:40", "2026-11-01 00:40", "the run ended before it began"),
        ("2026-12-01", "1999-12-01", "no runbook is from 1999"),
        ("2026-12-01", "2199-12-31", "expected a year from 1970 to 2199"),
        ("zone:", "triggers: {S1: {way: x}}\nzone:", "no field `way`"),
        ("2026-12-01", "1.12.2026", "expected a date, such as `2026-11-01`, and found `1.12.2026`"),
        ("Asia/Dhaka", "Europe/Berlin\nt0: 2026-10-25 02:30", "the clocks of Europe/Berlin show `2026-10-25T02:30` twice"),
        ("zone:", "zone:\nzone2:", "the sheet lacks `zone`"),
        ("day:", "day:  {", "night.yaml:"),
        (HEAD, "", "the sheet lacks `system`, `day`, `zone`, `began`, `ended`"),
        (HEAD, "- done\n", "the file is not a mapping"),
    ],
)
def test_one_mistake_is_reported_with_its_reason(old: str, new: str, message: str) -> None:
    assert message in report(HEAD.replace(old, new))
