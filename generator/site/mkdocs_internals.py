"""All uses of MkDocs beyond its documented interface for plugins, as in MkDocs 1.6.1."""

from __future__ import annotations

import os
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import cache_from_source
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory, nest_paths
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

__all__ = [
    "LOADING",
    "RENDERING",
    "build",
    "clean_directory",
    "forget_hooks",
    "fresh_scripts",
    "get_files",
    "get_yaml_loader",
    "is_included",
    "is_stated",
    "load_config",
    "nest_paths",
    "plugins_at",
    "render_page",
    "settings_files",
    "yaml_load",
]

KNOWN_VERSION: Final = "1.6.1"
UTF_16: Final = (BOM_UTF16_LE, BOM_UTF16_BE)
# The functions that render one page, their parameter `page`.
RENDERING: Final = (_populate_page.__name__, _build_page.__name__)
LOADING: Final = Hooks._load_hook.__name__  # noqa: SLF001 - the function that loads a hook, its parameter `path`


def render_page(page: Page, config: MkDocsConfig, files: Files, nav: Navigation, env: Any) -> None:
    """Render one page again and write it, as `build` does for every page. `files`, `nav` and `env` come from the last build."""
    _populate_page(page, config, files)
    _build_page(page, config, files.documentation_pages(), nav, env)


def plugins_at(config: MkDocsConfig, events: Iterable[str]) -> list[str]:
    """Return the names of the other plugins and hooks that handle one of these events, in the order of their first calls."""
    origins = config.plugins._event_origins  # noqa: SLF001 - only this module uses undocumented names
    names = (origins.get(method, "") for event in events for method in config.plugins.events[event])
    return list(dict.fromkeys(name for name in names if name not in ("", "runbook")))


def is_included(path: str, config: MkDocsConfig) -> bool:
    """Return whether a file in the folder of hand-written pages is part of the site."""
    file = File(path, config.docs_dir, config.site_dir, use_directory_urls=config.use_directory_urls)
    set_exclusions([file], config)
    included: bool = file.inclusion.is_included()
    return included


def is_stated(config: MkDocsConfig, key: str) -> bool:
    """Return whether the settings have a value for a key. MkDocs puts its defaults beside them when it validates."""
    stated: list[dict[str, Any]] = config._Config__user_configs  # type: ignore[attr-defined]  # noqa: SLF001
    return any(one.get(key) is not None for one in stated)


def forget_hooks(hooks: Iterable[ModuleType] = ()) -> None:
    """Let MkDocs load hooks again when it loads settings the next time.

    The compiled files of the given `hooks` are removed: Python takes them for new if a file was saved twice in one second.
    """
    for hook in hooks:
        Path(cache_from_source(hook.__file__ or "")).unlink(missing_ok=True)
    Hooks._load_hook.cache_clear()  # noqa: SLF001


@contextmanager
def fresh_scripts(places: Iterable[Path]) -> Iterator[None]:
    """Let hooks and the Python files at some places be read again: MkDocs and Python keep what they have loaded.

    Compiled files are removed and, inside the `with` block, not written: Python takes them for new if a file was saved twice in one second.
    """
    forget_hooks()
    paths = {str(place.resolve()) for place in places if place.suffix == ".py"}
    for path in paths:
        Path(cache_from_source(path)).unlink(missing_ok=True)
    for name, module in [*sys.modules.items()]:
        if os.path.realpath(getattr(module, "__file__", None) or "") in paths:
            del sys.modules[name]
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def settings_files(path: Path, config: MkDocsConfig, loader: Any = None) -> Mapping[Path, Mapping[str, Any]]:
    """Return the content of the settings and of all files that they inherit from, the most general first, by path.

    `loader` is that of `get_yaml_loader` unless given.
    """
    found: dict[Path, Mapping[str, Any]] = {}
    place: Path | None = path
    while place is not None and place not in found:
        data = place.read_bytes()
        # PowerShell writes UTF-16, which MkDocs reads. From a text, it does not follow the reference to other settings.
        found[place] = yaml_load(
            data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig"), loader or get_yaml_loader(config=config)
        )
        parent = found[place].get("INHERIT")
        place = Path(os.path.normpath(place.parent / parent)) if parent else None
    return dict(reversed(found.items()))
