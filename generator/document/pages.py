"""The results of a build: pages, sheets and data files, by their paths from the root of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.document.print_job import PAPERS, Paper, Printed, Unprintable
from generator.document.source_address import SourceAddress
from generator.model.differences import Differences
from generator.model.entities import INTERNAL, PUBLIC, Visibility
from generator.model.variant_version import VariantVersion
from generator.text.catalogue import ENGLISH, Catalogue

if TYPE_CHECKING:
    from generator.document.compose import RunbookDocument


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings of a site.

    `papers` are the paper sizes of PDFs. `draft` means that the release may be incomplete. `visibility` is `public` if anybody may read the
    site. `sources` are the web addresses of the data, if there are any. `commit` is that of the whole site, `versions` are those of its
    variants by id; without a version, nothing is said about it.
    """

    site_name: str = "Runbooks"
    site_url: str = ""
    sources: SourceAddress | None = None
    commit: str = ""
    versions: Mapping[str, VariantVersion] = field(default_factory=dict)
    release: str = ""
    draft: bool = False
    today: date | None = None
    language: str = ENGLISH
    papers: tuple[Paper, ...] = PAPERS
    visibility: Visibility = INTERNAL

    @property
    def public(self) -> bool:
        """Return whether anybody may read the site."""
        return self.visibility == PUBLIC

    def address(self, path: str) -> str:
        """Return the web address of a file of the site, inside its release if there is one; empty without `site_url`."""
        if not self.site_url:
            return ""
        return "/".join(filter(None, (self.site_url.rstrip("/"), self.release, path)))


@dataclass(frozen=True, slots=True)
class Page:
    """One page before rendering. `path` ends in `.md`. `nav` are the titles of the navigation sections that contain the page.

    A page that is not `listed` keeps its address, but is in no navigation and in no search.
    """

    path: str
    title: str
    template: str
    nav: tuple[str, ...] = ()
    variant: str = ""
    language: str = ENGLISH
    view: dict[str, Any] = field(default_factory=dict)
    listed: bool = True


def page_across(words: Catalogue, path: str, template: str, titles: tuple[str, ...], /, **view: Any) -> Page:
    """Compose a page about all systems, in the language of `words`.

    `titles` are the titles of the navigation sections, then the title of the page. This last title is also the heading, unless the view has
    a `title`.
    """
    return Page(path, titles[-1], template, titles[:-1], language=words.language, view={"title": titles[-1]} | view)


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page as Markdown with HTML, for any site builder that reads the dialect of Python-Markdown."""

    path: str
    title: str
    markdown: str
    nav: tuple[str, ...] = ()
    variant: str = ""
    language: str = ENGLISH
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page and its anchor."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a hand-written page that the search knows. `path` ends in `.md`. `headings` are those below the title."""

    path: str
    title: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file whose text is written unchanged, such as a sheet or `runbook.json`."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Site:
    """All results of a build. The pages and sheets are made from `documents`.

    `changes` are the differences from the previous release, or None if there is none. `unprintable` are the PDFs that could not be made.
    `attached` are the pictures and documents that texts use, by path.
    """

    pages: tuple[RenderedPage, ...]
    files: tuple[OutputFile, ...]
    printed: tuple[Printed, ...] = ()
    changes: Differences | None = None
    documents: tuple[RunbookDocument, ...] = ()
    unprintable: tuple[Unprintable, ...] = ()
    attached: tuple[tuple[str, bytes], ...] = ()
    copies: tuple[tuple[str, bytes], ...] = ()

    def written(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the bytes of every file that is not a page."""
        for file in self.files:
            yield file.path, file.text.encode()
        yield from self.attached
        yield from self.copies
        for one in self.printed:
            yield one.path, one.pdf
            if one.preview:
                yield one.path.removesuffix(".pdf") + ".png", one.preview
