"""The page of changes since the release before: first what changed in shared layers, then what changed in each system."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.document.change_entries import TO_RELEASES, BothReleases, ChangeList, change_list, in_before, on_one_line
from generator.document.document_parts import Link
from generator.document.page_paths import CHANGES, at_anchor
from generator.document.pages import Page, SiteSettings, page_across
from generator.document.print_page import sheet_titles
from generator.document.runbook_context import RunbookContext
from generator.model.differences import ChangedPaths, Differences, ReleaseChanges, SharedDifference, VariantDifference
from generator.text.catalogue import Catalogue

# With at most this many differences all lists are open; with more they are folded.
MOST_OPEN = 20

# Pages or sheets that differ: a link to each, and whether it was `changed`, `added` or `removed`.
Places = tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class LayerChange:
    """What changed in a shared layer for the same systems: links to those that get the changes, and to those that override them."""

    shared: SharedDifference
    anchor: str
    title: str
    reached: tuple[Link, ...]
    overriding: tuple[Link, ...]
    changes: ChangeList


@dataclass(frozen=True, slots=True)
class SystemChange:
    """What changed in one system: its own changes, and links to the changes in shared layers."""

    difference: VariantDifference
    link: Link
    language: str
    changes: ChangeList
    layers: tuple[Link, ...]
    pages: Places
    sheets: Places


def changes_page(
    contexts: Sequence[RunbookContext], words: Catalogue, settings: SiteSettings, since: ReleaseChanges | None, titles: Mapping[str, str]
) -> Page:
    """The page of a release; `since` is None for the first one. `titles` are the titles of all other pages by path."""
    known = {context.variant.id: context for context in contexts}
    found = since.found if since else Differences(tuple(known))
    layers = list(layer_changes(since, known)) if since else []
    systems = [system_change(one, since, known, titles, layers) for one in found.variants] if since else []
    changes = [*(one.changes for one in layers), *(one.changes for one in systems)]
    differing = {one.id for one in found.variants}
    return page_across(
        words,
        CHANGES,
        "changes",
        (words("all"), words("changes")),
        title=words("changes.title", release=settings.release),
        before=Link(since.before.name, f"{TO_RELEASES}/{since.before.name}/index.html") if since else None,
        public=settings.public,
        compared=len(found.compared),
        differs=bool(found),
        known=since is None or since.is_known,
        pages_known=found.pages_known,
        open=sum(len(one.entries) for one in changes) <= MOST_OPEN,
        layers=layers,
        systems=systems,
        same=[
            (one.variant.id, one.variant.language, one.link_to_page("", one.title)) for one in contexts if one.variant.id not in differing
        ],
        across=page_links(found.pages, since, titles) if since else (),
    )


def layer_changes(since: ReleaseChanges, known: Mapping[str, RunbookContext]) -> Iterator[LayerChange]:
    """The changes of shared layers. If parts of one layer change for different systems, each part has a number.

    Texts are shown as in the first system that gets the changes.
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
            changes=change_list(shared.differences, BothReleases(first, known[first], since.before, since.found.pages_known)),
        )


def system_change(
    one: VariantDifference,
    since: ReleaseChanges,
    known: Mapping[str, RunbookContext],
    titles: Mapping[str, str],
    layers: Sequence[LayerChange],
) -> SystemChange:
    context = known.get(one.id)
    releases = BothReleases(one.id, context, since.before, since.found.pages_known)
    changed = context if one.state == "changed" else None
    return SystemChange(
        difference=one,
        link=Link(on_one_line(one.title), releases.overview),
        language=context.variant.language if context else "",
        changes=change_list(one.differences, releases),
        layers=tuple(Link(layer.title, f"#{layer.anchor}") for layer in layers if one.id in layer.shared.variants),
        pages=page_links(one.pages, since, titles) if changed else (),
        sheets=sheet_links(one.sheets, changed) if changed else (),
    )


def page_links(touched: ChangedPaths, since: ReleaseChanges, titles: Mapping[str, str]) -> Places:
    return links_to(touched, lambda path: Link(titles.get(path, path), path), lambda path: Link(path, in_before(since.before, path)))


def sheet_links(touched: ChangedPaths, context: RunbookContext) -> Places:
    """Sheets, with links to the place on the page for printing."""
    titles = sheet_titles(context)

    def link(path: str) -> Link:
        part = path.removeprefix(f"{context.variant.id}/sheets/").removesuffix(".md")
        return Link(titles.get(part, part), at_anchor(context.page("print"), part if part in titles else ""))

    return links_to(touched, link, Link)


def links_to(touched: ChangedPaths, now: Callable[[str], Link], before: Callable[[str], Link]) -> Places:
    """`now` makes the link to a path of this release, `before` to a path of the release before."""
    changed, added = ((now(path), "changed") for path in touched.changed), ((now(path), "added") for path in touched.added)
    return (*changed, *added, *((before(path), "removed") for path in touched.removed))
