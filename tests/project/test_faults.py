"""The last handler of errors."""

from __future__ import annotations

import errno
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

import generator
from generator.project.ending_signals import Ended
from generator.project.faults import NO_TEMPORARY_FOLDER, InputFault, UsageFault, exit_code_of, installed_version


def raising(error: BaseException) -> Callable[[], int]:
    def run() -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (UsageFault("no variant `x`"), 2, "runbook: no variant `x`\n"),
        (InputFault("mkdocs.yml is missing"), 1, "runbook: mkdocs.yml is missing\n"),
        (KeyboardInterrupt(), 130, "runbook: interrupted\n"),
        (Ended(signal.SIGTERM), 143, "runbook: interrupted\n"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe", "standard output"), 141, ""),
        (MemoryError(), 1, "runbook: this machine gives the program too little memory\n"),
        (
            FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']"),
            1,
            f"runbook: {NO_TEMPORARY_FOLDER} found in ['/tmp']\n",
        ),
        (OSError(errno.EFBIG, "File too large"), 1, "runbook: File too large\n"),
        (ImportError("/x.so: failed to map segment from shared object"), 1, "runbook: this machine gives the program too little memory\n"),
        (RuntimeError("Symlink loop from 'site'"), 1, "runbook: Symlink loop from 'site'\n"),
        (RuntimeError("can't start new thread"), 1, "runbook: can't start new thread\n"),
        (OSError(errno.ENOSPC, "No space left on device", "site/x"), 1, "runbook: site/x: No space left on device\n"),
        (OSError(errno.EADDRINUSE, "Address already in use"), 1, "runbook: Address already in use\n"),
        (OSError(errno.ENOENT, "No such file or directory", "/proc/x"), 1, "runbook: /proc/x: No such file or directory\n"),
        (OSError(errno.ENAMETOOLONG, "File name too long", "x" * 300), 1, f"runbook: {'x' * 200}: File name too long\n"),
        (OSError(errno.EXDEV, "Invalid cross-device link", "a", None, "b"), 1, "runbook: b: Invalid cross-device link\n"),
    ],
)
def test_expected_errors_print_one_line(error: BaseException, code: int, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(raising(error)) == code
    assert capsys.readouterr().err == message


def test_the_code_that_a_command_returns_is_kept() -> None:
    assert exit_code_of(lambda: 1) == 1


OWN = str(Path(generator.__file__).with_name("templates") / "gone.jinja")


@pytest.mark.parametrize(
    "error",
    [
        ValueError("surprise"),
        FileNotFoundError(errno.ENOENT, "gone"),
        FileNotFoundError(errno.ENOENT, "a file of the program is gone", OWN),
        RecursionError("deep"),
    ],
)
def test_unexpected_errors_write_a_file_for_a_report(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert exit_code_of(raising(error)) == 3
    (log,) = tmp_path.iterdir()
    said = capsys.readouterr().err
    assert str(log) in said
    assert "Traceback" not in said
    written = log.read_text()
    assert f"runbook {installed_version()}, Python 3." in written
    assert type(error).__name__ in written and "Traceback" in written


def test_the_report_is_printed_if_the_file_cannot_be_written(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    assert exit_code_of(raising(ValueError("surprise"))) == 3
    assert "Traceback" in capsys.readouterr().err
