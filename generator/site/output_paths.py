"""The paths of a site: hand-written files that would be written to the same place as a generated file, so that one of them is lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from generator.document.pages import Site
from generator.site.file_builds import SEARCH, SITE_BUILDS
from generator.site.service_worker import LIST, WORKER
from generator.site.theme_bundles import BUNDLES, PARTS
from generator.site.web_app import ICONS, MANIFEST

A_FILE = "a generated file"


def own_outputs(site: Site, others: Iterable[str] = ()) -> dict[str, str]:
    """Return what is at each path that the program writes: a page with its title, or a file. `others` are paths of more files."""
    systems = {page.variant for page in site.pages} - {""}
    pdfs = (one.path for one in site.printed)
    pictures = (f"{one.path.removesuffix('.pdf')}.png" for one in site.printed if one.preview)
    files = (
        *(file.path for file in site.files),
        *(path for path, _ in (*site.attached, *site.copies)),
        *pdfs,
        *pictures,
        *BUNDLES,
        *PARTS,
        *others,
        WORKER,
        SITE_BUILDS,
        MANIFEST,
        *ICONS,
    )
    of_systems = (str(PurePosixPath(system, name)) for system in ("", *systems) for name in (LIST, SEARCH))
    found = dict.fromkeys((*files, *of_systems), A_FILE)
    names = {page.path: ": ".join((*page.nav, page.title)) for page in site.pages}
    return found | {f"{path.removesuffix('.md')}.html": f"the generated page “{name}”" for path, name in names.items()}


def clashes(written: Mapping[str, str], own: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each hand-written file whose place is taken. `written` are the paths in the site, by the name of the file.

    A place is also taken if it differs only in case, since some systems then keep one of the two, and if one path is a file and a folder.
    """
    files = {_folded(path): (path, what) for path, what in own.items()}
    folders = {_folded(str(folder)): (f"{folder}/", "a folder of generated files") for path in own for folder in _above(path)}
    for name, path in written.items():
        places = (*(files.get(_folded(place)) for place in (path, *map(str, _above(path)))), folders.get(_folded(path)))
        place, what = next(filter(None, places), ("", ""))
        if place == path:
            yield f"{name} and {what} are both {path} in the site; rename {name}, or leave it out with `exclude_docs`"
        elif place:
            yield f"{name} is {path} in the site, and {what} is {place}: not every system can keep both; rename {name}"


def twins(written: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each hand-written file with the same place in the site as an earlier one."""
    first: dict[str, str] = {}
    for name, path in written.items():
        if (other := first.setdefault(path, name)) != name:
            yield f"{other} and {name} are both {path} in the site; rename one of them, or leave it out with `exclude_docs`"


def _above(path: str) -> list[PurePosixPath]:
    """Return the folders above a path, without the root."""
    return list(PurePosixPath(path).parents)[:-1]


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
