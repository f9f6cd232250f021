"""The way into MkDocs: its configuration, and a strict build into a given folder."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import get_files
from mkdocs.utils.yaml import yaml_load

from generator.checks.resolve import Outcome
from generator.document.pages import Site, SiteSettings
from generator.model.entities import Visibility
from generator.model.release import Released
from generator.project.faults import InputFault
from generator.project.open_project import Project
from generator.project.revision import SOURCE_DATE_EPOCH
from generator.site.mkdocs_nav import written_docs
from generator.site.mkdocs_plugin import RunbookPlugin, settings_of, theme_folder
from generator.site.plain_project import Docs

CONFIG = "mkdocs.yml"
PLUGIN = "runbook"
PLAIN = {
    "use_directory_urls": False,
    "theme": {"name": "material", "font": False},
    "markdown_extensions": ["attr_list", "tables", "admonition"],
}
HOST = "127.0.0.1"


class BuildFailed(Exception):
    """MkDocs or the plugin has printed why the site cannot be built."""


@dataclass(frozen=True, slots=True)
class ReleaseToBuild:
    """The release that a build is to become: its name, whether it is a draft, and the release that it follows."""

    name: str
    draft: bool = False
    before: Released | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What a finished build wrote: the systems' number, and the pages and files; of what, and with which settings.

    `committed` is the moment of the commit, None where there is none.
    """

    variants: int
    site: Site
    seconds: float
    outcome: Outcome
    settings: SiteSettings
    committed: datetime | None


def load_settings(root: Path, **changes: object) -> MkDocsConfig:
    """The configuration of the project at `root`, validated, with the plugin in it.

    Raises InputFault where it is missing or wrong.
    """
    path = root / CONFIG
    if not path.is_file():
        raise InputFault(f"{path} is missing: it names the site and its theme; `runbook render DIR` writes pages and a {CONFIG} without it")
    # Material prints a notice about its own future on every build; it is no news to a reader of this project's documents.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with messages():
        try:
            config = load_config(str(path), config_file_path=str(path), **changes)
        except (ConfigurationError, Abort) as error:
            raise InputFault(f"{path}: {error.format_message()}") from None
    if not isinstance(config.plugins.get(PLUGIN), RunbookPlugin):
        raise InputFault(f"{path} does not list the plugin `{PLUGIN}` under `plugins:`, so its site would have no runbooks")
    return config


def build_site(
    root: Path,
    site_dir: Path,
    release: ReleaseToBuild | None = None,
    visibility: Visibility | None = None,
    opened: Project | None = None,
) -> Built:
    """Build strictly into the folder `site_dir`; with `release`, as the release that it names; for whom `mkdocs.yml` says, unless said.

    A project that was `opened` with lint is not read a second time.

    Raises BuildFailed, once the reasons have been printed, and InputFault for a configuration that cannot be used.
    """
    config = load_settings(root, site_dir=str(site_dir), strict=True)
    plugin = config.plugins[PLUGIN]
    assert isinstance(plugin, RunbookPlugin)
    plugin.opened = opened
    if release is not None:
        plugin.config.update({"release": release.name, "draft": release.draft})
        plugin.before = release.before
    if visibility is not None:
        plugin.config.update({"visibility": visibility})
    with messages(), _own_source_date():
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Abort:
            raise BuildFailed from None
        finally:
            config.plugins.on_shutdown()
    seen, committed = plugin.seen, plugin.project.revision.committed
    return Built(len(seen.variants), plugin.site, plugin.progress.seconds, seen, plugin.settings, committed)


@contextlib.contextmanager
def _own_source_date() -> Iterator[None]:
    """Forget afterwards what a build set SOURCE_DATE_EPOCH to, since the next one may be of another commit."""
    before = os.environ.get(SOURCE_DATE_EPOCH)
    try:
        yield
    finally:
        os.environ.pop(SOURCE_DATE_EPOCH, None)
        if before is not None:
            os.environ[SOURCE_DATE_EPOCH] = before


def read_settings(project: Project, visibility: Visibility | None = None) -> SiteSettings:
    """What the core is told about the site; without a `mkdocs.yml` the defaults, and the commit and day of the project.

    `visibility` says for whom, in the place of what `mkdocs.yml` says.
    """
    stated = _stated_settings(project)
    return stated if visibility is None else replace(stated, visibility=visibility)


def _stated_settings(project: Project) -> SiteSettings:
    if not (project.root / CONFIG).is_file():
        return SiteSettings(commit=project.revision.of_data, today=project.today)
    config = load_settings(project.root)
    plugin = config.plugins[PLUGIN]
    assert isinstance(plugin, RunbookPlugin)
    return settings_of(config, plugin.config, project)


def source_folders(root: Path) -> tuple[Path, ...]:
    """The folders out of which the site is made, beside the data: the hand-written pages, and a theme folder of the project's own."""
    if not (root / CONFIG).is_file():
        return ()
    config = load_settings(root)
    return tuple(Path(folder).resolve() for folder in (config.docs_dir, config.theme.custom_dir) if folder)


def read_docs(root: Path) -> Docs:
    """The hand-written pages of the project, its own theme folder and ours; without a `mkdocs.yml` our theme alone."""
    if not (root / CONFIG).is_file():
        return Docs({}, [], (theme_folder(),), {"site_name": SiteSettings().site_name, **PLAIN})
    config = load_settings(root)
    files = get_files(config)
    written = {file.src_uri: file.content_bytes for file in files if file.inclusion.is_included()}
    own = config.theme.custom_dir
    themes = (theme_folder(), *((Path(own),) if own and Path(own).resolve() != theme_folder() else ()))
    # Read once more: validation took options out of the mapping that it was given.
    with (root / CONFIG).open("rb") as stream:
        stated = yaml_load(stream)
    return Docs(written, written_docs(config, files), themes, stated)


@contextlib.contextmanager
def messages() -> Iterator[None]:
    """Print the warnings and errors that MkDocs logs to stderr, for as long as the block lasts."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("mkdocs: %(message)s"))
    handler.setLevel(logging.WARNING)
    before = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.level, logger.propagate = before
