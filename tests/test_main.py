"""The entry point of the program: what happens before the command line runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.project.ending_signals import ENDING
from tests.conftest import write_tiny

# Run the program, and send it a signal when it begins to load a module.
SIGNALLED = """
import os, sys
from generator.__main__ import main

class Signals:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            os.kill(os.getpid(), int(sys.argv[2]))

sys.meta_path.insert(0, Signals())
main()
"""
LIMITED = "from generator.__main__ import main; import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3)); main()"


@pytest.fixture(autouse=True)
def _signals_restored() -> Iterator[None]:
    """Restore the handlers of signals, which a process keeps to its end."""
    before = {number: signal.getsignal(number) for number in ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def run(script: str, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environ})


def test_main_ends_with_the_exit_code_of_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["runbook", "--no-such-option"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2


@pytest.mark.parametrize("number", ENDING)
@pytest.mark.parametrize("module", ["generator.cli.process", "click"])
def test_a_signal_while_the_program_loads_ends_it_with_a_sentence(module: str, number: int) -> None:
    """And not in a traceback of imports."""
    done = run(SIGNALLED, module, str(number))
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, "", "runbook: interrupted\n")


def test_a_program_that_may_open_no_file_says_so() -> None:
    """Also when not even its modules can be loaded."""
    done = run(LIMITED)
    assert done.returncode == 1
    assert done.stderr.startswith("runbook: ") and done.stderr.endswith(": Too many open files\n")


@pytest.mark.parametrize(
    "environ", [{}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}]
)
def test_names_of_files_are_utf_8_whatever_the_locale_says(environ: dict[str, str], tmp_path: Path) -> None:
    """As git has them; a terminal that cannot show a letter gets its code point."""
    (write_tiny(tmp_path) / "data/variants/shop/ফাইল.yaml").write_text("ফোন: 1\n", "utf-8")
    command = [sys.executable, "-m", "generator", "--project", str(tmp_path), "check"]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C", **environ})
    assert done.returncode == 1
    shown = "data/variants/shop/ফাইল.yaml:1:1: error[unknown-field]".encode(environ.get("PYTHONIOENCODING", "utf-8"), "backslashreplace")
    assert shown in done.stdout or shown.decode().encode("ascii", "backslashreplace") in done.stdout
