"""A project for every builder that reads `mkdocs.yml`: pages, theme and configuration as plain files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.document.pages import Site, SiteSettings
from generator.project.faults import InputFault
from generator.site.built_site import BuiltSite
from generator.site.file_builds import builds_of, with_builds
from generator.site.forges import repository_address
from generator.site.navigation import nav_items
from generator.site.output_paths import clashes, own_outputs
from generator.site.theme_bundles import BUNDLES, PARTS, bundled
from generator.site.theme_variables import theme_variables
from generator.site.written_files import written_files

PAGES = "docs"
THEME = "overrides"
FILES = "files"
ASSETS = "assets/"
TEMPLATES = ("404.html", "sitemap.xml", "sitemap.xml.gz")  # the pages that themes write beside those of Markdown

# Keys of the source project without a use in a plain project, which has its own folders and pages and no plugin.
OWN_KEYS = ("docs_dir", "site_dir", "nav", "plugins", "hooks", "watch", "exclude_docs", "draft_docs", "edit_uri", "edit_uri_template")

# Zensical treats each link to Markdown, also in HTML, as a link to a page: it changes the ending to `.html` and reports a missing page.
# Zensical does not change a link with an encoded dot and an empty fragment, and browsers open the same file.
LINK_TO_SHEET = re.compile(r'(href="[^":]*)\.md"')

EXTENDS_BASE = re.compile(rb"""({%-?\s*extends\s+)["']base\.html["']""")


@dataclass(frozen=True, slots=True)
class Docs:
    """The hand-written part of a site: files by path, their navigation, the folders of the theme, and the content of `mkdocs.yml`.

    The first folder of the theme is ours; any other is the project's own. `outputs` are the paths of the files in the site, by their names
    in messages. `warnings` are those of MkDocs about files that it leaves out.
    """

    files: dict[str, bytes]
    nav: list[Any]
    themes: tuple[Path, ...]
    config: dict[str, Any] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def packages(self) -> tuple[Path, ...]:
        """The folders of installed themes."""
        return self.themes[:1]

    @property
    def written(self) -> dict[str, bytes]:
        """Every file that the project has written for the site."""
        return written_files(self.files, self.config, self.themes[1:])


def plain_files(site: Site, docs: Docs, settings: SiteSettings) -> dict[str, bytes]:
    """Return all files of the plain project by path. The files in `files/` must be copied into the built site.

    Raises InputFault if a hand-written file has the place of a generated one.
    """
    if lost := [*clashes(docs.outputs, own_outputs(site, TEMPLATES))]:
        raise InputFault("\n".join(lost))
    files = {f"{PAGES}/{path}": data for path, data in docs.files.items()}
    theme_files = {path: _in_our_frame(path, data) for folder in docs.themes for path, data in BuiltSite(folder).items()}
    theme_files = {path: data for path, data in theme_files.items() if path not in PARTS} | bundled(theme_files)
    written = dict(site.written())
    builds = builds_of(theme_files | written)
    files |= {f"{THEME}/{path}": data for path, data in theme_files.items()}
    for page in site.pages:
        files[f"{PAGES}/{page.path}"] = with_builds(LINK_TO_SHEET.sub(r'\1%2Emd#"', page.markdown).encode(), page.path, builds)
    for path, data in written.items():
        files[f"{THEME if path.startswith(ASSETS) else FILES}/{path}"] = with_builds(data, path, builds) if path.endswith(".html") else data
    config = {key: value for key, value in docs.config.items() if key not in OWN_KEYS}
    theme = config.get("theme", "material")
    config["theme"] = dict(theme) if isinstance(theme, Mapping) else {"name": theme}
    if theme_files:
        config["theme"]["custom_dir"] = THEME
        own = {path: build for path, build in builds.items() if path.startswith(ASSETS) and (path in BUNDLES or path in written)}
        config["extra"] = {**(config.get("extra") or {}), "runbook": {**theme_variables(site, settings), "builds": own}}
    if "repo_url" in config:
        config["repo_url"] = repository_address(str(config["repo_url"])) or config["repo_url"]
        config["edit_uri"] = ""  # builders would make links to pages that are not in the repository
    if settings.site_url:
        config["site_url"] = settings.site_url
    config["nav"] = nav_items(site.pages, docs.nav)
    if unlisted := [f"/{page.path}" for page in site.pages if not page.listed]:
        config["not_in_nav"] = "\n".join((*str(config.get("not_in_nav") or "").splitlines(), *unlisted))
    files["mkdocs.yml"] = "".join(f"{key}: {to_yaml(value)}\n" for key, value in config.items()).encode()
    return files


def _in_our_frame(path: str, data: bytes) -> bytes:
    """Return a file of the theme. A template that extends Material's frame extends ours instead, as the plugin arranges it."""
    return data if path == "runbook.html" else EXTENDS_BASE.sub(rb'\1"runbook.html"', data)


def to_yaml(value: Any) -> str:
    """Return a value as YAML in flow style: as JSON, but functions, which themes use for icons, by their names."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {to_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(to_yaml(inner) for inner in value) + "]"
    if callable(value):
        return f"!!python/name:{value.__module__}.{value.__qualname__} ''"
    return json.dumps(value, default=str)  # a date, for example
