"""The strings of the scripts, as one script for each language in use."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.document.clock_words import script_words
from generator.document.pages import OutputFile
from generator.text.catalogue import CATEGORIES, END, FIRST_STRONG, ISOLATES, Catalogue, catalogue, direction, plural_table

SCRIPT = """\
/* The words that scripts say, in one language; made from the catalogue of the interface. */
(() => {{
  "use strict";
  const words = {words};
  /* Which form a number takes, by its last two digits. */
  const categories = {categories};
  const plural = "{plural}";
  const runbook = (window.runbook = window.runbook || {{}});
  runbook.language = {language};
  runbook.clockWords = {clock};
  /* On a page that runs the other way, our words and what is put into them are kept apart by the characters of Unicode for that. */
  const apart = () => ((globalThis.document && document.body && document.body.dir) || "{direction}") !== "{direction}";
  const isolated = (start, text) => (apart() ? `${{start}}${{text}}{end}` : text);
  runbook.strings = (key, values = {{}}) => {{
    const entry = words[key] ?? key;
    const number = values.n < 200 ? values.n : 100 + (values.n % 100);
    const form = typeof entry === "string" ? entry : entry[categories[plural[number]]] ?? entry.other;
    return isolated("{start}", form.replace(/\\{{(\\w+)\\}}/g, (name, key) => isolated("{first_strong}", values[key] ?? name)));
  }};
}})();
"""


def string_scripts(languages: Iterable[str]) -> tuple[OutputFile, ...]:
    """`assets/javascripts/strings.LANGUAGE.js` for each language of catalogues, in order; `runbook.strings(key, values)` says them."""
    found = {words.language: words for words in (catalogue("script", language) for language in languages)}
    return tuple(OutputFile(f"assets/javascripts/strings.{language}.js", _script(found[language])) for language in sorted(found))


def _script(words: Catalogue) -> str:
    return SCRIPT.format(
        words=_json(words.words),
        categories=_json(CATEGORIES),
        plural=plural_table(words.language),
        language=_json(words.language),
        direction=direction(words.language),
        start=_escaped(ISOLATES[direction(words.language)]),
        first_strong=_escaped(FIRST_STRONG),
        end=_escaped(END),
        clock=_json(script_words(catalogue("page", words.language))),
    )


def _escaped(sign: str) -> str:
    """A character that nobody sees, as scripts spell it."""
    return f"\\u{ord(sign):04x}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
