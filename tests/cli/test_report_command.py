"""`runbook report`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.project.faults import UsageFault
from tests.cli.bodies import report

FORUM = "data/variants/forum/variant.yaml"


def test_dates_are_checked_against_the_day_of_the_commit_or_a_given_day(
    tiny: Path, commit: Callable[[Path], str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny / FORUM).write_text("variant: {title: Forum, extends: [base], reviewed: 2026-11-01, review-every: 20d}\n")
    made = commit(tiny)
    for today, overdue in ((None, False), ("2026-11-22", True)):
        assert report(tiny, "json", today) == 0
        output = json.loads(capsys.readouterr().out)
        assert (output["today"], output["commit"]) == (today or "2026-11-20", made)
        assert output["variants"]["forum"]["review"]["overdue"] is overdue


def test_every_format_is_printed(tiny: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for style, start in (("md", "# Data quality\n"), ("csv", "variant,title,boxes,"), ("json", '{\n  "format": 1,')):
        assert report(tiny, style, None) == 0
        assert capfd.readouterr().out.startswith(start)


def test_a_variant_with_errors_is_left_out_and_named(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / FORUM).write_text("variant: {title: Forum, extends: [bse]}\n")
    assert report(tiny, "md", None) == 1
    output = capsys.readouterr()
    assert "Left out because of errors: forum." in output.out
    assert "## Shop\n" in output.out
    assert "error[unknown-layer]" in output.err
    assert "1 error in 1 file; left out: forum\n" in output.err


@pytest.mark.parametrize("day", ["soon", "2026-02-30", ""])
def test_an_invalid_day_is_wrong_usage(day: str, tiny: Path) -> None:
    with pytest.raises(UsageFault, match="--today: "):
        report(tiny, "md", day)
