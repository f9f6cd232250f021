"""The names at the top of a site: its pages about all systems, and the ids that a system cannot have because the site uses them."""

from __future__ import annotations

from generator.model.release_names import DEVICE, LATEST, RELEASE_LISTS

HOME = "index.md"
MISSING = "404.md"  # MkDocs writes this page
CONTACTS = "contacts/index.md"
SERVICES = "services/index.md"
QUALITY = "quality/index.md"
MATRIX = "matrix/index.md"
CHANGES = "changes/index.md"
ASSETS = "assets"
SEARCH = "search"  # the search of MkDocs has a folder of this name
# The files at the top of every site.
FILES = ("search.js", "builds.js", "sw.js", "offline.json", "web-app.json", "runbook.json", "sitemap.xml")

PAGES = (HOME, MISSING, CONTACTS, SERVICES, QUALITY, MATRIX, CHANGES)
TAKEN = frozenset((*(page.partition("/")[0].removesuffix(".md") for page in PAGES), ASSETS, SEARCH, LATEST, RELEASE_LISTS))


def why_not_a_system(id: str) -> str:
    """Return why a system cannot have this id, as half a sentence; empty if it can."""
    if id in TAKEN:
        return f"the site itself uses the name `{id}`"
    return why_not_a_folder(id)


def why_not_a_folder(id: str) -> str:
    """Return why no folder can have this id, as half a sentence; empty if one can."""
    return f"Windows does not allow a folder named `{id}`" if DEVICE.fullmatch(id) else ""
