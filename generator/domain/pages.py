"""What the core makes: pages, sheets and data files, known by their path below the site's root."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.domain.catalogue import ENGLISH


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the doors know and the core may not ask for: addresses of site and repository, commit, release and today's date."""

    site_name: str = "Runbooks"
    site_url: str = ""
    repo_url: str = ""
    edit_branch: str = "main"
    data_dir: str = "data"
    commit: str = ""
    release: str = ""
    today: date | None = None
    language: str = ENGLISH

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
    """Everything that the core makes of a project."""

    pages: tuple[RenderedPage, ...]
    files: tuple[OutputFile, ...]
