"""Place what a document says before its first section: the summary, facts in `Key: value` lines, blanks, and the front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.imports.block_shapes import COLON
from generator.imports.blocks import Block, Inline, plain, text_lines
from generator.imports.document_texts import DocumentTexts
from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.entry_ids import SiblingIds
from generator.imports.head_values import head_value, owner_contact
from generator.imports.line_blanks import LineBlanks, line_blanks
from generator.imports.outline import DocumentOutline
from generator.imports.place_blanks import BlankPlacer
from generator.imports.plan_entries import EntryPlan
from generator.imports.read_markdown import spans_of
from generator.imports.source_lines import FrontMatterField
from generator.imports.write_inline import line_text
from generator.imports.write_prose import prose_of

MOST_SUMMARY = 300
KEY = re.compile(r"([^:：|]{1,40}?)\s*[:：]\s*(.*)")
FEWEST_KEYS = 3
MOST_BESIDE = 60


class HeadPlacer:
    """Writes the head of one document into a draft. Blanks of the head belong to the first phase that the document has."""

    def __init__(self, draft: Draft, texts: DocumentTexts, language: str, blank_ids: SiblingIds, phase: str) -> None:
        self.draft, self.texts, self.language, self.phase = draft, texts, language, phase
        self.facts: dict[str, DraftValue] = {}
        self.blanks = BlankPlacer(texts, language, blank_ids, f"phases.{phase}")
        self.ids = SiblingIds("facts", language)

    def place(self, outline: DocumentOutline, plan: EntryPlan, fields: Sequence[FrontMatterField]) -> None:
        """Write front matter, facts, the summary, and what else is before the first section."""
        head = self.draft["variant"]
        assert isinstance(head, dict)
        for field in fields:
            self._front_matter(field, head, outline)
        for heading in outline.facts:
            match = KEY.match(plain(heading.spans))
            assert match is not None
            self._key_line(heading.first, match[1], heading.text, _behind_colon(heading.spans))
        rest: list[Block] = []
        for block in plan.head:
            keys = key_lines(block)
            for line, label, raw, spans in keys:
                self._key_line(line, label, raw, spans)
            if not keys:
                rest.append(block)
        rest = self.blanks.rest_of(rest, outline.title)
        self._summary(rest, head, outline)
        about = prose_of(rest, self.texts, "variant", "about")
        if about:
            head["about"] = about
        if self.blanks.blanks:
            self.draft["phases"] = {self.phase: {"blanks": self.blanks.blanks}}
        if self.facts:
            self.draft["facts"] = self.facts

    def _summary(self, rest: list[Block], head: dict[str, DraftValue], outline: DocumentOutline) -> None:
        """Take the first paragraph below the title as the summary, if it is short and leads to nothing."""
        first = next((block for block in rest if block.kind not in ("rule", "marker", "reference")), None)
        if first is None or first.kind != "paragraph" or "summary" in head or (outline.heading and first.first < outline.heading.first):
            return
        if first.rows or any(span.kind == "image" for span in first.spans) or plain(first.spans).endswith(COLON) or not plain(first.spans):
            return
        text = self.texts.line(first)
        if text and len(text) <= MOST_SUMMARY and not self.texts.waiting:
            head["summary"] = DraftText(text, first.lines)
            self.texts.account.place(first.lines, "entry", "variant", "summary")
            rest.remove(first)

    def _front_matter(self, field: FrontMatterField, head: dict[str, DraftValue], outline: DocumentOutline) -> None:
        key, account = field.key.lower(), self.texts.account
        value = field.value
        if "](" in value:
            value = line_text(self.texts.clean(spans_of(value), field.lines[0]))
        if key == "title" and field.value == outline.title:
            head["title"] = DraftText(outline.title, field.lines)
            account.place(field.lines, "entry", "variant", "title")
        elif key in ("lang", "language") and head.get("language") == DraftText(field.value):
            account.place(field.lines, "entry", "variant", "language")
        elif key in ("description", "summary") and value and "summary" not in head:
            head["summary"] = DraftText(value, field.lines)
            account.place(field.lines, "entry", "variant", "summary")
        elif value:
            self._fact(field.key, value, field.lines)
        else:
            account.place(field.lines, "layout", why="a field of the front matter without a value")

    def _key_line(self, line: int, label: str, raw: str, spans: Sequence[Inline]) -> None:
        found = line_blanks(raw)
        if found.blanks:
            beside = _beside_blanks(found)
            for at, blank in enumerate(found.blanks):
                name = blank.label or label
                shown = name if at or not beside else f"{beside} · {name}" if raw.lstrip("* ").startswith(beside) else f"{name} {beside}"
                address = self.blanks.add(replace(blank, label=shown), line)
                self.texts.account.place((line,), "entry", address, "label")
            return
        self._fact(label, line_text(self.texts.clean(spans, line)), (line,))

    def _fact(self, label: str, text: str, lines: tuple[int, ...]) -> None:
        """Write what a key says: a field of the head if it is one, else a fact."""
        head = self.draft["variant"]
        assert isinstance(head, dict)
        value = head_value(label, text)
        if value is not None and value.field not in head:
            written = value.value
            if value.field == "owner":
                written = SiblingIds("contacts", self.language).give(value.value)
                self.draft["contacts"] = {written: dict(owner_contact(value.value, lines))}
            head[value.field] = DraftText(written, lines)
            self.texts.account.place(lines, "entry", "variant", value.field)
            return
        id = self.ids.give(label)
        self.facts[id] = {"label": DraftText(label, lines), "text": DraftText(text, lines)}
        self.texts.account.place(lines, "entry", f"facts.{id}", "text")


def key_lines(block: Block) -> list[tuple[int, str, str, tuple[Inline, ...]]]:
    """Return the lines of a paragraph that are all `Key: value`: the source line, the key, the line as written, and the value.

    One or two lines need strong keys, or keys of the head such as `Owner`. Empty if a line is something else.
    """
    if block.kind != "paragraph":
        return []
    lines = text_lines(block.spans)
    written = block.text.split("\n")
    if len(written) != len(lines):
        return []
    found = []
    for at, (spans, raw) in enumerate(zip(lines, written, strict=True)):
        match = KEY.match(plain(spans))
        room = line_blanks(raw)
        if not match or not (match[2] or room.blanks):
            return []
        if len(_beside_blanks(room)) > MOST_BESIDE:  # prose keeps it together
            return []
        is_strong = bool(spans) and spans[0].kind == "strong"
        if not (is_strong or len(lines) >= FEWEST_KEYS or head_value(match[1], match[2])):
            return []
        found.append((block.first + at, match[1], raw.strip(), _behind_colon(spans)))
    return found


def _beside_blanks(found: LineBlanks) -> str:
    """Return the words of a line with blanks that are in no label."""
    labels = ", ".join(blank.label for blank in found.blanks)
    return plain(spans_of(found.text)).rstrip(":： ") if found.blanks and found.text != labels else ""


def _behind_colon(spans: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the spans behind the first colon of a line."""
    for at, span in enumerate(spans):
        words = plain([span])
        if ":" in words or "：" in words:
            rest = re.split(r"[:：]", words, maxsplit=1)[1]
            return (*([Inline("text", rest)] if rest else []), *spans[at + 1 :])
    return ()
