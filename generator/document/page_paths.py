"""The page of every entity, and relative links between pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import count

# The page of each collection of reference data.
REFERENCE = {"contacts": "contacts", "services": "services", "slos": "targets", "severities": "severities", "commands": "commands"}


def page_of(variant: str, part: str = "") -> str:
    """Return the path of a page of a variant. `part` is a phase or a reference page; it is empty for the overview."""
    return f"{variant}/{part}/index.md" if part else f"{variant}/index.md"


def page_holding(variant: str, address: str, phase: str) -> str:
    """Return the path of the page that shows an entity of a variant. `phase` is the phase of the list that contains the entity."""
    collection, key = f"{address}.".split(".")[:2]
    parts = REFERENCE | {"phases": key, "facts": "", "links": ""}
    return page_of(variant, parts.get(collection, phase))


def at_anchor(page: str, anchor: str = "") -> str:
    """Return the target of a link: a page, and an anchor on it if there is one."""
    return f"{page}#{anchor}" if anchor else page


@lru_cache(maxsize=65536)
def href(origin: str, target: str, anchor: str = "") -> str:
    """Return the link from the page at path `origin` to an anchor of the page at path `target`. It works on a server and from `file://`."""
    if origin == target:
        return f"#{anchor}"
    below = posixpath.relpath(target, posixpath.dirname(origin) or ".")
    if below.endswith(".md") and posixpath.basename(below) == "index.md":
        below = below[:-3] + ".html"
    return f"{below}#{anchor}" if anchor else below


def slug(text: str) -> str:
    """Return an anchor for a heading that is not an entity: letters and digits of any script, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", text.lower())) or "section"


def slugs(texts: Iterable[str]) -> tuple[str, ...]:
    """Return an anchor for each heading of one page. If headings have the same letters and digits, their anchors get numbers."""
    found: list[str] = []
    for own in map(slug, texts):
        numbered = (f"{own}-{number}" if number > 1 else own for number in count(1))
        found.append(next(anchor for anchor in numbered if anchor not in found))
    return tuple(found)
