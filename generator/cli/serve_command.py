"""`runbook serve`: a live preview on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from generator.project.faults import CLEAN, EXIT_CODES

DEFAULT_PORT = 8000
MOST_PORT = 65535


@click.command(epilog=EXIT_CODES)
@click.option("--port", type=click.IntRange(1, MOST_PORT), default=DEFAULT_PORT, show_default=True, help="The port on 127.0.0.1.")
@click.pass_obj
def serve(folder: Path | None, port: int) -> int:
    """Show the site on this machine, and again after each change of data, docs and theme.

    \b
    runbook serve
    runbook serve --port 8080
    """
    from generator.project.project_files import locate
    from generator.site.preview_server import serve_site

    serve_site(locate(folder), port)
    return CLEAN
