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
from generator.cli.main import run
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
    assert run(["--project", str(root), "schema"]) == 0  # only the first run of a test would write it
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


# What becomes of the output; the exit codes of commands whose output is the result, and of those that do other work; the message.
OUTPUTS: list[tuple[Stream, int, int, str]] = [("unread", 141, 0, ""), ("closed", 1, 0, CLOSED), ("full", 1, 1, FULL)]


def test_exit_code_0_needs_the_work_and_where_the_output_is_the_result_the_output(project: Path) -> None:
    """A reader that has gone, and a stream that is closed, are nothing to a command that does its work; a full disk is a fault for all."""
    expected: list[tuple[Stream, list[str], int, str | None]] = []
    for output, results, works, message in OUTPUTS:
        expected += [(output, words, results, message if results else "") for words in RESULT]
        expected += [(output, words, works, message if works else "") for words in WORK]
        expected += [(output, words, code, None) for code, several in ((1, IN_VAIN), (2, WRONG)) for words in several]
    ran = run_all([OddRun(words, str(project), streams={1: output}) for output, words, *_ in expected])
    ends = [one.err if message is not None else None for one, (*_, message) in zip(ran, expected, strict=True)]
    assert [(*row[:2], one.code, end) for row, one, end in zip(expected, ran, ends, strict=True)] == expected
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
