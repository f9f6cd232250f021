"""The strings of the site's scripts, as one script for each language in use."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.document.clock_words import script_words
from generator.document.pages import OutputFile
from generator.text.catalogue import CATEGORIES, Catalogue, catalogue, plural_table

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
  runbook.strings = (key, values = {{}}) => {{
    const entry = words[key] ?? key;
    const number = values.n < 200 ? values.n : 100 + (values.n % 100);
    const form = typeof entry === "string" ? entry : entry[categories[plural[number]]] ?? entry.other;
    return form.replace(/\\{{(\\w+)\\}}/g, (name, key) => values[key] ?? name);
  }};
}})();
"""


def word_scripts(languages: Iterable[str]) -> tuple[OutputFile, ...]:
    """`assets/javascripts/strings.LANGUAGE.js` for each language of catalogues, in order; `runbook.strings(key, values)` says them."""
    found = {words.language: words for words in (catalogue("script", language) for language in languages)}
    return tuple(OutputFile(f"assets/javascripts/strings.{language}.js", _script(found[language])) for language in sorted(found))


def _script(words: Catalogue) -> str:
    return SCRIPT.format(
        words=_json(words.words),
        categories=_json(CATEGORIES),
        plural=plural_table(words.language),
        language=_json(words.language),
        clock=_json(script_words(catalogue("page", words.language))),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
