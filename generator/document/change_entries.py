"""Differences as a page shows them: what happened to each entity, its old and new text, and a link to it."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.document.document_parts import Inline, Link
from generator.document.page_paths import href, page_holding, page_of
from generator.document.runbook_context import RunbookContext, inline, source_link
from generator.model.differences import Difference, FieldDifference, PreviousRelease, depths, relayered, tally, value_text
from generator.model.entities import DEFAULT_PHASE
from generator.model.variant import Origin, short_form
from generator.text.inline_markup import plain_text

HEAD = "variant"
# From the folder of the page to the folder that contains the previous release.
TO_RELEASES = "../.."
DIFF_HEADER_LINES = 3


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field with its values as written, None where there is none. Values of several lines have `lines`, each with `-`, `+` or a space."""

    name: str
    old: str | None
    new: str | None
    because: Inline
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One entity that differs, with a link to it. If it is `gone`, the link leads to the previous release."""

    difference: Difference
    link: Link
    gone: bool
    name: str
    former_name: str
    because: Inline
    fields: tuple[ChangedField, ...]
    depth: int
    source: Link | None


@dataclass(frozen=True, slots=True)
class ChangeList:
    """Several differences: how often each kind of change occurs, then each difference.

    `relayered` are pairs of layers with the number of entities that moved from one to the other.
    """

    counts: tuple[tuple[str, int], ...]
    entries: tuple[ChangeEntry, ...]
    relayered: tuple[tuple[tuple[str, str], int], ...]

    def __bool__(self) -> bool:
        return bool(self.entries or self.relayered)


@dataclass(frozen=True, slots=True)
class BothReleases:
    """One variant in this release and in the release before; `now` is None if it was removed.

    If the pages of the release before are not known, links into it lead to the variant's overview.
    """

    variant: str
    now: RunbookContext | None
    before: PreviousRelease
    pages_known: bool

    def link(self, address: str, title: str) -> tuple[Link, bool]:
        """The link to an entity, and whether it leads to the release before; without a target if neither release has the entity."""
        text = on_one_line(plain_text(title)) or short_form(address)
        if self.now is not None and address == HEAD:
            return Link(text, self.now.page()), False
        if self.now is not None and address in self.now.known:
            return Link(text, self.now.link(address).target), False
        data: Any = self.before.snapshot.get(self.variant, {})
        for key in address.split("."):
            data = data.get(key) if isinstance(data, Mapping) else None
        return (Link(text, self._former_place(address)), True) if isinstance(data, Mapping) else (Link(text), False)

    @property
    def overview(self) -> str:
        """The link to the variant's overview, in the release before if the variant was removed."""
        return self.now.page() if self.now is not None else in_before(self.before, page_of(self.variant))

    def _former_place(self, address: str) -> str:
        if not self.pages_known:
            return in_before(self.before, page_of(self.variant))
        collection, _, below = address.partition(".")
        top = self.before.snapshot[self.variant][collection].get(below.partition(".")[0], {})
        page = page_holding(self.variant, address, str(top.get("phase") or DEFAULT_PHASE))
        # A phase is a whole page, and a group is an anchor only if it has a list.
        return in_before(self.before, page, "" if collection == "phases" else address)


def in_before(before: PreviousRelease, page: str, anchor: str = "") -> str:
    """The link from the page of changes to a page of the release before."""
    return f"{TO_RELEASES}/{before.name}/{href('index.md', page, anchor)}"


def change_list(differences: Iterable[Difference], releases: BothReleases) -> ChangeList:
    """The differences of one variant, or of a layer as one variant shows them."""
    those = tuple(differences)
    deep = depths(those)
    entries = tuple(change_entry(one, releases, deep.get(one.address, 0)) for one in those if not one.only_relayered)
    return ChangeList(tuple(tally(those).items()), entries, tuple(relayered(those).items()))


def change_entry(difference: Difference, releases: BothReleases, depth: int) -> ChangeEntry:
    link, gone = releases.link(difference.address, difference.title)
    file, _, line = difference.source.rpartition(":")
    return ChangeEntry(
        difference=difference,
        link=link,
        gone=gone,
        name=short_form(difference.address),
        former_name=short_form(difference.formerly),
        because=inline(on_one_line(difference.because)),
        fields=tuple(map(changed_field, difference.shown_fields)),
        depth=depth,
        source=source_link(Origin(file, int(line), int(line)), releases.now.settings) if file and releases.now else None,
    )


def on_one_line(text: str) -> str:
    """Remove line breaks: data of another version of the program may have them where this version does not."""
    return " ".join(text.split())


def changed_field(field: FieldDifference) -> ChangedField:
    old, new = (None if value is None else value_text(value) for value in (field.old, field.new))
    lines: tuple[tuple[str, str], ...] = ()
    if "\n" in f"{old}{new}":
        diff = difflib.unified_diff((old or "").splitlines(), (new or "").splitlines(), n=sys.maxsize, lineterm="")
        lines = tuple((line[0], line[1:]) for line in list(diff)[DIFF_HEADER_LINES:])
    return ChangedField(field.field, old, new, inline(on_one_line(field.because)), lines)
