"""Runs the command line many times, each in a fork of one process that has loaded everything, in environments that are odd.

As a script, it reads the runs as JSON from the file `sys.argv[1]`, and writes their results to the file `sys.argv[2]`.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

Stream = Literal["unread", "closed", "full"]
MOST_SECONDS = 60
GONE = "gone"  # the working folder of a run that has none


@dataclass(frozen=True)
class OddRun:
    """One run of the command line.

    Attributes:
        words: The arguments.
        folder: The working folder; GONE for one that was deleted.
        environ: Variables of the environment, and None for those to remove.
        streams: What becomes of standard input, output and error, by number. Others are captured.
        limits: Limits of the system, such as `NOFILE`.
        end: A signal for the run, and when: at which of the events of this name, such as the third `open`.
    """

    words: Sequence[str]
    folder: str
    environ: dict[str, str | None] = field(default_factory=dict)
    streams: dict[int, Stream] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)
    end: tuple[str, int, int] | None = None


@dataclass(frozen=True)
class Ran:
    """How a run ended: its exit code, or the negative number of the signal that ended it, and what it printed."""

    code: int
    out: str
    err: str


def run_all(runs: Sequence[OddRun]) -> list[Ran]:
    """Run the command line in each of these ways, and return the results in order."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder, "runs.json"), Path(folder, "results.json")
        asked.write_text(json.dumps([asdict(run) for run in runs]), "utf-8")
        subprocess.run([sys.executable, "-m", "tests.cli.forked_runs", str(asked), str(answered)], check=True, stdin=subprocess.DEVNULL)
        return [Ran(**result) for result in json.loads(answered.read_text("utf-8"))]


def load_everything() -> None:
    from mkdocs.theme import Theme

    from generator.cli.main import COMMANDS
    from tests.conftest import CompiledTemplates

    for name in COMMANDS:
        import_module(f"generator.cli.{name}_command")
    for name in (
        "releases.publish",
        "releases.rebuild",
        "site.preview_server",
        "site.plain_project",
        "edits.workflow",
        "diff.diff_sources",
    ):
        import_module(f"generator.{name}")
    compiled, get_env = CompiledTemplates(), Theme.get_env

    def get_env_that_keeps(theme: Theme) -> Any:
        env = get_env(theme)
        env.bytecode_cache = compiled
        return env

    Theme.get_env = get_env_that_keeps  # type: ignore[assignment, method-assign]


def forked(run: OddRun, scratch: Path) -> Ran:
    printed = {number: scratch / f"printed-{number}" for number in (1, 2)}
    child = os.fork()
    if child == 0:
        code = 70
        try:
            signal.alarm(MOST_SECONDS)
            prepare(run, printed)
            code = end_of_main(run.words)
        finally:
            if sys.exc_info()[1] is not None:
                os.write(2, traceback.format_exc().encode())
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out, err = (path.read_text("utf-8", "surrogateescape") if path.exists() else "" for path in printed.values())
    for path in printed.values():
        path.unlink(missing_ok=True)
    return Ran(code, out, err)


def prepare(run: OddRun, printed: dict[int, Path]) -> None:
    """Make the environment of the run. What a program gets at its start is set last."""
    for number in (0, 1, 2):
        give_stream(number, run.streams.get(number), printed.get(number, Path(os.devnull)))
    if run.folder == GONE:
        folder = Path(tempfile.mkdtemp())
        os.chdir(folder)
        folder.rmdir()
    else:
        os.chdir(run.folder)
    for name, value in run.environ.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    tempfile.tempdir = None
    if run.end is not None:
        event, left, number = run.end

        def interrupt(name: str, _: object) -> None:
            nonlocal left
            if name == event:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), number)

        sys.addaudithook(interrupt)
    for name, most in run.limits.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def give_stream(number: int, kind: Stream | None, place: Path) -> None:
    """Give a standard stream to this process, as a shell would do."""
    if kind == "closed":
        os.close(number)
        return
    if kind == "unread":
        reader, source = os.pipe()
        os.close(reader)
    else:
        source = os.open("/dev/full" if kind == "full" else place, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    os.dup2(source, number)
    os.close(source)


def end_of_main(words: Sequence[str]) -> int:
    """Return the exit code of the program."""
    from generator.__main__ import main

    streams = [name for number, name in enumerate(("stdin", "stdout", "stderr")) if not is_open(number)]
    for name in streams:
        setattr(sys, name, None)  # as Python does it for a stream that is closed
    sys.argv = ["runbook", *words]
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, str):
            os.write(2, f"{end.code}\n".encode())
            return 1
        return end.code or 0
    return 0


def is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    load_everything()
    with tempfile.TemporaryDirectory() as folder:
        wanted = json.loads(Path(sys.argv[1]).read_text("utf-8"))
        for each in wanted:
            each["streams"] = {int(number): kind for number, kind in each["streams"].items()}
        results = [forked(OddRun(**each), Path(folder)) for each in wanted]
    Path(sys.argv[2]).write_text(json.dumps([asdict(result) for result in results]), "utf-8")
