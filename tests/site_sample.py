"""A small project, `samples/site`. Its variants override, remove and add; the shop fills every field of every entity with two values."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from generator.checks.resolve import Outcome, resolve
from generator.document.pages import Page, RenderedPage, SiteSettings
from generator.site.forges import source_address
from generator.site.render_pages import render_site
from tests.composed import VERSIONS, pages_from

ROOT = Path(__file__).parent / "samples" / "site"
FILES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.yaml"))}
BASE = FILES["data/layers/base/base.yaml"]
SHOP = FILES["data/variants/shop/shop.yaml"]
FORUM = FILES["data/variants/forum/forum.yaml"]
SETTINGS = SiteSettings(
    site_name="Runbooks",
    sources=source_address("https://git.example/team/runbooks", "main"),
    today=date(2026, 11, 20),
    commit="0123456789abcdef",
    versions=VERSIONS,
)


@cache
def outcome() -> Outcome:
    result = resolve({path: text.encode() for path, text in FILES.items()})
    assert not result.diagnostics, result.diagnostics
    return result


def pages(settings: SiteSettings = SETTINGS) -> dict[str, Page]:
    """Return the sample's composed pages by path."""
    found = outcome()
    return {page.path: page for page in pages_from(found.variants, settings, found.layers)}


def rendered(settings: SiteSettings = SETTINGS) -> dict[str, RenderedPage]:
    """Return the sample's rendered pages by path."""
    return {page.path: page for page in render_site(pages(settings).values())}
