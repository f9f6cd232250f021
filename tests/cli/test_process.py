"""The command line as a process: what its exit code promises when streams are closed or full, and when signals come.

Also tests `outlet`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.project.ending_signals import ENDING
from tests.cli.forked_runs import OddRun, Stream, run_all
from tests.conftest import without_pdfs, write_tiny

RESULT = (["report"], ["sheet", "shop"], ["explain", "shop", "database/pooling"], ["--version"], ["sheet", "--help"])
WORK = (["check"], ["check", "--format", "json"], ["fmt", "--check"], ["schema"], ["build"], ["render", "plain"])
IN_VAIN = (["--project", "wrong", "check"], ["--project", "wrong", "report"], ["--project", "wrong", "build"])
WRONG = (["sheet", "nobody"], ["nothing"], ["check", "--format", "odd"])
CLOSED = "runbook: standard output: it is closed\n"
FULL = "runbook: standard output: No space left on device\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = without_pdfs(write_tiny(tmp_path_factory.mktemp("processes")))
    without_pdfs(write_tiny(root / "wrong"))
    (root / "wrong/data/variants/shop/variant.yaml").write_text("variant: {titel: Shop}\n")
    run_all([OddRun(["schema"], str(root))])  # the runs of a test go at once, and only the first would write it
    return root


@pytest.fixture
def _signals_restored() -> Iterator[None]:
    """Restore the handlers of signals, which a process keeps to its end."""
    before = {number: signal.getsignal(number) for number in ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals_restored")
def test_no_signal_changes_the_exit_code_of_a_run_that_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the code is decided, a signal neither raises nor ends the process."""
    monkeypatch.setattr("sys.argv", ["runbook", "--no-such-option"])
    with pytest.raises(SystemExit) as ended:
        main()
    for number in ENDING:
        os.kill(os.getpid(), number)
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("output", "results", "works", "message"),
    [("unread", 141, 0, ""), ("closed", 1, 0, CLOSED), ("full", 1, 1, FULL)],
)
def test_exit_code_0_needs_the_work_and_where_the_output_is_the_result_the_output(
    output: Stream, results: int, works: int, message: str, project: Path
) -> None:
    """A reader that has gone, and a stream that is closed, are nothing to a command that does its work; a full disk is a fault for all."""
    expected = [*((words, results) for words in RESULT), *((words, works) for words in WORK)]
    expected += [*((words, 1) for words in IN_VAIN), *((words, 2) for words in WRONG)]
    ran = run_all([OddRun(words, str(project), streams={1: output}) for words, _ in expected])
    assert [(words, one.code) for (words, _), one in zip(expected, ran, strict=True)] == expected
    for (words, code), one in zip(expected, ran, strict=True):
        if words in (*RESULT, *WORK):
            assert one.err == (message if code else ""), words
    assert (project / "site/shop/index.html").is_file()
    assert (project / "plain/mkdocs.yml").is_file()
    assert not (project / "wrong/site").exists()


def test_messages_that_nobody_can_read_change_nothing(project: Path) -> None:
    """Progress and reports of problems on standard error are lost; exit code and result stay."""
    words = (*RESULT, *WORK[:4], *IN_VAIN, *WRONG)
    streams: list[Stream | None] = [None, "unread", "closed", "full"]
    odd = [{} if stream is None else {0: "closed", 2: stream} for stream in streams]
    ran = run_all([OddRun(each, str(project), streams=error) for error in odd for each in words])
    plain = ran[: len(words)]
    for number, one in enumerate(ran[len(words) :]):
        other = plain[number % len(words)]
        assert (one.code, one.out, one.err) == (other.code, other.out, ""), words[number % len(words)]
