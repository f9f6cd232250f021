"""Runs the command line many times, each in a fork of one process that has loaded everything, in environments that are odd.

As a script, it reads the runs as JSON from the file `sys.argv[1]`, and writes their results to the file `sys.argv[2]`.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from fcntl import F_SETPIPE_SZ, fcntl
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

Stream = Literal["unread", "closed", "full"]
MOST_SECONDS = 30
MOST_PRINTED = 1 << 20  # bytes, which a pipe can take
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
        user: The number of the user who runs it, if it is another one.
        ends: Signals for the run, and when: at which of the events of a name, such as the third `open`.
    """

    words: Sequence[str]
    folder: str
    environ: dict[str, str | None] = field(default_factory=dict)
    streams: dict[int, Stream] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)
    user: int | None = None
    ends: Sequence[tuple[str, int, int]] = ()


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

    import generator.__main__  # noqa: F401 - so that a run does not load it
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
    gc.disable()  # a run is short, and to search for garbage copies the memory that it shares with this process


def forked(run: OddRun) -> Ran:
    # Pipes, since limits for files must not apply to what is printed. They take all of it, and are read when the run has ended.
    pipes = {number: os.pipe() for number in (1, 2)}
    for _, writer in pipes.values():
        fcntl(writer, F_SETPIPE_SZ, MOST_PRINTED)
    child = os.fork()
    if child == 0:
        code = 70
        try:
            signal.alarm(MOST_SECONDS)
            prepare(run, {number: writer for number, (_, writer) in pipes.items()})
            code = end_of_main(run)
        finally:
            if sys.exc_info()[1] is not None:
                os.write(2, traceback.format_exc().encode())
            os._exit(code)
    for _, writer in pipes.values():
        os.close(writer)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out, err = (Path(f"/proc/self/fd/{reader}").read_bytes().decode("utf-8", "replace") for reader, _ in pipes.values())
    for reader, _ in pipes.values():
        os.close(reader)
    return Ran(code, out, err)


def prepare(run: OddRun, printed: dict[int, int]) -> None:
    """Make the environment of the run. What a program gets at its start is set last."""
    for number in (0, 1, 2):
        give_stream(number, run.streams.get(number), printed.get(number))
    os.closerange(3, 64)
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
    # To find the folder, `tempfile` writes a file, and leaves it there if a signal comes at that moment.
    temporary = os.environ.get("TMPDIR", "")
    tempfile.tempdir = temporary if Path(temporary).is_dir() and not run.limits else None
    if run.user is not None:
        os.setgroups([])
        os.setgid(run.user)
        os.setuid(run.user)
    for name, most in run.limits.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def give_stream(number: int, kind: Stream | None, printed: int | None) -> None:
    """Give a standard stream to this process, as a shell would do."""
    if kind == "closed":
        os.close(number)
        return
    source = os.open("/dev/full" if kind == "full" else os.devnull, os.O_RDWR)
    if kind == "unread":
        reader, source = os.pipe()
        os.close(reader)
    os.dup2(printed if kind is None and printed is not None else source, number)
    os.close(source)


def send_signals(run: OddRun) -> None:
    counts: Counter[str] = Counter()
    due = {(event, which): number for event, which, number in run.ends}

    def interrupt(event: str, _: object) -> None:
        counts[event] += 1
        if number := due.get((event, counts[event])):
            os.kill(os.getpid(), number)

    sleep = time.sleep

    def announced(seconds: float) -> None:
        sys.audit(f"time.sleep {seconds}")
        sleep(seconds)

    time.sleep = announced  # type: ignore[assignment]
    sys.addaudithook(interrupt)


def end_of_main(run: OddRun) -> int:
    """Return the exit code of the program."""
    from generator.__main__ import main

    if run.ends:
        send_signals(run)
    streams = [name for number, name in enumerate(("stdin", "stdout", "stderr")) if not is_open(number)]
    for name in streams:
        setattr(sys, name, None)  # as Python does it for a stream that is closed
    sys.argv = ["runbook", *run.words]
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
    wanted = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    for each in wanted:
        each["streams"] = {int(number): kind for number, kind in each["streams"].items()}
    results = [forked(OddRun(**each)) for each in wanted]
    Path(sys.argv[2]).write_text(json.dumps([asdict(result) for result in results]), "utf-8")
