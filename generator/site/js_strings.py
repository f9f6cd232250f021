"""The strings of the scripts: one script for each language in use."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from generator.document.figures_in_words import script_words
from generator.document.pages import OutputFile
from generator.site.search_index import json_of
from generator.text.catalogue import CATEGORIES, END, FIRST_STRONG, ISOLATES, Catalogue, catalogue, direction, plural_table
from generator.text.templating import templates_in


def string_scripts(languages: Iterable[str]) -> tuple[OutputFile, ...]:
    """Return `assets/javascripts/strings.LANGUAGE.js` for each language. It defines `runbook.strings(key, values)`."""
    found = {words.language: words for words in (catalogue("script", language) for language in languages)}
    return tuple(OutputFile(f"assets/javascripts/strings.{language}.js", _script(found[language])) for language in sorted(found))


def _script(words: Catalogue) -> str:
    values = {
        "words": json_of(words.words),
        "categories": json_of(CATEGORIES),
        "plural": plural_table(words.language),
        "language": json_of(words.language),
        "direction": direction(words.language),
        "start": _escaped(ISOLATES[direction(words.language)]),
        "first_strong": _escaped(FIRST_STRONG),
        "end": _escaped(END),
        "clock": json_of(script_words(catalogue("page", words.language))),
    }
    script = templates_in("scripts", keep_trailing_newline=True).get_template("strings.js.jinja")
    return script.render({name: Markup(value) for name, value in values.items()})  # noqa: S704 - JSON and escapes, for a script


def _escaped(character: str) -> str:
    """Return an invisible character as a JavaScript escape."""
    return f"\\u{ord(character):04x}"
