"""Runs the script of a GitLab job of this repository on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]


def gitlab_job(name: str) -> dict[str, Any]:
    """Return a job of `.gitlab-ci.yml`."""
    found: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))[name]
    return found


def run_job(name: str, folder: Path, **variables: str) -> None:
    """Run the script of a job in a folder, with variables of GitLab. It must end with 0; otherwise the error has what it printed."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    own = {"PATH": path, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "no_proxy": "127.0.0.1", "CI_SERVER_HOST": "forge.example"}
    script = "\n".join(gitlab_job(name)["script"])
    command = ["bash", "-euo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **own, **variables}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
