"""`runbook serve`: a live preview on this machine."""

from __future__ import annotations

from pathlib import Path

from generator.project.faults import CLEAN
from generator.project.open_project import locate
from generator.site.mkdocs_server import serve_site


def serve(folder: Path | None, port: int) -> int:
    """Serve on 127.0.0.1 until it is interrupted."""
    serve_site(locate(folder), port)
    return CLEAN
