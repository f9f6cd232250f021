"""What the core makes: pages, sheets and data files, known by their path below the site's root."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.document.print_job import PAPERS, Paper, Printed, Unprintable
from generator.model.differences import Differences
from generator.model.entities import Visibility
from generator.model.visibility import INTERNAL, PUBLIC
from generator.text.catalogue import ENGLISH, Catalogue

if TYPE_CHECKING:
    from generator.document.compose import RunbookDocument


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the command line and MkDocs know: addresses of site and repository, commit, release and today's date.

    `papers` are the sizes of paper that PDFs are made for. `draft` says that the release is none yet, and may lack what one needs.
    `visibility` says for whom all is made: a public site is made from what anybody may read.
    """

    site_name: str = "Runbooks"
    site_url: str = ""
    repo_url: str = ""
    edit_branch: str = "main"
    commit: str = ""
    release: str = ""
    draft: bool = False
    today: date | None = None
    language: str = ENGLISH
    papers: tuple[Paper, ...] = PAPERS
    visibility: Visibility = INTERNAL

    @property
    def public(self) -> bool:
        """Whether the site is for anybody at all."""
        return self.visibility == PUBLIC

    def address(self, path: str) -> str:
        """The web address of a file of the site, in this release if it is one; empty where nobody said where the site will stand."""
        if not self.site_url:
            return ""
        return "/".join(filter(None, (self.site_url.rstrip("/"), self.release, path)))


@dataclass(frozen=True, slots=True)
class Page:
    """One page before rendering: `path` ends in `.md`; `nav` is the chain of section titles above it; `view` fills `template`."""

    path: str
    title: str
    template: str
    nav: tuple[str, ...] = ()
    variant: str = ""
    language: str = ENGLISH
    view: dict[str, Any] = field(default_factory=dict)


def page_across(words: Catalogue, path: str, template: str, name: str, nav: tuple[str, ...], /, **view: Any) -> Page:
    """Compose a page about all systems, in the language of `words`. Its heading is its `name`, unless the view has another `title`."""
    return Page(path, name, template, nav, language=words.language, view={"title": name} | view)


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page as Markdown with HTML, ready for any builder that reads Python-Markdown's dialect."""

    path: str
    title: str
    markdown: str
    nav: tuple[str, ...] = ()
    variant: str = ""
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page and its anchor."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What a search knows of a hand-written page: `path` ends in `.md`; `headings` are those below the title."""

    path: str
    title: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that is written as it is: a sheet, `runbook.json`."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that the core makes of a project, and what a typesetter has printed of it. `documents` are what all of it is made from.

    `changes` are what differs from the release before; None where this is no release, or the first. `unprintable` is what the
    typesetter could not print.
    """

    pages: tuple[RenderedPage, ...]
    files: tuple[OutputFile, ...]
    printed: tuple[Printed, ...] = ()
    changes: Differences | None = None
    documents: tuple[RunbookDocument, ...] = ()
    unprintable: tuple[Unprintable, ...] = ()

    def written(self) -> Iterator[tuple[str, bytes]]:
        """The path and the bytes of everything that is written as it is, beside the pages."""
        for file in self.files:
            yield file.path, file.text.encode()
        for one in self.printed:
            yield one.path, one.pdf
            if one.preview:
                yield one.path.removesuffix(".pdf") + ".png", one.preview
