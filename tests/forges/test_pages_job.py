"""The job that passes a site to GitLab Pages, run as written with a local remote."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.built_site.published_folder import FIRST
from tests.conftest import commit_all

ROOT = Path(__file__).resolve().parents[2]
OWN_REMOTE = "git remote set-url"


def run(script: str, folder: Path, **more: str) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environ = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", **more}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_pages_are_all_releases_of_the_branch(tmp_path: Path) -> None:
    project, remote = tmp_path / "project", tmp_path / "remote.git"
    for path, text in FIRST.items():
        place = project / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("papers: [a4]", "papers: []"), "utf-8")
    commit_all(project)
    run(f"git init -q --bare {remote} && git remote add origin {remote} && git tag v1 && git push -q origin HEAD v1", project)
    job: Any = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))["pages"]
    script = "\n".join(line for line in job["script"] if not line.startswith(OWN_REMOTE))
    assert len(script.splitlines()) == len(job["script"]) - 1
    run(script, project, CI_COMMIT_TAG="v1", CI_SERVER_HOST="forge.example")
    (folder,) = job["artifacts"]["paths"]
    found = {path.relative_to(project / folder).as_posix() for path in (project / folder).rglob("*") if path.is_file()}
    listed = subprocess.run(
        ["git", "-C", str(remote), "ls-tree", "-r", "--name-only", "gh-pages"], check=True, capture_output=True, text=True
    )
    assert found == set(listed.stdout.splitlines())
    assert {"index.html", "404.html", "versions.json", "v1/shop/index.html", "latest/shop/index.html"} <= found
