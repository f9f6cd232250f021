"""Differences as a page tells them: what happened to each entity, its old and new words, and where it stands or stood."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.document.document_parts import Inline, Link
from generator.document.page_paths import href, page_holding, page_of
from generator.document.runbook_context import RunbookContext, inline, source_link
from generator.model.differences import Difference, FieldDifference, depths, relayered, spoken, tally
from generator.model.entities import DEFAULT_PHASE
from generator.model.release import Released
from generator.model.variant import Origin, short_form
from generator.text.inline_markup import plain_text

HEAD = "variant"
# From the folder of the page to that of the release before.
TO_RELEASES = "../.."


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field with its values as written, None where there is none; for values of several lines, each with `-`, `+` or a blank."""

    name: str
    old: str | None
    new: str | None
    because: Inline
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One entity: what happened to it, in one word or more, and a link to it, in the release before if it is gone."""

    words: tuple[str, ...]
    link: Link
    name: str
    gone: bool
    formerly: str
    place: str
    because: Inline
    fields: tuple[FieldTold, ...]
    depth: int
    source: Link | None


@dataclass(frozen=True, slots=True)
class Block:
    """Several differences: how often each thing happened, then each. `relayered` are pairs of layers with a number of entities."""

    counts: tuple[tuple[str, int], ...]
    entries: tuple[ChangeEntry, ...]
    relayered: tuple[tuple[tuple[str, str], int], ...]

    def __bool__(self) -> bool:
        return bool(self.entries or self.relayered)


@dataclass(frozen=True, slots=True)
class Sides:
    """One variant in this release and in the one before; `now` is None where it is gone.

    Pages of the release before are known by this version's rules; without `pages_known` links lead to the variant's overview.
    """

    variant: str
    now: RunbookContext | None
    before: Released
    pages_known: bool

    def link(self, address: str, title: str) -> tuple[Link, bool]:
        """The link to an entity under its title, and whether it leads to the release before; words alone where neither has it."""
        text = on_a_line(plain_text(title)) or short_form(address)
        if self.now is not None and address == HEAD:
            return Link(text, self.now.page()), False
        if self.now is not None and address in self.now.known:
            return Link(text, self.now.link(address).target), False
        if self._had(address):
            return Link(text, self._formerly(address)), True
        return Link(text), False

    @property
    def overview(self) -> str:
        """The link to the variant's overview, in the release before if it is gone."""
        if self.now is not None:
            return self.now.page()
        return in_before(self.before, page_of(self.variant))

    def _had(self, address: str) -> bool:
        data: Any = self.before.snapshot.get(self.variant, {})
        for step in address.split("."):
            data = data.get(step) if isinstance(data, Mapping) else None
        return isinstance(data, Mapping)

    def _formerly(self, address: str) -> str:
        collection, _, below = address.partition(".")
        top = self.before.snapshot[self.variant][collection].get(below.partition(".")[0], {})
        if not self.pages_known:
            return in_before(self.before, page_of(self.variant))
        page = page_holding(self.variant, address, str(top.get("phase") or DEFAULT_PHASE))
        # A phase is a page, and its groups are anchors only where a list stands in them.
        return in_before(self.before, page, "" if collection == "phases" else address)


def in_before(before: Released, page: str, anchor: str = "") -> str:
    """The link to a page of the release before, from the page of what changed."""
    return f"{TO_RELEASES}/{before.name}/{href('index.md', page, anchor)}"


def told(differences: Iterable[Difference], sides: Sides) -> Block:
    """Differences of one variant, or of a layer as they show in one variant."""
    those = tuple(differences)
    deep = depths(those)
    return Block(
        counts=tuple(tally(those).items()),
        entries=tuple(_told(one, sides, deep.get(one.address, 0)) for one in those if not one.only_relayered),
        relayered=tuple(relayered(those).items()),
    )


def on_a_line(text: str) -> str:
    """Words without line breaks: a snapshot that was read from anywhere may hold some where this version's data cannot."""
    return " ".join(text.split())


def _told(one: Difference, sides: Sides, depth: int) -> ChangeEntry:
    link, gone = sides.link(one.address, one.title)
    return ChangeEntry(
        words=one.words,
        link=link,
        name=short_form(one.address),
        gone=gone,
        formerly=short_form(one.formerly) if one.formerly else "",
        place=one.place,
        because=inline(on_a_line(one.because)),
        fields=tuple(map(_field, one.shown_fields)),
        depth=depth,
        source=_source(one.source, sides),
    )


def _field(field: FieldDifference) -> FieldTold:
    old, new = (None if value is None else spoken(value) for value in (field.old, field.new))
    several = any(value is not None and "\n" in value for value in (old, new))
    return FieldTold(field.field, old, new, inline(on_a_line(field.because)), tuple(_lines(old or "", new or "")) if several else ())


def _lines(old: str, new: str) -> Iterator[tuple[str, str]]:
    before, after = old.splitlines(), new.splitlines()
    for tag, start, end, first, last in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((" ", line) for line in before[start:end])
        else:
            yield from (("-", line) for line in before[start:end])
            yield from (("+", line) for line in after[first:last])


def _source(source: str, sides: Sides) -> Link | None:
    file, _, line = source.rpartition(":")
    if not file or sides.now is None:
        return None
    return source_link(Origin(file, int(line), int(line)), sides.now.settings)
