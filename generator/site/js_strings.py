"""The strings of the site's scripts, as one script for each language in use."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.document.pages import OutputFile
from generator.text.catalogue import catalogue, plural_table

SCRIPT = """\
/* The words that scripts say, in one language; made from the catalogue of the interface. */
(() => {{
  "use strict";
  const words = {words};
  const plural = "{plural}";
  const runbook = (window.runbook = window.runbook || {{}});
  runbook.language = {language};
  runbook.strings = (key, values = {{}}) => {{
    const entry = words[key] ?? key;
    const number = values.n < 200 ? values.n : 100 + (values.n % 100);
    const form = Array.isArray(entry) ? entry[Math.min(plural[number], entry.length - 1)] : entry;
    return form.replace(/\\{{(\\w+)\\}}/g, (name, key) => values[key] ?? name);
  }};
}})();
"""


def word_scripts(languages: Iterable[str]) -> tuple[OutputFile, ...]:
    """`assets/javascripts/strings.LANGUAGE.js` for each language, in order; `runbook.strings(key, values)` says them."""
    return tuple(OutputFile(f"assets/javascripts/strings.{language}.js", _script(language)) for language in sorted(set(languages)))


def _script(language: str) -> str:
    words = catalogue("script", language)
    return SCRIPT.format(
        words=json.dumps(words.words, ensure_ascii=False, separators=(",", ":")),
        plural=plural_table(words.plural),
        language=json.dumps(language),
    )
