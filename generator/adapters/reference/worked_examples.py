"""Worked examples: what a command prints for the files that a page has shown so far stands on the page as it is printed."""

from __future__ import annotations

import shlex
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.adapters.cli import run
from generator.adapters.reference.fences import fences

PROMPT = "$ "
PROGRAM = "runbook"


def with_outputs(page: str) -> str:
    """The page with the output of each `runbook` command in its `console` blocks, run on the page's own example project.

    A YAML block with a title is a file of that project; a later block with the same title takes its place.
    """
    files: dict[str, str] = {}
    lines = page.split("\n")
    made: list[str] = []
    done = 0
    for fence in fences(page):
        if fence.language == "yaml" and fence.title:
            files[fence.title] = fence.content
        elif fence.language == "console":
            commands = [line for line in fence.content.split("\n") if line.startswith(PROMPT)]
            content = "".join(f"{command}\n{_output(command.removeprefix(PROMPT), files)}" for command in commands)
            made += [*lines[done : fence.line], *fence.written(content)]
            done = fence.last_line + 1
    return "\n".join([*made, *lines[done:]])


def _output(command: str, files: dict[str, str]) -> str:
    program, *arguments = shlex.split(command)
    if program != PROGRAM:
        raise ValueError(f"a page with worked examples can run `{PROGRAM}` alone, and not `{command}`")
    with TemporaryDirectory(prefix="runbook-example-") as folder:
        for path, text in files.items():
            place = Path(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        printed = StringIO()
        with redirect_stdout(printed), redirect_stderr(printed):
            run(["--project", folder, *arguments])
    return printed.getvalue()
