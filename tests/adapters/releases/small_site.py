"""A site that is built at once: a page and the data, so that tests of publishing need no MkDocs."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from generator.adapters.mkdocs_build import Built, EditionToBe
from generator.adapters.project import open_project
from generator.domain.model import Visibility
from generator.domain.pages import Site, SiteSettings

TEXT = "A backup restores into a scratch database"
CHECKLIST = "data/layers/base/base.yaml"


def build_small(root: Path, folder: Path, edition: EditionToBe, visibility: Visibility | None = None) -> Built:
    """In the place of `build_site`: writes what a release is known by, and what it follows."""
    project = open_project(root)
    outcome = project.outcome
    assert outcome.ok
    settings = SiteSettings(
        "Tiny",
        "https://ops.example/",
        commit=project.revision.of_data,
        release=edition.release,
        draft=edition.draft,
        visibility=visibility or "internal",
    )
    site = pipeline.make_site(outcome, settings, before=edition.before)
    files = {file.path: file.text for file in site.files if file.path == "runbook.json"}
    files |= {"index.html": f"{edition.release} {edition.draft} after {edition.before.name if edition.before else 'none'}"}
    files |= {"assets/a.css": "style"}
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return Built(len(outcome.variants), Site((), (), changes=site.changes), 0.0, outcome, settings, project.revision.committed)


def use_small(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("publishing", "rebuilding"):
        monkeypatch.setattr(f"generator.adapters.releases.{module}.build_site", build_small)


def edit(root: Path, text: str) -> None:
    """Change the words of an item that both systems have."""
    place = root / CHECKLIST
    old = next(line for line in place.read_text().splitlines() if line.startswith("      backup:"))
    place.write_text(place.read_text().replace(old, f"      backup: {text}"))
