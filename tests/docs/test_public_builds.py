"""The example on the page on public builds shows the described content, in public and internal builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reference.fences import fences
from tests.cli.bodies import sheet
from tests.docs.documents import ROOT

PAGE = ROOT / "docs/public-builds.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for block in fences(PAGE.read_text("utf-8")):
        if block.title:
            place = tmp_path / block.title
            place.parent.mkdir(parents=True)
            place.write_text(block.content, encoding="utf-8")
    return tmp_path


def test_the_public_sheet_of_the_example(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sheet(project, "shop", "deploy-day", visibility="public") == 0
    public = capsys.readouterr().out
    assert "Database migrations have run to the end" in public
    assert "Database administrator" in public
    assert not [word for word in ("db-7", "migrate.sh", "ence") if word in public.replace("reference", "")]


def test_the_internal_sheet_of_the_example(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sheet(project, "shop", "deploy-day") == 0
    internal = capsys.readouterr().out
    assert all(word in internal for word in ("db-7.internal", "The fence around the old database is up", "Fence off the database"))
