"""Values for the templates of the theme under `extra` in `mkdocs.yml`: its strings by language, and the release of the site."""

from __future__ import annotations

from typing import Any

from generator.document.pages import Site, SiteSettings
from generator.text.catalogue import ENGLISH, catalogue

KEY = "words"
RELEASE = "release"


def theme_words(site: Site, language: str = ENGLISH) -> dict[str, dict[str, str]]:
    """Return the strings of menus and buttons for each language of the pages; `language` is that of the hand-written pages."""
    found = (catalogue("theme", name) for name in {ENGLISH, language, *(page.language for page in site.pages)})
    return {words.language: {key: words(key) for key in words.words} for words in sorted(found, key=lambda words: words.language)}


def release_state(settings: SiteSettings) -> dict[str, Any]:
    """Return the name of the release and whether it is a draft; empty for a site that is not a release."""
    return {"name": settings.release, "draft": settings.draft} if settings.release or settings.draft else {}
