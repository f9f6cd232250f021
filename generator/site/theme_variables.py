"""Values for the templates of the theme, under `extra.runbook`: its strings by language, the release of the site, and its systems."""

from __future__ import annotations

from typing import Any

from generator.document.pages import Site, SiteSettings
from generator.text.catalogue import ENGLISH, catalogue


def theme_variables(site: Site, settings: SiteSettings) -> dict[str, Any]:
    """Return `words`, the strings of menus and buttons by language; `release`, which is empty for a site that is not a release; and
    `systems`, those with an emergency page.

    The strings have a key for each language of a page and of the theme; `language` is the language that the strings are in.
    """
    names = sorted({ENGLISH, settings.language, *(page.language for page in site.pages)})
    found = {name: catalogue("theme", name) for name in names}
    release = {"name": settings.release, "draft": settings.draft} if settings.release or settings.draft else {}
    words = {name: {"language": one.language} | {key: one(key) for key in one.words} for name, one in found.items()}
    systems = [{"id": page.variant, "title": page.nav[0]} for page in site.pages if page.path == f"{page.variant}/emergency/index.md"]
    return {"words": words, "release": release, "systems": systems}
