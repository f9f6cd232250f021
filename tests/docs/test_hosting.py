"""The hosting page shows the tested configuration, and its table covers each file of a published folder exactly once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reference.fences import fences
from generator.site.service_worker import WORKER
from tests.built_site.conftest import published
from tests.docs.documents import ROOT
from tests.docs.hosting_table import PAGE, rows

__all__ = ["published"]


def test_the_page_shows_the_current_configuration() -> None:
    shown = next(fence for fence in fences(PAGE.read_text("utf-8")) if fence.title == "deploy/nginx.conf")
    assert shown.content == (ROOT / "deploy/nginx.conf").read_text("utf-8")


def test_the_table_covers_each_published_file_exactly_once(published: Path) -> None:
    table = rows()
    assert len(table) == 4
    found = [path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()]
    assert len(found) > 500
    covered = {path: [row.what for row in table if row.covers(path)] for path in found}
    assert {path: whats for path, whats in covered.items() if len(whats) != 1} == {}
    assert {what for whats in covered.values() for what in whats} == {row.what for row in table}


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (f"2026.11/{WORKER}", "no-store"),
        (f"latest/{WORKER}", "no-store"),
        ("versions.json", "public, max-age=60"),
        ("latest/shop/index.html", "public, max-age=60"),
        ("2026.11/shop/index.html", "public, max-age=86400, s-maxage=31536000, immutable"),
    ],
)
def test_what_is_kept_for_how_long(path: str, kept: str) -> None:
    assert [row.kept for row in rows() if row.covers(path)] == [kept]
