"""`runbook run gate`: exit codes, what it prints, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.runs.canonical_record import canonical
from tests.document.night_run import CUT_OVER, SHOP, Night

FORUM = "variant: {title: Forum}\nphases: {deploy-day: {title: Day}}\nchecklists: {day: {title: Day, phase: deploy-day, items: {a: A}}}\n"
START = CUT_OVER + "start"
NOW = ("--now", "2026-12-01T22:30 Asia/Dhaka")
Judged = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for name, text in (("shop", SHOP), ("forum", FORUM)):
        (root / "data/variants" / name).mkdir(parents=True)
        (root / "data/variants" / name / f"{name}.yaml").write_text(text, "utf-8")
    return root


@pytest.fixture
def judged(project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Judged:
    """Return a function that judges a run, and returns the exit code, the output and the messages."""

    def judge(given: Night | bytes, *words: str) -> tuple[int, str, str]:
        file = tmp_path / "night.json"
        file.write_bytes(given if isinstance(given, bytes) else given.file())
        code = run(["--project", str(project), "run", "gate", str(file), *NOW, *words])
        out = capfd.readouterr()
        return code, out.out, out.err.replace(f"{tmp_path}/", "")

    return judge


def cut_over(*without: str) -> Night:
    night = Night()
    night.done(*(address for address in ("sign-offs.go", START) if address not in without))
    return night


def test_the_exit_code_says_whether_the_pipeline_may_go_on(judged: Judged) -> None:
    code, out, err = judged(cut_over(), "--list", "deploy-day/cut-over", "--system", "shop")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Shop: run “Night | 7” of 2026-12-01 (night.json), last answer 21:04 UTC+06:00",
        "2 of 2 “Must” items and sign-offs of B Cut-over are answered",
        "the gate is passed",
    ]
    code, out, err = judged(cut_over(START), "--list", "B")
    assert (code, err) == (1, "runbook: the run says that it is of `shop`; with `--system` no run of another system can pass\n")
    assert out.splitlines()[1:] == [
        f"B4 Start the web workers: not answered · {START}",
        "1 of 2 “Must” items and sign-offs of B Cut-over is open",
        "the gate is closed",
    ]


def test_json_has_all_of_it(judged: Judged) -> None:
    night = cut_over(START)
    night.note("hold", text="slow")
    code, out, _ = judged(night, "--list", "A", "--list", "B", "--format", "json")
    found = json.loads(out)
    assert (code, found["passed"], found["system"], found["run"]["name"]) == (1, False, "shop", "Night | 7")
    assert [(one["letter"], one["all"], [line["kind"] for line in one["open"]]) for one in found["lists"]] == [
        ("A", 1, ["open"]),
        ("B", 2, ["open"]),
    ]
    assert [one["kind"] for one in found["reasons"]] == ["hold"]


def test_github_shows_what_is_open(judged: Judged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As annotations of the run, and in the summary of the job; a percent sign does not end a command."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    night = cut_over(START)
    night.done("triggers.errors")
    code, out, _ = judged(night, "--list", "B", "--format", "github")
    first, second, *rest = out.splitlines()
    assert code == 1
    assert first.startswith("::error title=closed::the trigger S1 “Error rate above 5 %25” was seen 21:04, Mona; ")
    assert second == f"::error title=B4 Start the web workers::not answered · {START}"
    assert rest[-1] == "the gate is closed"
    assert "- **B4 Start the web workers**: not answered" in summary.read_text("utf-8")


def record(edited: bool) -> bytes:
    data = canonical({**json.loads(cut_over().file()), "previous": []})
    return data.replace(b'"Mona", "id"', b'"Wei",  "id"') if edited else data


# The run, the words of the command, the exit code, and the message.
REFUSED: dict[str, tuple[Callable[[], Night | bytes], tuple[str, ...], int, str]] = {
    "another system": (
        cut_over,
        ("--list", "B", "--system", "forum"),
        1,
        "night.json has a run of `shop`, not of `forum`, so the gate is closed: take the run of `forum`",
    ),
    "no system": (
        lambda: cut_over().file().replace(b'"shop"', b'"shpo"'),
        ("--list", "B"),
        1,
        "night.json: the gate is closed: no system `shpo`. Did you mean `shop`?",
    ),
    "no run": (lambda: b"[]", ("--list", "B"), 1, "no run in night.json, so the gate is closed\nnight.json:1:1: error[unreadable-run]"),
    "an edited record": (lambda: record(edited=True), ("--list", "B"), 1, "night.json: somebody edited this record, so the gate is closed"),
    "no list": (cut_over, (), 2, "Missing option '--list'"),
    "unknown list": (cut_over, ("--list", "cut-ovr", "--list", "C"), 2, "no list `cut-ovr`. Did you mean `cut-over`?"),
    "a list that holds nothing": (cut_over, ("--list", "C"), 2, "C After the cut-over has no “Must” item, so it would hold nothing"),
    "no length": (cut_over, ("--list", "B", "--max-age", "immediately"), 2, "--max-age: expected a length of time"),
    "no moment": (cut_over, ("--list", "B", "--now", "tonight"), 2, "--now: expected a date, a time and a zone"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_gate_that_cannot_be_judged_is_closed_and_says_why(name: str, judged: Judged) -> None:
    given, words, expected, message = REFUSED[name]
    code, out, err = judged(given(), *words)
    assert (code, out) == (expected, "")
    assert message in err and "Traceback" not in err


def test_a_record_is_judged_as_a_file_of_a_page_is(judged: Judged) -> None:
    assert judged(record(edited=False), "--list", "B", "--system", "shop")[0] == 0
