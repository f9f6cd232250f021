"""The rules that read every text of a variant: nothing is left to fill in, and what is meant as a link is one."""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks.finding import Finding, ReportFinding
from generator.checks.written_texts import WrittenText
from generator.model.scalar_kinds import PROSE_KINDS, TEXT
from generator.text.inline_markup import malformed_links_in
from generator.text.placeholders import blanks_in, placeholders_in

LONGEST = 60


def examine_texts(texts: Iterable[WrittenText], add: ReportFinding) -> None:
    for text in texts:
        kind, value, address = text.kind, text.value, text.address
        for blank in dict.fromkeys((*placeholders_in(value), *(blanks_in(value) if kind in PROSE_KINDS else ()))):
            help = "write what it stands for; a name, phone or address that nobody knows yet is left `null`"
            add("placeholder", text.place_of(blank), Finding(f"`{_short(blank)}` is a placeholder", help), address)
        for link in malformed_links_in(value, marks=kind is TEXT) if kind in PROSE_KINDS else ():
            help = "write `[label](https://...)`, or `<https://...>`, with http, https, mailto or tel; what is no link goes into backticks"
            add("malformed-link", text.place_of(link), Finding(f"`{_short(link)}` is no link", help), address)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
