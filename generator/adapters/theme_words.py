"""The words of the theme's own parts, by language, as `mkdocs.yml` hands them to templates under `extra`."""

from __future__ import annotations

from generator.domain.catalogue import ENGLISH, catalogue
from generator.domain.pages import Site

KEY = "words"


def theme_words(site: Site, language: str = ENGLISH) -> dict[str, dict[str, str | list[str]]]:
    """The words of menus and buttons for each language of the site's pages; `language` is that of the hand-written ones."""
    languages = {ENGLISH, language, *(page.language for page in site.pages)}
    return {name: dict(catalogue("theme", name).words) for name in sorted(languages)}
