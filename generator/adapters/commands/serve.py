"""`runbook serve`: a live preview on this machine."""

from __future__ import annotations

from pathlib import Path

from generator.adapters.mkdocs_server import serve_site
from generator.project.faults import CLEAN
from generator.project.open_project import locate


def serve(folder: Path | None, port: int) -> int:
    """Serve on 127.0.0.1 until it is interrupted."""
    serve_site(locate(folder), port)
    return CLEAN
