"""What changed: the page of a release that tells what differs from the one before, for each system, and for all what layers changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.document.change_entries import TO_RELEASES, Block, Sides, in_before, on_a_line, told
from generator.document.document_parts import Link
from generator.document.page_paths import CHANGES, at_anchor, page_of
from generator.document.pages import Page, SiteSettings
from generator.document.print_page import sheet_titles
from generator.document.runbook_context import RunbookContext
from generator.model.differences import Differences, Owner, SharedDifference, Touched, VariantDifference
from generator.model.release import Released, Since
from generator.text.catalogue import Catalogue

# Up to this many differences stand open on the page; more are folded, layer by layer and system by system.
MOST_OPEN = 20


@dataclass(frozen=True, slots=True)
class LayerChange:
    """What changed in a shared layer for the same systems: `reached` out of `built_on`; those `overriding` have their own word on it."""

    anchor: str
    title: str
    layer: str
    reached: tuple[Link, ...]
    built_on: int
    overriding: tuple[Link, ...]
    told: Block


@dataclass(frozen=True, slots=True)
class Places:
    """Pages or sheets that differ, those that come and go told apart."""

    changed: tuple[Link, ...] = ()
    added: tuple[Link, ...] = ()
    removed: tuple[Link, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)


@dataclass(frozen=True, slots=True)
class SystemChange:
    """What changed for one system: on its own, and by shared layers, each a link to what is told of it.

    `entities` is what a system holds that came or went as a whole.
    """

    id: str
    link: Link
    language: str
    state: str
    owner: Owner | None
    entities: int
    told: Block
    from_layers: int
    layers: tuple[Link, ...]
    pages: Places
    sheets: Places


def changes_page(
    scopes: Sequence[RunbookContext], words: Catalogue, settings: SiteSettings, since: Since | None, titles: Mapping[str, str]
) -> Page:
    """The page of a release; `since` is None for the first one. `titles` are those of all other pages by path."""
    known = {scope.variant.id: scope for scope in scopes}
    found = since.found if since is not None else Differences(tuple(known))
    layers = tuple(_layers(since, known)) if since is not None else ()
    systems = tuple(_system(one, since, known, titles, layers) for one in found.variants) if since is not None else ()
    blocks = (*(one.told for one in layers), *(one.told for one in systems))
    differing = {one.id for one in found.variants}
    return Page(
        path=CHANGES,
        title=words("changes"),
        template="changes",
        nav=(words("all"),),
        language=words.language,
        view={
            "title": words("changes.title", release=settings.release),
            "before": _release(since.before) if since is not None else None,
            "public": settings.public,
            "compared": len(found.compared),
            "differs": bool(found),
            "known": since is None or since.is_known,
            "pages_known": found.pages_known,
            "open": sum(len(block.entries) for block in blocks) <= MOST_OPEN,
            "layers": layers,
            "systems": systems,
            "same": tuple(
                (name, scope.variant.language, Link(scope.title, scope.page())) for name, scope in known.items() if name not in differing
            ),
            "across": _places(found.pages, since.before, titles) if since is not None else Places(),
        },
    )


def _release(before: Released) -> Link:
    return Link(before.name, f"{TO_RELEASES}/{before.name}/index.html")


def _layers(since: Since, known: Mapping[str, RunbookContext]) -> Sequence[LayerChange]:
    """The parts of a layer that reach different systems are told apart by a number."""
    parts = Counter(shared.layer for shared in since.found.shared)
    seen: Counter[str] = Counter()
    found = []
    for shared in since.found.shared:
        seen[shared.layer] += 1
        title = f"{shared.title} ({seen[shared.layer]})" if parts[shared.layer] > 1 else shared.title
        found.append(_layer(shared, f"layers.{shared.layer}.{seen[shared.layer]}", title, since, known))
    return found


def _layer(shared: SharedDifference, anchor: str, title: str, since: Since, known: Mapping[str, RunbookContext]) -> LayerChange:
    """The words of a layer show as they do in the first system that they reach."""
    first = shared.variants[0]
    return LayerChange(
        anchor=anchor,
        title=on_a_line(title),
        layer=shared.layer,
        reached=tuple(Link(known[name].title, f"#{name}") for name in shared.variants),
        built_on=len(shared.built_on),
        overriding=tuple(Link(known[name].title, known[name].page()) for name in shared.overriding),
        told=told(shared.differences, Sides(first, known[first], since.before, since.found.pages_known)),
    )


def _system(
    one: VariantDifference, since: Since, known: Mapping[str, RunbookContext], titles: Mapping[str, str], layers: Sequence[LayerChange]
) -> SystemChange:
    scope = known.get(one.id)
    sides = Sides(one.id, scope, since.before, since.found.pages_known)
    changed = scope is not None and one.state == "changed"
    return SystemChange(
        id=one.id,
        link=Link(on_a_line(one.title), sides.overview),
        language=scope.variant.language if scope is not None else "",
        state=one.state,
        owner=one.owner,
        entities=one.entities,
        told=told(one.differences, sides),
        from_layers=one.shared,
        layers=tuple(
            Link(layer.title, f"#{layer.anchor}")
            for layer, shared in zip(layers, since.found.shared, strict=True)
            if one.id in shared.variants
        ),
        pages=_places(one.pages, since.before, titles) if changed else Places(),
        sheets=_sheets(one.sheets, scope) if scope is not None and changed else Places(),
    )


def _places(touched: Touched, before: Released, titles: Mapping[str, str]) -> Places:
    def link(path: str) -> Link:
        return Link(titles.get(path, path), path)

    gone = tuple(Link(path, in_before(before, path)) for path in touched.removed)
    return Places(tuple(map(link, touched.changed)), tuple(map(link, touched.added)), gone)


def _sheets(touched: Touched, scope: RunbookContext) -> Places:
    """Sheets by the place from which they are printed."""
    titles = sheet_titles(scope)

    def link(path: str) -> Link:
        part = path.removeprefix(f"{scope.variant.id}/sheets/").removesuffix(".md")
        return Link(titles.get(part, part), at_anchor(page_of(scope.variant.id, "print"), part if part in titles else ""))

    return Places(tuple(map(link, touched.changed)), tuple(map(link, touched.added)), tuple(Link(path) for path in touched.removed))
