"""`runbook serve`: a live preview on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.options import project_command

MOST_PORT = 65535


@project_command
@click.option("--port", type=click.IntRange(1, MOST_PORT), default=8000, show_default=True, help="Serve on this port of 127.0.0.1.")
def serve(root: Path, port: int) -> None:
    """Serve the site on this machine, and rebuild it when data, docs or theme change.

    \b
    runbook serve
    runbook serve --port 8080
    """
    from generator.site.preview_server import serve_site

    serve_site(root, port)
