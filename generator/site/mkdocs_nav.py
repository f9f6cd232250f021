"""The navigation of each page: only that of its variant, so that pages do not grow with their number. Also outlines of pages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from html import unescape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from generator.document.pages import Heading, Outline, RenderedPage
from generator.site.mkdocs_internals import nest_paths
from generator.site.navigation import HOME, WRITERS, NavItem, nav_items

SYSTEMS = "Systems"


class OwnNavigation:
    """The navigation, split by variant.

    The sections of generated pages are always made from `made`, because other plugins rearrange navigations. `whole` is the navigation
    that MkDocs and the other plugins made; its hand-written pages and links are kept as they are there.
    """

    def __init__(self, whole: Navigation, made: Iterable[RenderedPage], files: Files, config: MkDocsConfig) -> None:
        pages = {page.path: page for page in made}
        self._variants = {page.path: page.variant for page in pages.values()}
        home: list[StructureItem] = []
        shared: list[StructureItem] = []
        groups: dict[str, list[StructureItem]] = {}
        for item in _items(nav_items(pages.values(), []), files, config):
            first = next(_pages(item))
            if variant := self._variants[first.file.src_uri]:
                groups.setdefault(variant, []).append(item)
            else:
                (home if item is first and first.file.src_uri == HOME else shared).append(item)
        written = _without(whole.items, pages.keys())
        is_one_section = [(type(item), item.title) for item in written] == [(Section, WRITERS)]
        writers = written if is_one_section or not written else [_section(WRITERS, written)]
        shared += writers
        # On the home page, the entry of a variant is its title with a link to its first page.
        links: list[StructureItem] = [Link(items[0].title or "", next(_pages(items[0])).url) for items in groups.values()]
        systems: list[StructureItem] = [Section(SYSTEMS, links)] if groups else []
        self.home = _navigation([*home, *systems, *shared])
        self._shared = _navigation([*home, *shared])
        self._own = {variant: _navigation([*home, *items, *writers]) for variant, items in groups.items()}
        for items in (*groups.values(), [*home, *shared]):
            ordered = _navigation(items).pages
            # Next and previous links stay within a variant.
            for before, page, after in zip([None, *ordered[:-1]], ordered, [*ordered[1:], None], strict=True):
                page.previous_page, page.next_page = before, after

    def of(self, path: str) -> Navigation:
        """Return the navigation of the page with this source path."""
        if path == HOME:
            return self.home
        return self._own.get(self._variants.get(path, ""), self._shared)


def written_docs(config: MkDocsConfig, files: Files) -> list[Any]:
    """Return the navigation of the hand-written pages: from `mkdocs.yml`, or else from their paths."""
    if config.nav is not None:
        return list(config.nav)
    return list(nest_paths(sorted(file.src_uri for file in files.documentation_pages() if file.inclusion.is_in_nav())))


def outline_of(page: Page) -> Outline:
    """Return the outline of a rendered page. Its anchors and its address depend on the settings and on other plugins."""
    headings = tuple(_headings(page.toc))
    path = page.file.dest_uri.removesuffix(".html") + ".md"
    return Outline(path, headings[0].text if headings else unescape(page.title or ""), headings[1:])


def _headings(entries: Iterable[AnchorLink]) -> Iterator[Heading]:
    for entry in entries:
        yield Heading(unescape(entry.title), entry.id)
        yield from _headings(entry.children)


def _items(items: Iterable[NavItem], files: Files, config: MkDocsConfig) -> Iterator[StructureItem]:
    """Yield new sections and pages for the generated pages: other plugins may have changed the pages that MkDocs made."""
    for item in items:
        for title, value in item.items():
            if not isinstance(value, str):
                yield _section(title, [*_items(value, files, config)])
            elif file := files.get_file_from_path(value):
                yield Page(title, file, config)


def _without(items: Iterable[StructureItem], paths: Container[str]) -> list[StructureItem]:
    """Return the items without the pages with these source paths, and without the sections that this makes empty."""
    kept: list[StructureItem] = []
    for item in items:
        if isinstance(item, Section):
            children = _without(item.children, paths)
            if children == item.children:
                kept.append(item)
            elif children:
                kept.append(_section(item.title, children))
        elif not isinstance(item, Page) or item.file.src_uri not in paths:
            kept.append(item)
    return kept


def _section(title: str, children: list[StructureItem]) -> Section:
    section = Section(title, children)
    for child in children:
        child.parent = section
    return section


def _navigation(items: list[StructureItem]) -> Navigation:
    return Navigation(items, [page for item in items for page in _pages(item)])


def _pages(item: StructureItem) -> Iterator[Page]:
    if isinstance(item, Page):
        yield item
    elif isinstance(item, Section):
        for child in item.children:
            yield from _pages(child)
