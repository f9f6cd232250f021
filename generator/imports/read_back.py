"""Proves an import: composes the book of what was written, and looks for the words of each source line in its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from html import unescape
from itertools import pairwise

from generator.checks.resolve import resolve
from generator.checks.severity_policy import apply_policy
from generator.diagnostics.diagnostic import Diagnostic
from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.document.select_sheets import sheet_of
from generator.document.sheets import BOOK
from generator.imports.draft import Disposition
from generator.imports.emit_files import record_at
from generator.imports.named_signs import with_signs
from generator.imports.read_markdown import LOOKS
from generator.imports.typed_characters import without_breaks
from generator.imports.written_times import with_moments
from generator.model.entities import Waiver
from generator.model.scalar_kinds import FREE_TEXT_KINDS, PROSE
from generator.model.variant import Variant
from generator.paper.markdown_sheets import render_sheet
from generator.text.odd_characters import EAST
from generator.text.placeholders import TAGS

# Each sign of Chinese and Japanese is a word: what is in one word there depends on the text around it.
WORD = re.compile(rf"[{EAST}]|[^\W_{EAST}]+")
FENCE = re.compile(r"\s*(?:>\s*)*(?:`{3,}[^`]*|~{3,}.*|:{3,}.*)")
# What only arranges at the start of a line: quotes, bullets, numbers, boxes and headings.
START = re.compile(
    r"\s*(?:(?:>|#{1,6}|[-*+•❏❑☐☑□■・･－＊＋①-⑳]|[（(]\d{1,3}[)）]|\d{1,3}[．、。।）]|［[ \u3000xX]*］|【[ \u3000]+】|\d{1,3}[.)](?=\[)"
    r"|\\?\[(?:[ \u00a0\u3000]*[xX]?[ \u00a0\u3000]*|[~>/!?*._oOХх✓✔✅☑✗✘-]|n/?a|wip)\\?\]"
    r"|\d+(?:\.\d+)+[.):]?(?=\s)|\(?\d+[.):](?=\s|\Z)|!!!|\?\?\?\+?)\s*)*",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
# Names of looks after the kind of an admonition, which no reader sees.
CLASSES = re.compile(rf"(\s*(?:!!!|\?\?\?\+?)\s+[\w-]+)(?:(?:\s+(?:{'|'.join(LOOKS)}))+(?=\s|\Z)|(?:\s+[\w-]+)+(?=\s+\"))")
# Markup that has words of its own: HTML, comments, places in the document, names of references and footnotes.
MARKUP = re.compile(
    rf"<!--|-->|</?(?:{TAGS}|dfn|abbr)(?:\s[^<>]*)?/?>|(?<=\])\(#[^)\s]*\)|(?<=\])\[[^\]]*\]|\[\^[^\]]*\]:?|\[![A-Za-z]+\]"
    r"|\{:?[ \t]*[#.][\w-][^{}]*\}|(?<!\w)\[[ xX]\](?!\()",
    re.IGNORECASE,
)
MARKS = ("<", "[", "]", "{", "-->", "_")  # all markup has one
PARTS = re.compile(r"\||\*\*|__+|(?:\\_)+|: |:$|[()\[\]<>{}\"“”„«»`·•→☐☑□✅]| [-–—=] |~~")
BESIDE_BLANKS = re.compile(rf"{PARTS.pattern}|[,;]")  # blanks divide a line
OF_TODAY = ("future-review", "overdue-review")  # what a check finds on one day and not on another
RUN = 3  # so many words in a row must be together
LONG = 8  # so many letters in a row are no accident


@dataclass(frozen=True, slots=True)
class Proof:
    """How many source lines were looked for, how many were found, and of each missing line the first words that are not there."""

    looked_for: int
    missing: Mapping[int, str]

    @property
    def found(self) -> int:
        return self.looked_for - len(self.missing)


class WrittenData:
    """What the files of an import become: the variant and the problems of a check, and the words of its book."""

    def __init__(self, files: Mapping[str, bytes], id: str) -> None:
        outcome = resolve(files, (id,))
        # On the first of all days, so that a report does not depend on the day.
        found = {problem.key: problem for problem in (*outcome.findings.get(id, ()), *outcome.diagnostics)}
        self.problems = tuple(one for one in apply_policy(found.values(), date.min, "check") if one.code not in OF_TODAY)
        self.has_secrets = any(one.code == "secret" for one in found.values())
        self.variant: Variant | None = outcome.variants.get(id)

    @property
    def errors(self) -> list[Diagnostic]:
        return [problem for problem in self.problems if problem.severity == "error"]

    def book(self) -> str:
        """Return the Markdown of the book."""
        assert self.variant is not None, "the data have errors"
        # Nobody reads this book, so it need not list its placeholders and blanks as reasons for a draft, which takes a fifth of the time.
        runbook = self.variant.runbook
        waiver = Waiver(because="this book only proves an import", until=date.max)
        head = runbook.variant.model_copy(update={"waive": {"placeholder": waiver, "undeclared-blank": waiver}})
        variant = replace(self.variant, runbook=runbook.model_copy(update={"variant": head}))
        return render_sheet(sheet_of(compose(variant, SiteSettings()), BOOK))


def prove(lines: Mapping[int, str], dispositions: Mapping[int, Disposition], words: BookWords, listed: Iterable[str] = ()) -> Proof:
    """Look for each source line that is in an entry or in prose. `listed` are the texts that the report has instead of the book.

    A value such as a date is shown in other words, so its line counts as found: the field has no other value.
    """
    placed = [number for number, one in dispositions.items() if one.outcome in ("entry", "prose")]
    searched = {number: parts for number in placed if (parts := list(parts_of(lines.get(number, ""), dispositions[number])))}
    texts = {number: parts for number, parts in searched.items() if not is_shown_otherwise(dispositions[number])}
    missing = {number: lacking for number, parts in texts.items() if (lacking := words.lacking(parts))}
    missing = {number: lacking for number, lacking in missing.items() if not words.have_joined(_text_of(lines[number], ""))}
    if missing and (reported := BookWords(listed)).single:
        lost = {number: [part for part in texts[number] if reported.lacking([part])] for number in missing}
        missing = {number: lacking for number, parts in lost.items() if (lacking := words.lacking(parts))}
    return Proof(len(searched), missing)


def is_shown_otherwise(place: Disposition) -> bool:
    """Return whether a field has a value that is not shown as it was written, such as a date or a length of time."""
    record, _ = record_at(place.address) if place.address else (None, False)
    spec = record.keys.get(place.field) if record is not None else None
    return spec is not None and spec.shape == "scalar" and spec.kind not in FREE_TEXT_KINDS and spec.kind is not PROSE


def parts_of(line: str, place: Disposition | None = None) -> Iterator[list[str]]:
    """Yield the words of a source line in parts that markup separates, without marks, numbering and markup."""
    if FENCE.fullmatch(line):
        return
    text = _text_of(line, " | ")
    if place is not None and place.address == "variant" and (key := re.match(r"[\w-]+\s*:\s", text)):
        text = text[key.end() :]  # the key of a field of the head
    parts = BESIDE_BLANKS if "__" in text or "\\_" in text else PARTS
    for part in parts.split(text.casefold()):
        if words := WORD.findall(part):
            yield words


def _text_of(line: str, markup: str) -> str:
    """Return a source line without marks at its start, and with `markup` in place of markup."""
    named = CLASSES.sub(r"\1", line) if "!!!" in line or "???" in line else line
    text = with_moments(without_breaks(_decoded(named)))
    text = text[_start(text) :]
    return MARKUP.sub(markup, text) if any(mark in text for mark in MARKS) else text


def words_of(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _start(text: str) -> int:
    match = START.match(text)
    return match.end() if match else 0


def _decoded(text: str) -> str:
    text = text.replace("＿", "_")
    return with_signs(ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text)


class BookWords:
    """The words of a book, and which of them follow each other."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = tuple(texts)
        self.texts = texts
        self.single: set[str] = set()
        self.pairs: set[int] = set()
        self.runs: set[int] = set()
        for text in texts:
            words = words_of(with_moments(_decoded(text)))
            self.single.update(words)
            self.pairs.update(map(hash, pairwise(words)))
            self.runs.update(map(hash, zip(words, words[1:], words[2:], strict=False)))

    def lacking(self, parts: Iterable[list[str]]) -> str:
        """Return the first words of a line that the book does not have together; empty if it has all of them."""
        for words in parts:
            if len(words) >= RUN:
                lacking = next((run for run in zip(words, words[1:], words[2:], strict=False) if hash(run) not in self.runs), None)
                if lacking is not None:
                    return " ".join(lacking)
            elif not (hash((words[0], words[1])) in self.pairs if len(words) == 2 else words[0] in self.single):
                return " ".join(words)
        return ""

    def have_joined(self, text: str) -> bool:
        """Return whether the book has a line whose markup was within words, such as `H<sub>2</sub>O` or `*re*start`."""
        words = words_of(text)
        letters = "".join(words)
        return bool(words) and (not self.lacking([words]) or (len(letters) >= LONG and letters in self._letters))

    @cached_property
    def _letters(self) -> str:
        return "".join(word for text in self.texts for word in words_of(with_moments(_decoded(text))))
