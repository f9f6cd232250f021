"""The bodies of commands, called without a command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from generator.cli import (
    build_command,
    check_command,
    diff_command,
    explain_command,
    fmt_command,
    new_command,
    render_command,
    report_command,
    review_command,
    schema_command,
)


def body(command: click.Command) -> Callable[..., Any]:
    """The function that a command is made of."""
    callback: Any = command.callback
    found: Callable[..., Any] = callback.__wrapped__
    return found


build = body(build_command.build)
check = body(check_command.check)
diff = body(diff_command.diff)
explain = body(explain_command.explain)
fmt = body(fmt_command.fmt)
new = body(new_command.new)
render = body(render_command.render)
report = body(report_command.report)
review = body(review_command.review)
schema = body(schema_command.schema)
