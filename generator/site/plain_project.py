"""A project for any builder that reads `mkdocs.yml`: pages, theme and configuration as plain files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.document.pages import Site, SiteSettings
from generator.site.navigation import nav_items
from generator.site.theme_bundles import PARTS, bundled
from generator.site.theme_variables import KEY, RELEASE, release_state, theme_words

PAGES = "docs"
THEME = "overrides"
FILES = "files"
ASSETS = "assets/"
NO_RELEASE = SiteSettings()

# What the configuration of the source project says and a plain one must not: it has its own folders, pages and no plugin.
OWN_KEYS = ("docs_dir", "site_dir", "nav", "plugins", "hooks", "watch")

# A builder may take any link to Markdown for a link to a page of its own, in HTML too: Zensical makes `.html` of it, and reports
# that there is no such page. Encoded and with an empty fragment it is left alone, and browsers read the same address.
LINK_TO_SHEET = re.compile(r'(href="[^":]*)\.md"')


@dataclass(frozen=True, slots=True)
class Docs:
    """The hand-written part of a site: files by path, their navigation, the theme's folders, and `mkdocs.yml` as it was written."""

    files: dict[str, bytes]
    nav: list[Any]
    themes: tuple[Path, ...]
    config: dict[str, Any] = field(default_factory=dict)


def plain_files(site: Site, docs: Docs, settings: SiteSettings = NO_RELEASE) -> dict[str, bytes]:
    """All files of the plain project by path; `files/` holds what belongs into the built site as it is, but for scripts of the theme."""
    files = {f"{PAGES}/{path}": data for path, data in docs.files.items()}
    theme_files = {path: data for folder in docs.themes for path, data in _files_below(folder)}
    files |= {f"{THEME}/{path}": data for path, data in bundled(theme_files).items()}
    files |= {f"{THEME}/{path}": data for path, data in theme_files.items() if path not in PARTS}
    files |= {f"{PAGES}/{page.path}": LINK_TO_SHEET.sub(r'\1%2Emd#"', page.markdown).encode() for page in site.pages}
    files |= {f"{THEME if path.startswith(ASSETS) else FILES}/{path}": data for path, data in site.written()}
    config = {key: value for key, value in docs.config.items() if key not in OWN_KEYS}
    theme = config.get("theme", "material")
    config["theme"] = dict(theme) if isinstance(theme, Mapping) else {"name": theme}
    if theme_files:
        config["theme"]["custom_dir"] = THEME
        config["extra"] = {**config.get("extra", {}), KEY: theme_words(site), RELEASE: release_state(settings)}
    config["nav"] = nav_items(site.pages, docs.nav)
    files["mkdocs.yml"] = "".join(f"{key}: {to_yaml(value)}\n" for key, value in config.items()).encode()
    return files


def _files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def to_yaml(value: Any) -> str:
    """A value as YAML in flow style, which is JSON but for the names of functions that themes use for icons."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {to_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(to_yaml(inner) for inner in value) + "]"
    if callable(value):
        return f"!!python/name:{value.__module__}.{value.__qualname__} ''"
    return json.dumps(value)
