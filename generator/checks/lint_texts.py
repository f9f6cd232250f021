"""The lint rules about texts: no placeholder is left, and every link is valid."""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks.written_texts import WrittenText
from generator.diagnostics.diagnostic import Findings
from generator.model.scalar_kinds import PROSE_KINDS, TEXT
from generator.text.inline_markup import malformed_links_in
from generator.text.placeholders import blanks_in, placeholders_in

LONGEST = 60


def check_texts(texts: Iterable[WrittenText], found: Findings) -> None:
    for text in texts:
        kind, value = text.kind, text.value
        for blank in dict.fromkeys((*placeholders_in(value), *(blanks_in(value) if kind in PROSE_KINDS else ()))):
            found.report("placeholder", text.place_of(blank), f"`{_shortened(blank)}` is a placeholder", text.address)
        for link in malformed_links_in(value, marks=kind is TEXT) if kind in PROSE_KINDS else ():
            found.report("malformed-link", text.place_of(link), f"`{_shortened(link)}` is not a valid link", text.address)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
