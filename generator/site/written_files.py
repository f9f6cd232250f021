"""The files that a project has written for its site: hand-written pages, its own theme, and the texts of `mkdocs.yml`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.site.built_site import BuiltSite

# The settings of `mkdocs.yml` that themes show to readers.
SHOWN = ("site_name", "site_description", "site_author", "copyright", "repo_name", "nav", "extra")


def written_files(docs: Mapping[str, bytes], settings: Mapping[str, Any], themes: Iterable[Path] = ()) -> dict[str, bytes]:
    """Return the written files by path. `themes` are the theme folders of the project; `settings` are those of `mkdocs.yml`."""
    own = {f"{folder.name}/{path}": data for folder in themes for path, data in BuiltSite(folder).items()}
    return {**docs, **own, "mkdocs.yml": "\n".join(_texts_in(settings)).encode()}


def shown_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of `mkdocs.yml` that themes show to readers."""
    return {key: settings[key] for key in SHOWN if settings.get(key)}


def package_folders(plugins: Iterable[object]) -> Iterator[Path]:
    """Yield the folders of the packages of plugins."""
    for name in dict.fromkeys(type(plugin).__module__.partition(".")[0] for plugin in plugins):
        yield from map(Path, getattr(sys.modules.get(name), "__path__", ()))


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (text for pair in value.items() for one in pair for text in _texts_in(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in _texts_in(one))
    elif value is not None:
        yield str(value)
