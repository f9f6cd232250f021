"""The page of changes since the previous release: first the changes in shared layers, then the changes in each system."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.document.document_parts import FieldChange, Inline, Link
from generator.document.page_paths import at_anchor, href, page_holding, page_of
from generator.document.pages import Page, SiteSettings, page_across
from generator.document.print_page import sheet_titles
from generator.document.runbook_context import RunbookContext, inline, source_link
from generator.model.differences import (
    ChangedPaths,
    Difference,
    ReleaseChanges,
    SharedDifference,
    VariantDifference,
    depths,
    relayered,
    tally,
    value_text,
)
from generator.model.entities import DEFAULT_PHASE, PHASE_OF
from generator.model.site_names import CHANGES
from generator.model.variant import Origin, short_form
from generator.text.catalogue import Catalogue
from generator.text.inline_markup import plain_text
from generator.text.line_changes import line_changes

# With at most this many differences, all lists are open; with more, all are folded.
MOST_OPEN = 20
HEAD = "variant"
# The path from the folder of this page to the folder that contains the previous release.
TO_RELEASES = "../.."

# Links to pages or sheets that differ, each with `changed`, `added` or `removed`.
Places = tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One entity that differs, with a link to it. If the entity is `gone`, the link leads to the previous release."""

    difference: Difference
    link: Link
    gone: bool
    name: str
    former_name: str
    because: Inline
    fields: tuple[FieldChange, ...]
    depth: int
    source: Link | None


@dataclass(frozen=True, slots=True)
class ChangeList:
    """Several differences, with the number of times that each kind of change occurs.

    `relayered` are pairs of an old and a new layer, each with the number of entities that moved between them.
    """

    counts: tuple[tuple[str, int], ...]
    entries: tuple[ChangeEntry, ...]
    relayered: tuple[tuple[tuple[str, str], int], ...]

    def __bool__(self) -> bool:
        return bool(self.entries or self.relayered)


@dataclass(frozen=True, slots=True)
class LayerChange:
    """The changes in a shared layer that reach the same systems, with links to these systems and to those that override the changes."""

    shared: SharedDifference
    anchor: str
    title: str
    reached: tuple[Link, ...]
    overriding: tuple[Link, ...]
    changes: ChangeList


@dataclass(frozen=True, slots=True)
class SystemChange:
    """The changes in one system: its own changes, and links to the changes that it gets from shared layers."""

    difference: VariantDifference
    link: Link
    language: str
    changes: ChangeList
    layers: tuple[Link, ...]
    pages: Places
    sheets: Places


@dataclass(frozen=True, slots=True)
class BothReleases:
    """One variant in this release and in the previous one; `now` is None if the variant was removed.

    If the pages of the previous release are not known, links to it lead to the overview of the variant.
    """

    variant: str
    now: RunbookContext | None
    since: ReleaseChanges

    def link(self, address: str, title: str) -> Link:
        """Return the link to an entity.

        If the entity is gone, the link leads to the previous release. If neither release has the entity, the link has no target.
        """
        text = on_one_line(plain_text(title)) or short_form(address)
        if self.now is not None and address == HEAD:
            return Link(text, self.now.page())
        if self.now is not None and address in self.now.known:
            return Link(text, self.now.link(address).target)
        data: Any = self.since.before.snapshot.get(self.variant, {})
        for key in address.split("."):
            data = data.get(key) if isinstance(data, Mapping) else None
        return Link(text, self._former_place(address) if isinstance(data, Mapping) else "")

    def _former_place(self, address: str) -> str:
        if not self.since.found.pages_known:
            return in_before(self.since, page_of(self.variant))
        collection, _, below = address.partition(".")
        top = self.since.before.snapshot[self.variant][collection].get(below.partition(".")[0], {})
        page = page_holding(self.variant, address, str(top.get("phase") or PHASE_OF.get(address.partition(".")[0], DEFAULT_PHASE)))
        # A phase is a whole page, and a group without checklists has no anchor.
        return in_before(self.since, page, "" if collection == "phases" else address)


def changes_page(
    contexts: Sequence[RunbookContext], words: Catalogue, settings: SiteSettings, since: ReleaseChanges | None, titles: Mapping[str, str]
) -> Page:
    """Return the page of changes of a release; `since` is None for the first release.

    `titles` are the titles of all other pages by path.
    """
    known = {context.variant.id: context for context in contexts}
    layers = list(layer_changes(since, known)) if since else []
    systems = [system_change(one, known.get(one.id), since, titles, layers) for one in since.found.variants] if since else []
    changes = [*(one.changes for one in layers), *(one.changes for one in systems)]
    differing = {one.difference.id for one in systems}
    unchanged = [one for one in contexts if one.variant.id not in differing]
    return page_across(
        words,
        CHANGES,
        "changes",
        (words("all"), words("changes")),
        title=words("changes.title", release=settings.release),
        before=Link(since.before.name, f"{TO_RELEASES}/{since.before.name}/index.html") if since else None,
        public=settings.public,
        compared=len(since.found.compared) if since else 0,
        differs=bool(since and since.found),
        known=since is None or since.is_known,
        pages_known=since is None or since.found.pages_known,
        open=sum(len(one.entries) for one in changes) <= MOST_OPEN,
        layers=layers,
        systems=systems,
        same=[(one.variant.id, one.variant.language, one.link_to_page("", one.title)) for one in unchanged],
        across=page_links(since.found.pages, since, titles) if since else (),
    )


