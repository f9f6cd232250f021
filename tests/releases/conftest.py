"""A small project in git, and a folder for its releases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.releases.folder_store import FolderStore
from tests.releases.small_site import edit, use_small
from tests.releases.stores import git


@pytest.fixture
def root(tiny: Path, commit: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch) -> Path:
    use_small(monkeypatch)
    (tiny / ".gitignore").write_text("published/\n")
    commit(tiny)
    return tiny


@pytest.fixture
def store(root: Path) -> FolderStore:
    return FolderStore(root / "published")


@pytest.fixture
def tagged(root: Path, commit: Callable[[Path], str]) -> Path:
    """A repository with tags of two releases, and other tags."""
    git(root, "tag", "1.0")
    git(root, "tag", "deploys/1")
    edit(root, "A backup restores into an empty database")
    (root / "data/variants/shop/variant.yaml").write_text((root / "data/variants/shop/variant.yaml").read_text().replace("Sells", "Buys"))
    commit(root)
    git(root, "tag", "1.1")
    git(root, "checkout", "-q", "--orphan", "other")
    git(root, "rm", "-q", "-r", "--cached", ".")
    git(root, "-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-q", "--allow-empty", "-m", "no data")
    git(root, "tag", "empty")
    git(root, "checkout", "-q", "-f", "1.1")
    return root
