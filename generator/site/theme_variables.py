"""What the theme's templates are told under `extra` of `mkdocs.yml`: the words of its own parts, by language, and the site's release."""

from __future__ import annotations

from typing import Any

from generator.document.pages import Site, SiteSettings
from generator.text.catalogue import ENGLISH, catalogue

KEY = "words"
RELEASE = "release"


def theme_words(site: Site, language: str = ENGLISH) -> dict[str, dict[str, str]]:
    """The words of menus and buttons for each language of the site's pages; `language` is that of the hand-written ones."""
    found = (catalogue("theme", name) for name in {ENGLISH, language, *(page.language for page in site.pages)})
    return {words.language: {key: words(key) for key in words.words} for words in sorted(found, key=lambda words: words.language)}


def release_state(settings: SiteSettings) -> dict[str, Any]:
    """The name of the release that a site is, and whether it is a draft; empty for a site that is neither."""
    return {"name": settings.release, "draft": settings.draft} if settings.release or settings.draft else {}
