"""The navigation of each page: only that of its variant, so that pages do not grow with the number of variants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from generator.site.mkdocs_internals import nest_paths
from generator.site.navigation import HOME, WRITERS

SYSTEMS = "Systems"


class OwnNavigation:
    """The navigation, split by variant. `variants` maps the source path of each page to its variant."""

    def __init__(self, whole: Navigation, variants: Mapping[str, str]) -> None:
        self._variants = variants
        home = [item for item in whole.items if isinstance(item, Page) and item.file.src_uri == HOME]
        shared: list[StructureItem] = []
        groups: dict[str, list[StructureItem]] = {}
        for item in whole.items:
            page = next(_pages(item), None)
            variant = variants.get(page.file.src_uri, "") if page else ""
            if variant:
                groups.setdefault(variant, []).append(item)
            elif item not in home:
                shared.append(item)
        writers = [item for item in shared if isinstance(item, Section) and item.title == WRITERS]
        # On the home page, the entry of a variant is its title with a link to its first page.
        links: list[StructureItem] = [Link(items[0].title or "", next(_pages(items[0])).url) for items in groups.values()]
        systems: list[StructureItem] = [Section(SYSTEMS, links)] if groups else []
        self.home = _navigation([*home, *systems, *shared])
        self._shared = _navigation([*home, *shared])
        self._own = {variant: _navigation([*home, *items, *writers]) for variant, items in groups.items()}
        for items in (*groups.values(), [*home, *shared]):
            pages = _navigation(items).pages
            # Next and previous links stay within a variant.
            for before, page, after in zip([None, *pages[:-1]], pages, [*pages[1:], None], strict=True):
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


def _navigation(items: list[StructureItem]) -> Navigation:
    return Navigation(items, [page for item in items for page in _pages(item)])


def _pages(item: StructureItem) -> Iterator[Page]:
    if isinstance(item, Page):
        yield item
    elif isinstance(item, Section):
        for child in item.children:
            yield from _pages(child)
