"""Git repositories and store updates for tests."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.releases.release_store import StoreChange


def git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def repository(root: Path) -> Path:
    """A repository with one commit."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    for name, value in (("user.name", "Test"), ("user.email", "test@localhost"), ("commit.gpgsign", "false")):
        git(root, "config", name, value)
    (root / "README").write_text("here\n")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first")
    return root


def building(files: Mapping[str, str], change: StoreChange) -> Callable[[Path], StoreChange]:
    """Return a build step that writes files by path and returns a change."""

    def build(stage: Path) -> StoreChange:
        for path, text in files.items():
            place = stage / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        return change

    return build
