"""Find out quickly whether hand-written files may have the places of generated ones. Most projects need no site builder to know it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from generator.model.site_names import FILES, TAKEN
from generator.project.settings_file import settings_file

DOCS_DIR = re.compile(r"""^docs_dir:[ \t]*["']?([^"'#\n]+)""", re.MULTILINE)


def may_clash(root: Path, variants: Iterable[str]) -> bool:
    """Return whether a file or folder at the top of the hand-written files has the name of a system or of a part of the site.

    Also return True for a `README.md` that is the home page, or is one page with an `index.md` beside it.
    """
    settings = settings_file(root)
    if settings is None or not settings.is_file():
        return False
    docs = root / docs_folder(settings)
    names = {*variants, *TAKEN, *(name.partition(".")[0] for name in FILES)}
    if docs.is_dir() and any(path.name.casefold().partition(".")[0] in names for path in docs.iterdir()):
        return True
    return any(path.parent == docs or (path.parent / "index.md").exists() for path in docs.rglob("README.md"))


def docs_folder(settings: Path) -> str:
    """Return the folder of hand-written pages as a settings file states it; `docs` if it states none, or cannot be read."""
    try:
        found = DOCS_DIR.search(settings.read_text("utf-8", "replace")) if settings.is_file() else None
    except OSError:
        found = None  # whoever reads all settings reports that
    return found[1].strip().rstrip("/") if found else "docs"
