"""The theme's words, by language."""

from __future__ import annotations

from generator.adapters.theme_words import theme_words
from generator.domain.pages import RenderedPage, Site


def test_each_language_of_the_pages_has_all_words() -> None:
    words = theme_words(Site((RenderedPage("a.md", "A", "", language="bn-BD"),), ()))
    assert sorted(words) == ["bn-BD", "en"]
    assert words["en"]["emergency"] == "Emergency"
    assert words["bn-BD"].keys() == words["en"].keys()
