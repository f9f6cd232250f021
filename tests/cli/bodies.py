"""Call the functions of commands without a command line."""

from __future__ import annotations

from collections.abc import Callable
from inspect import unwrap
from pathlib import Path
from typing import Any

import click

from generator.cli import (
    build_command,
    check_command,
    diff_command,
    explain_command,
    fmt_command,
    history_command,
    new_command,
    publish_command,
    rename_command,
    render_command,
    report_command,
    review_command,
    schema_command,
    sheet_command,
)
from generator.project.project_files import locate


def body(command: click.Command) -> Callable[..., Any]:
    """Return the function of a command. It takes the folder of a project, or None for the current folder."""
    assert command.callback is not None
    function: Callable[..., Any] = unwrap(command.callback)
    return lambda folder, *arguments, **options: function(locate(folder), *arguments, **options)


build = body(build_command.build)
check = body(check_command.check)
diff = body(diff_command.diff)
explain = body(explain_command.explain)
fmt = body(fmt_command.fmt)
history = body(history_command.history)
publish = body(publish_command.publish)
rename = body(rename_command.rename)
render = body(render_command.render)
report = body(report_command.report)
review = body(review_command.review)
schema = body(schema_command.schema)
sheet = body(sheet_command.sheet)


def new(folder: Path | None, *arguments: Any, **options: Any) -> Any:
    """Return the function of `runbook new`, which needs no project."""
    assert new_command.new.callback is not None
    return unwrap(new_command.new.callback)(folder, *arguments, **options)
