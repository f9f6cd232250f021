"""Run the example commands of a page on the files that the page shows, and put the output into the page."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.cli.main import run
from generator.project.atomic_folder import write_into
from generator.project.faults import PROGRAM_FAULT
from generator.reference.applied_diffs import applied
from generator.reference.fences import Fence, with_contents

# The commands whose output depends only on the data.
MADE = re.compile(r"(?:\.venv/bin/)?runbook (?P<arguments>(?:check|explain|sheet)[^|>&]*)")


def with_outputs(page: str, files: Mapping[str, str] | None = None) -> str:
    """Return the page with the output of the `runbook` commands in its `console` blocks. They run on the example project of the page.

    The project starts with `files`. A YAML block with a title adds or replaces a file, and a diff with a title edits a file. Other commands
    keep their written output.
    """
    project = dict(files or {})

    def output_of(fence: Fence) -> str | None:
        if fence.language == "yaml" and fence.title:
            project[fence.title] = fence.content
        elif fence.language == "diff" and fence.title:
            project[fence.title] = applied(fence.content, project[fence.title])
        elif fence.language == "console":
            return _with_output(fence.content, project)
        return None

    return with_contents(page, output_of)


def _with_output(session: str, project: Mapping[str, str]) -> str:
    """Return a session with the current output of its commands. Written output with `...` stays if the current output matches it."""
    parts = []
    for part in re.split(r"^(?=\$ )", session, flags=re.MULTILINE):
        command, _, written = part.partition("\n")
        found = MADE.fullmatch(command.removeprefix("$ "))
        printed = _output(found["arguments"], project) if found else written
        parts.append(part if matches(written, printed) else f"{command}\n{printed}")
    return "".join(parts)


def matches(written: str, printed: str) -> bool:
    """Return whether the output of a command matches the written output, in which `...` matches anything."""
    return re.fullmatch(".*".join(map(re.escape, written.split("..."))), printed, re.DOTALL) is not None


def _output(arguments: str, project: Mapping[str, str]) -> str:
    """Return the output of the command.

    Raises:
        RuntimeError: The program has a fault, which no page should show.
    """
    with TemporaryDirectory(prefix="runbook-example-") as folder:
        for path, text in project.items():
            write_into(Path(folder), path, text.encode())
        output = BytesIO()
        printed = TextIOWrapper(output, "utf-8", write_through=True)
        with redirect_stdout(printed), redirect_stderr(printed):
            code = run(["--project", folder, *shlex.split(arguments)])
    if code == PROGRAM_FAULT:
        raise RuntimeError(output.getvalue().decode())
    return output.getvalue().decode()
