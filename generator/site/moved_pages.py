"""What is at the earlier addresses of renamed systems: pages that lead on to the present pages, and copies of all other files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.document.compose import RunbookDocument
from generator.document.page_paths import href
from generator.document.pages import OutputFile, Page
from generator.site.address_index import FILE as PLACES
from generator.site.file_builds import BOXES
from generator.text.catalogue import catalogue, direction
from generator.text.templating import templates_in

TEMPLATES = templates_in("releases", keep_trailing_newline=True)
SCRIPT = Path(__file__).parents[1] / "templates" / "offline" / "moved.js"
SCRIPT_NAME = "moved.js"
COPIED = (BOXES, PLACES)  # what pages of other releases read; addresses in it are relative to the folder of the system


def moved_pages(documents: Iterable[RunbookDocument], pages: Iterable[Page], files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """Yield the files at the earlier addresses of each renamed system.

    They are a page for each page and each sheet in HTML, the script that keeps the item and the run of the address, and copies of the
    files that pages of other releases read. `pages` and `files` are those of the site.
    """
    renamed = [one for one in documents if one.context.runbook.variant.aliases]
    titles = {page.path: page.title for page in pages} if renamed else {}
    texts = {file.path: file.text for file in files} if renamed else {}
    for document in renamed:
        own = f"{document.context.variant.id}/"
        html = {path: document.context.title for path in texts if path.startswith(own) and path.endswith(".html")}
        found = {path: title for path, title in titles.items() if path.startswith(own)} | html
        for alias in document.context.runbook.variant.aliases:
            for path, title in found.items():
                place = f"{alias}/{path.removeprefix(own).removesuffix('.md').removesuffix('.html')}.html"
                yield OutputFile(place, _page(document, place, path, title, f"{alias}/{SCRIPT_NAME}"))
            yield OutputFile(f"{alias}/{SCRIPT_NAME}", SCRIPT.read_text(encoding="utf-8"))
            yield from (OutputFile(f"{alias}/{name}", texts[f"{own}{name}"]) for name in COPIED if f"{own}{name}" in texts)


def moved_copies(documents: Iterable[RunbookDocument], files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield copies of sheets and attached files at the earlier addresses of each renamed system.

    Only a page can lead on to another address, and people keep links to a PDF or a form.
    """
    renamed = {one.context.variant.id: aliases for one in documents if (aliases := one.context.runbook.variant.aliases)}
    for path, data in files if renamed else ():
        system, _, below = path.partition("/")
        if not path.endswith(".html"):
            yield from ((f"{alias}/{below}", data) for alias in renamed.get(system, ()))


def is_moved_page(path: str, alias: str) -> bool:
    """Return whether a file leads on from an address of the system that had the id `alias`."""
    return path.startswith(f"{alias}/") and (path.endswith(".html") or path == f"{alias}/{SCRIPT_NAME}")


def _page(document: RunbookDocument, place: str, path: str, title: str, script: str) -> str:
    language = document.context.variant.language
    words = catalogue("release", language)
    there = href(place, path)
    page = TEMPLATES.get_template("page.html.jinja")
    return page.render(
        language=words.language,
        direction=direction(words.language),
        title=document.context.title,
        texts=[words("moved")],
        links=[(there, title)],
        forward=there,
        script=href(place, script),
    )
