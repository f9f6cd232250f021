"""Problems as annotations of a pull request, and in the summary of a job."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.report.github_annotations import to_github, to_step_summary

ROLE = Diagnostic("unknown-role", "no role `bda`", Span("data/variants/shop/variant.yaml", 14, 15, 3))
LATE = Diagnostic("no-change", "late", Span("data/variants/shop/variant.yaml", 2, 1), severity="warning")
ALERT = replace(LATE, code="no-alert", message="it has no `alert`")


def test_github_annotations_are_escaped() -> None:
    odd = Diagnostic("c", "50% of\nit", Span("a,b:c.yaml", 2, 3, 4), "help: 1,2")
    assert to_github((odd,), "ops/") == (
        "::error file=ops/a%2Cb%3Ac.yaml,line=2,col=3,endColumn=7,title=error[c]::50%25 of%0Ait%0Ahelp: 1,2\n"
    )


def test_data_cannot_send_commands_to_the_log() -> None:
    evil = Diagnostic("c", "\x1b[2J", Span("a\x1bb.yaml", 1, 1, 1, "\x1b[2J"), "\x07", "\x1b", notes=())
    assert "\x1b" not in to_github((evil,)) + to_step_summary((evil,), "1 variant")


def test_ten_annotations_are_all_shown() -> None:
    lines = to_github([LATE] * 3 + [ROLE] * 7).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 7 + ["::warning"] * 3


def test_with_more_than_ten_the_last_counts_the_rest_by_rule() -> None:
    lines = to_github([LATE] * 3 + [ALERT] * 40 + [ROLE] * 8).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 8 + ["::warning", "::notice"]
    assert lines[-1] == (
        "::notice title=runbook::42 more problems: 42 warnings: no-alert 40, no-change 2; run `runbook check` to see all of them"
    )


def test_the_summary_of_a_job_lists_all_problems_by_rule() -> None:
    summary = to_step_summary([ALERT, ROLE, ALERT], "1 variant, 2 data files")
    assert summary.startswith("## runbook check\n\n1 error, 2 warnings in 1 file; read 1 variant, 2 data files.\n\n<details>")
    assert "<details><summary>warning no-alert: 2</summary>\n\n- `data/variants/shop/variant.yaml:2:1` it has no" in summary
    assert summary.count("\n- `") == 3
    assert summary.index("error unknown-role") < summary.index("warning no-alert")


def test_the_summary_of_a_job_is_limited() -> None:
    summary = to_step_summary([*[ALERT] * 250, *[LATE] * 7], "1 variant")
    assert summary.count("\n- `") == 200
    assert "\n- and 50 more\n" in summary
    assert "\n- and 7 more\n" in summary


def test_a_run_without_problems_has_a_summary() -> None:
    assert to_step_summary([], "1 variant") == "## runbook check\n\nno problems; read 1 variant.\n\n"
