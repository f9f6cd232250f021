"""A fake build of a site, with one page and the data, so that tests of publishing do not need MkDocs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.document.pages import Site, SiteSettings
from generator.model.differences import PreviousRelease
from generator.model.entities import Visibility
from generator.project.open_project import Project, open_project
from generator.releases.folder_store import FolderStore
from generator.releases.ledger import Ledger
from generator.releases.publish import Published, PublishRequest, publish
from generator.releases.release_history import read_ledger
from generator.site.make_site import make_site
from generator.site.mkdocs_build import Built

CHECKLIST = "data/layers/base/base.yaml"
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SETTINGS = SiteSettings("Tiny", "https://ops.example/")


def build_small(
    root: Path,
    folder: Path,
    visibility: Visibility | None,
    release: str,
    *,
    draft: bool = False,
    before: PreviousRelease | None = None,
    opened: Project | None = None,
) -> Built:
    """Replace `build_site`: write a page with the names of the release and of the one before it."""
    project = open_project(root)
    outcome = project.outcome
    assert outcome.ok
    settings = SiteSettings(
        "Tiny",
        "https://ops.example/",
        commit=project.revision.of_data,
        release=release,
        draft=draft,
        visibility=visibility or "internal",
    )
    site = make_site(outcome, settings, before=before)
    files = {file.path: file.text for file in site.files if file.path == "runbook.json"}
    files |= {"index.html": f"{release} {draft} after {before.name if before else 'none'}"}
    files |= {"assets/a.css": "style"}
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return Built(Site((), (), changes=site.changes), 0.0, outcome, settings, project.revision.committed)


def use_small(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("publish", "rebuild"):
        monkeypatch.setattr(f"generator.releases.{module}.build_site", build_small)


def edit(root: Path, text: str) -> None:
    """Change the text of an item that both systems have."""
    place = root / CHECKLIST
    old = next(line for line in place.read_text().splitlines() if line.startswith("      backup:"))
    place.write_text(place.read_text().replace(old, f"      backup: {text}"))


def put(root: Path, store: FolderStore, name: str, hours: int = 0, **wanted: Any) -> Published:
    """Publish a release some hours after noon."""
    return publish(root, store, PublishRequest(name, NOON + timedelta(hours=hours), **wanted))


def ledger_of(store: FolderStore) -> Ledger:
    """Return the ledger of a folder."""
    return read_ledger(store)[1]


def texts(store: FolderStore) -> dict[str, str]:
    """Return the text of every file of a store by path."""
    return {path.relative_to(store.root).as_posix(): path.read_text() for path in sorted(store.root.rglob("*")) if path.is_file()}