def layer_changes(since: ReleaseChanges, known: Mapping[str, RunbookContext]) -> Iterator[LayerChange]:
    """Yield the changes of shared layers. If parts of one layer change for different systems, each part gets a number.

    If systems show a text of the layer differently, the text of the first system is used.
    """
    for shared in since.found.shared:
        parts = [one for one in since.found.shared if one.layer == shared.layer]
        number = parts.index(shared) + 1
        first = shared.variants[0]
        yield LayerChange(
            shared=shared,
            anchor=f"layers.{shared.layer}.{number}",
            title=on_one_line(f"{shared.title} ({number})" if len(parts) > 1 else shared.title),
            reached=tuple(Link(known[name].title, f"#{name}") for name in shared.variants),
            overriding=tuple(known[name].link_to_page("", known[name].title) for name in shared.overriding),
            changes=change_list(shared.differences, BothReleases(first, known[first], since)),
        )


def system_change(
    one: VariantDifference, context: RunbookContext | None, since: ReleaseChanges, titles: Mapping[str, str], layers: Sequence[LayerChange]
) -> SystemChange:
    return SystemChange(
        difference=one,
        link=Link(on_one_line(one.title), context.page() if context else in_before(since, page_of(one.id))),
        language=context.variant.language if context else "",
        changes=change_list(one.differences, BothReleases(one.id, context, since)),
        layers=tuple(Link(layer.title, f"#{layer.anchor}") for layer in layers if one.id in layer.shared.variants),
        pages=page_links(one.pages, since, titles),
        sheets=sheet_links(one.sheets, context) if context else (),
    )


def page_links(paths: ChangedPaths, since: ReleaseChanges, titles: Mapping[str, str]) -> Places:
    return links_to(paths, lambda path: Link(titles.get(path, path), path), lambda path: Link(path, in_before(since, path)))


def sheet_links(paths: ChangedPaths, context: RunbookContext) -> Places:
    """Return links to the changed sheets of a variant, on its page for printing."""
    titles = sheet_titles(context)

    def link(path: str) -> Link:
        part = path.removeprefix(f"{context.variant.id}/sheets/").removesuffix(".md")
        return Link(titles.get(part, part), at_anchor(context.page("print"), part if part in titles else ""))

    return links_to(paths, link, Link)


def links_to(paths: ChangedPaths, now: Callable[[str], Link], before: Callable[[str], Link]) -> Places:
    """Return links to paths: `now` makes links into this release, `before` makes links into the previous release."""
    changed, added = ((now(path), "changed") for path in paths.changed), ((now(path), "added") for path in paths.added)
    return (*changed, *added, *((before(path), "removed") for path in paths.removed))


def in_before(since: ReleaseChanges, page: str, anchor: str = "") -> str:
    """Return the link from the page of changes to a page of the previous release, where a system may have an earlier id."""
    system, slash, below = page.partition("/")
    page = f"{since.before.ids.get(system, system)}{slash}{below}"
    return f"{TO_RELEASES}/{since.before.name}/{href('index.md', page, anchor)}"


def change_list(differences: tuple[Difference, ...], releases: BothReleases) -> ChangeList:
    """Return the differences of one variant, or of a shared layer in the form that one variant shows."""
    deep = depths(differences)
    entries = tuple(change_entry(one, releases, deep.get(one.address, 0)) for one in differences if not one.only_relayered)
    return ChangeList(tuple(tally(differences).items()), entries, tuple(relayered(differences).items()))


def change_entry(difference: Difference, releases: BothReleases, depth: int) -> ChangeEntry:
    link = releases.link(difference.address, difference.title)
    file, _, line = difference.source.rpartition(":")
    return ChangeEntry(
        difference=difference,
        link=link,
        gone=link.target.startswith(TO_RELEASES),
        name=short_form(difference.address),
        former_name=short_form(difference.formerly),
        because=inline(on_one_line(difference.because)),
        fields=tuple(field_changes(difference)),
        depth=depth,
        source=source_link(Origin(file, int(line), int(line)), releases.now.settings) if file and releases.now else None,
    )


def field_changes(difference: Difference) -> Iterator[FieldChange]:
    for one in difference.shown_fields:
        old, new = (None if value is None else value_text(value) for value in (one.old, one.new))
        lines = line_changes(old, new) if "\n" in f"{old}{new}" else ()
        yield FieldChange(one.field, old, new, inline(on_one_line(one.because)), lines)


def on_one_line(text: str) -> str:
    """Remove line breaks, which data of another version of the program may contain."""
    return " ".join(text.split())
