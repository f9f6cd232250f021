"""All uses of MkDocs beyond its documented interface for plugins, as in MkDocs 1.6.1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory, nest_paths
from mkdocs.utils.yaml import yaml_load

__all__ = ["build", "clean_directory", "get_files", "load_config", "nest_paths", "plugins_at", "render_page", "yaml_load"]

KNOWN_VERSION: Final = "1.6.1"


def render_page(page: Page, config: MkDocsConfig, files: Files, nav: Navigation, env: Any) -> None:
    """Render one page again and write it, as `build` does for every page. `files`, `nav` and `env` come from the last build."""
    _populate_page(page, config, files)
    _build_page(page, config, files.documentation_pages(), nav, env)


def plugins_at(config: MkDocsConfig, events: Iterable[str]) -> list[str]:
    """Return the names of the other plugins and hooks that handle one of these events, in the order of their first calls."""
    origins = config.plugins._event_origins  # noqa: SLF001 - only this module uses undocumented names
    names = (origins.get(method, "") for event in events for method in config.plugins.events[event])
    return list(dict.fromkeys(name for name in names if name not in ("", "runbook")))
