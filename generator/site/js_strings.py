"""The strings of the scripts: for each language in use a script that pages load, and one for the scripts that they load on demand."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from generator.document.figures_in_words import script_words
from generator.document.pages import OutputFile
from generator.site.file_builds import build_of, declared
from generator.site.search_index import json_of
from generator.text.catalogue import CATEGORIES, END, FIRST_STRONG, ISOLATES, Catalogue, catalogue, direction, plural_table
from generator.text.templating import templates_in


def string_scripts(languages: Iterable[str]) -> tuple[OutputFile, ...]:
    """Return two scripts for each language.

    `assets/javascripts/strings.LANGUAGE.js` defines `runbook.strings(key, values)` and knows the build of the other one,
    `later-strings.LANGUAGE.js`, which adds the strings that only scripts on demand use.
    """
    found = sorted({catalogue("script", language).language for language in languages})
    return tuple(file for language in found for file in _scripts(language))


def _scripts(language: str) -> tuple[OutputFile, OutputFile]:
    name = f"later-strings.{language}"
    later = declared(OutputFile(_path(name), _filled("later-strings", words=json_of(catalogue("script-later", language).words))))
    now = _script(catalogue("script", language), [name, build_of(later.text.encode())])
    return declared(OutputFile(_path(f"strings.{language}"), now)), later


def _path(name: str) -> str:
    return f"assets/javascripts/{name}.js"


def _script(words: Catalogue, later: list[str]) -> str:
    return _filled(
        "strings",
        words=json_of(words.words),
        later=json_of(later),
        categories=json_of(CATEGORIES),
        plural=plural_table(words.language),
        language=json_of(words.language),
        direction=direction(words.language),
        start=_escaped(ISOLATES[direction(words.language)]),
        first_strong=_escaped(FIRST_STRONG),
        end=_escaped(END),
        clock=json_of(script_words(catalogue("page", words.language))),
    )


def _filled(template: str, **values: str) -> str:
    script = templates_in("scripts", keep_trailing_newline=True).get_template(f"{template}.js.jinja")
    return script.render({name: Markup(value) for name, value in values.items()})  # noqa: S704 - JSON and escapes, for a script


def _escaped(character: str) -> str:
    """Return an invisible character as a JavaScript escape."""
    return f"\\u{ord(character):04x}"
