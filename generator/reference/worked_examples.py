"""Worked examples: what a command prints for the files that a page has shown so far stands on the page as it is printed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.cli.main import run
from generator.project.faults import PROGRAM_FAULT
from generator.reference.applied_diffs import applied
from generator.reference.fences import fences

PROMPT = "$ "
# The commands that print what follows from the files alone, wherever the program was installed.
MADE = re.compile(r"(?:\.venv/bin/)?runbook (?P<arguments>(?:check|explain|sheet)[^|>&]*)")


def with_outputs(page: str, files: Mapping[str, str] | None = None) -> str:
    """The page with the output of the `runbook` commands in its `console` blocks, run on the page's own example project.

    The project begins with `files`. A YAML block with a title is a file of it; a later one with the same title takes its place, and
    a diff with a title edits it. Other commands keep the output that was written by hand.
    """
    project = dict(files or {})
    lines = page.split("\n")
    made: list[str] = []
    done = 0
    for fence in fences(page):
        if fence.language == "yaml" and fence.title:
            project[fence.title] = fence.content
        elif fence.language == "diff" and fence.title:
            project[fence.title] = applied(fence.content, project[fence.title])
        elif fence.language == "console":
            made += [*lines[done : fence.line], *fence.written(_with_output(fence.content, project))]
            done = fence.last_line + 1
    return "\n".join([*made, *lines[done:]])


def _with_output(session: str, project: Mapping[str, str]) -> str:
    """A session with its commands' outputs made anew where they can be."""
    parts = [part for part in re.split(r"^(?=\$ )", session, flags=re.MULTILINE) if part]
    return "".join(_made(part, project) for part in parts)


def _made(part: str, project: Mapping[str, str]) -> str:
    """A command with its output. A written output with `...` in it stays while what is printed matches it."""
    command, _, written = part.partition("\n")
    found = MADE.fullmatch(command.removeprefix(PROMPT))
    if found is None:
        return part
    printed = _output(found["arguments"], project)
    if matches(written, printed):
        return part
    return f"{command}\n{printed}"


def matches(written: str, printed: str) -> bool:
    """Whether an output is what was written, where `...` stands for anything."""
    return re.fullmatch(".*".join(map(re.escape, written.split("..."))), printed, re.DOTALL) is not None


def _output(arguments: str, project: Mapping[str, str]) -> str:
    """What the command prints. Raises RuntimeError where the program itself fails, so that no page ever shows that."""
    with TemporaryDirectory(prefix="runbook-example-") as folder:
        for path, text in project.items():
            place = Path(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        printed = StringIO()
        with redirect_stdout(printed), redirect_stderr(printed):
            code = run(["--project", folder, *shlex.split(arguments)])
    if code == PROGRAM_FAULT:
        raise RuntimeError(printed.getvalue())
    return printed.getvalue()
