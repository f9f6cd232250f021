"""Values for the templates of the theme, under `extra` in `mkdocs.yml`: its strings by language, and the release of the site."""

from __future__ import annotations

from typing import Any

from generator.document.pages import Site, SiteSettings
from generator.text.catalogue import ENGLISH, catalogue


def theme_variables(site: Site, settings: SiteSettings) -> dict[str, Any]:
    """Return `words`, the strings of menus and buttons by language, and `release`, which is empty for a site that is not a release."""
    names = {ENGLISH, settings.language, *(page.language for page in site.pages)}
    found = sorted((catalogue("theme", name) for name in names), key=lambda words: words.language)
    release = {"name": settings.release, "draft": settings.draft} if settings.release or settings.draft else {}
    return {"words": {words.language: {key: words(key) for key in words.words} for words in found}, "release": release}
