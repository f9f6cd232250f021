"""A project that several tests edit, one after the other, because building its preview takes a second."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from tests.conftest import FILES


def restore(root: Path) -> None:
    """Bring the tiny project back to its first state; files that are as they were keep their modification time."""
    for path in sorted(root.rglob("*"), reverse=True):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name not in FILES and not name.startswith(".cache/"):
            path.unlink()
        elif path.is_dir() and not any(one.startswith(f"{name}/") for one in FILES) and not name.startswith(".cache"):
            shutil.rmtree(path)
    for name, text in FILES.items():
        if (root / name).read_text("utf-8") != text:
            (root / name).write_text(text, encoding="utf-8")


@pytest.fixture
def second_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test begin another preview: MkDocs keeps one plugin for all builds of a process, which the shared preview still needs."""
    monkeypatch.setattr(MkDocsConfig.plugins, "plugin_cache", {})
