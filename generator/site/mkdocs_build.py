"""Run MkDocs: read its configuration, and build the site into a given folder. Warnings are errors."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from generator.checks.resolve import Outcome, Problems
from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.document.pages import Site, SiteSettings
from generator.model.differences import PreviousRelease
from generator.model.entities import Visibility
from generator.project.faults import InputFault
from generator.project.open_project import Project
from generator.project.reading_problems import reading_problem
from generator.project.revision import SOURCE_DATE_EPOCH
from generator.project.settings_file import NAMES, settings_file
from generator.site.mkdocs_faults import foreign_faults
from generator.site.mkdocs_internals import build, get_files, get_yaml_loader, load_config, yaml_load
from generator.site.mkdocs_nav import written_docs
from generator.site.mkdocs_output import hand_written
from generator.site.mkdocs_plugin import RunbookPlugin, settings_of, site_address, sources_of, theme_folder
from generator.site.mkdocs_readable import refuse_unreadable
from generator.site.mkdocs_theme import check_theme
from generator.site.plain_project import Docs

PLUGIN = "runbook"
PLAIN = {
    "use_directory_urls": False,
    "theme": {"name": "material", "font": False},
    "markdown_extensions": ["attr_list", "tables", "admonition"],
}
INHERIT = re.compile(rb"""^INHERIT:[ \t]*["']?([^"'#\r\n]+)""", re.MULTILINE)
HOST = "127.0.0.1"
TRACEBACK = re.compile(r'(?:^Traceback .*\n)?(?:^  File "[^"]*", line \d+, in .*\n(?: {4}.*\n)*)+', re.MULTILINE)


class BuildFailed(Exception):
    """The build failed. MkDocs or the plugin has printed the reason."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: the pages and files, and the data behind them.

    `outcome` contains only data that readers of this site may see. `committed` is the date of the commit; None without a commit.
    """

    site: Site
    seconds: float
    outcome: Outcome
    settings: SiteSettings
    committed: datetime | None


def load_settings(root: Path, **changes: object) -> tuple[MkDocsConfig, RunbookPlugin]:
    """Return the validated configuration of the project at `root`, and our plugin in it.

    Raises:
        InputFault: The configuration is missing or invalid.
    """
    path = settings_file(root)
    if path is None:
        missing = f"{root / NAMES[0]} is missing: it names the site and its theme"
        raise InputFault(f"{missing}; `runbook render DIR` writes pages and a {NAMES[0]} without it")
    _require_files(path)
    # Material prints a notice about its own future at every build, which does not help readers or writers of runbooks.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with messages():
        try:
            with foreign_faults(path):
                config = load_config(str(path), config_file_path=str(path), **changes)
        except (ConfigurationError, Abort) as error:
            raise InputFault(f"{path}: {error.format_message()}") from None
        except RecursionError:
            raise InputFault(f"{path}: it inherits from itself; correct `INHERIT`") from None
    plugin = config.plugins.get(PLUGIN)
    if not isinstance(plugin, RunbookPlugin):
        raise InputFault(f"{path} does not list the plugin `{PLUGIN}` under `plugins:`, so its site would have no runbooks")
    try:
        check_theme(config)
    except InputFault as fault:
        raise InputFault(f"{path}: {fault}") from None
    return config, plugin


def _require_files(path: Path, above: tuple[Path, ...] = ()) -> None:
    """Raise InputFault for settings, also inherited ones, that are not files or cannot be read: to read a pipe would take forever."""
    if path.exists() and not path.is_file():
        raise InputFault(f"{path} is not a regular file, so it has no settings")
    try:
        parent = INHERIT.search(path.read_bytes())
    except OSError as error:
        raise InputFault(f"{path}: {'; '.join(reading_problem(path, error))}") from None
    place = Path(os.path.normpath(path.parent / os.fsdecode(parent[1]).strip())) if parent is not None else None
    if place is not None and place not in above and os.path.lexists(place):
        _require_files(place, (*above, path))


def build_site(
    root: Path,
    site_dir: Path,
    visibility: Visibility | None = None,
    release: str = "",
    *,
    draft: bool = False,
    before: PreviousRelease | None = None,
    opened: Project | None = None,
) -> Built:
    """Build the site of the project at `root` into the folder `site_dir`. Warnings of MkDocs are errors.

    Args:
        root: The folder of the project.
        site_dir: The folder to write to.
        visibility: Overrides the visibility in `mkdocs.yml`.
        release: The name of the release to build; empty for a site that is not a release.
        draft: Whether this release is a draft.
        before: The previous release.
        opened: The project, opened with lint, if the caller has read it already.

    Raises:
        BuildFailed: The build failed; MkDocs or the plugin has printed the reasons.
        InputFault: The configuration is missing or invalid, or a hook, a plugin or a template of somebody else failed.
    """
    config, plugin = load_settings(root, site_dir=str(site_dir), strict=True)
    plugin.opened, plugin.before = opened, before
    if release:
        plugin.config.update({"release": release, "draft": draft})
    if visibility is not None:
        plugin.config.update({"visibility": visibility})
    source_date = os.environ.get(SOURCE_DATE_EPOCH)
    with messages(), foreign_faults(Path(config.config_file_path), config):
        try:
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except Abort:
            raise BuildFailed from None
        finally:
            config.plugins.on_shutdown()
            # A build sets this variable to the date of its commit, and the next build may be of another commit.
            os.environ.pop(SOURCE_DATE_EPOCH, None)
            if source_date is not None:
                os.environ[SOURCE_DATE_EPOCH] = source_date
    return Built(plugin.site, plugin.progress.seconds, plugin.seen, plugin.settings, plugin.project.revision.committed)


def read_settings(project: Project, visibility: Visibility | None = None) -> SiteSettings:
    """Return the settings of the site, or the defaults if there is no settings file. `visibility` overrides the configured visibility.

    Raises:
        InputFault: The configuration is invalid, or a build would refuse it for a warning: internal content must not be printed by mistake.
    """
    if settings_file(project.root) is not None:
        config, plugin = load_settings(project.root, strict=True)
        settings = settings_of(config, plugin.config, project)
    else:
        settings = SiteSettings(commit=project.revision.of_data, versions=project.versions(), today=project.today)
    return settings if visibility is None else replace(settings, visibility=visibility)


def settings_faults(root: Path) -> Problems:
    """Return an error if a build would refuse the settings; MkDocs prints details. A project without settings has none."""
    path = settings_file(root)
    if path is None:
        return ()
    try:
        site_address(load_settings(root, strict=True)[0])
    except InputFault as fault:
        message = " ".join(str(fault).removeprefix(f"{path}: ").split())
        return (Diagnostic("wrong-settings", message, Span(path.name, 1, 1), "correct it, or `runbook build` and `runbook publish` fail"),)
    return ()


def source_folders(root: Path) -> tuple[Path, ...]:
    """Return the files and folders beside the data that nothing may be written to: settings, hand-written pages, own theme and hooks."""
    return () if settings_file(root) is None else sources_of(load_settings(root)[0])


def read_docs(root: Path) -> Docs:
    """Return the hand-written pages and the theme folders of the project; without a settings file, only our theme."""
    path = settings_file(root)
    if path is None:
        return Docs({}, [], (theme_folder(),), {"site_name": SiteSettings().site_name, **PLAIN})
    config, _ = load_settings(root)
    refuse_unreadable(config)
    with _kept_warnings() as dropped:
        files = get_files(config)
    written = {file.src_uri: file.content_bytes for file in files if file.inclusion.is_included()}
    themes = dict.fromkeys((theme_folder(), *(Path(own).resolve() for own in (config.theme.custom_dir,) if own)))
    # Read the file again, because MkDocs removes options from the mapping when it validates them.
    with path.open("rb") as stream:
        stated = yaml_load(stream, get_yaml_loader(config=config))
    outputs = {name: file.dest_uri for name, file in hand_written(config, files)}
    return Docs(written, written_docs(config, files), tuple(themes), stated, outputs, tuple(dropped))


@contextlib.contextmanager
def _kept_warnings() -> Iterator[list[str]]:
    """Return a list that collects the warnings of MkDocs, inside a `with` block."""
    kept: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: kept.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield kept
    finally:
        logger.removeHandler(handler)


class _WithoutTraceback(logging.Formatter):
    """Leaves out the tracebacks that MkDocs puts into messages; the exception stays."""

    def format(self, record: logging.LogRecord) -> str:
        return TRACEBACK.sub("", super().format(record))


@contextlib.contextmanager
def messages() -> Iterator[None]:
    """Print the warnings and errors of MkDocs to stderr, inside a `with` block."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithoutTraceback("mkdocs: %(message)s"))
    handler.setLevel(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
