"""What the search knows: for each variant its pages and entities by their words, and for the whole site its systems and other pages.

Each index is a script that hands its data to `runbook.search.load`, so that it can be read from `file://` too; pages load it when
somebody searches, a variant's own first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from generator.document.page_context import PageContext, name_of, words_of
from generator.document.pages import Outline, OutputFile, RenderedPage, SiteSettings
from generator.model.entities import Announcement, Entity, Item, Phase, Severity, SignOff, Step
from generator.model.field_facts import record_of
from generator.model.variant import Variant
from generator.text.inline_markup import plain_text

NO_LAYERS: Mapping[str, str] = {}
# What says how an entity is shown is not searched for.
SILENT = frozenset(
    {"aliases", "visibility", "internal", "waive", "blocking", "optional", "group", "kind", "audience", "mode", "lines", "criticality"}
)
# The kinds of entity by the key that holds them; in `items` and `steps` stand what they say.
KINDS = {
    "checklists": "checklist", "procedures": "procedure", "triggers": "trigger", "slos": "target", "contacts": "contact",
    "services": "service", "severities": "severity", "sign-offs": "sign-off", "commands": "command", "announcements": "announcement",
    "record": "blank", "notes": "note", "items": "item", "steps": "step", "choices": "choice", "groups": "group",
}  # fmt: skip


def compose_search(
    variants: Mapping[str, Variant],
    settings: SiteSettings,
    pages: Iterable[RenderedPage],
    docs: Sequence[Outline] = (),
    layers: Mapping[str, str] = NO_LAYERS,
) -> tuple[OutputFile, ...]:
    """`search.js` of the whole site and one in each variant's folder. `pages` are those of the site, `docs` the hand-written ones."""
    scopes = [PageContext(variant, settings, layers) for variant in variants.values()]
    by_variant: dict[str, list[RenderedPage]] = {}
    for page in pages:
        by_variant.setdefault(page.variant, []).append(page)
    across = [page for page in by_variant.get("", ()) if page.path != "index.md"]
    return (site_index(scopes, across, docs), *(variant_index(scope, by_variant[scope.variant.id]) for scope in scopes))


def site_index(scopes: Sequence[PageContext], across: Sequence[RenderedPage], docs: Sequence[Outline]) -> OutputFile:
    """The systems by id, the pages across them, the hand-written pages with their headings."""
    pages = [(address_of(page.path), page.title) for page in across] + [(address_of(page.path), page.title) for page in docs]
    entries = [[len(across) + at, "heading", heading.anchor, heading.text] for at, page in enumerate(docs) for heading in page.headings]
    systems = {scope.variant.id: [scope.title, plain_text(scope.runbook.variant.summary or "")] for scope in scopes}
    return index("search.js", "", {"systems": systems, "pages": pages}, entries)


def variant_index(scope: PageContext, pages: Sequence[RenderedPage]) -> OutputFile:
    """A variant's pages, the roles that do its work, and every entity but its phases, which are pages."""
    order = {page.path: at for at, page in enumerate(pages)}
    entries = [
        entry(address, entity, order[scope.page_with(address)])
        for address, entity in scope.known.items()
        if not isinstance(entity, Phase) and words_of(entity)
    ]
    roles = {key: contact.title for key, contact in scope.runbook.contacts.items() if any(row[5:6] == [key] for row in entries)}
    below = [[address_of(page.path).removeprefix(f"{scope.variant.id}/"), page.title] for page in pages]
    head = {"title": scope.title, "roles": roles, "pages": below}
    return index(f"{scope.variant.id}/search.js", scope.variant.id, head, entries)


def entry(address: str, entity: Entity, page: int) -> list[Any]:
    """Page, kind, anchor, title, further words, role, 1 where blocking; what is empty at the end is left out."""
    title = name_of(entity)
    if isinstance(entity, Severity):
        title = f"{entity.label or address.rpartition('.')[2].upper()} {title}"
    role = (entity.role or "") if isinstance(entity, Item | Step | Announcement | SignOff) else ""
    blocking = 1 if isinstance(entity, Item | Step) and entity.blocking else 0
    row = [page, kind_of(address), address, title, " · ".join(further_words(entity, title)), role, blocking]
    while row[-1] in ("", 0):
        row.pop()
    return row


def kind_of(address: str) -> str:
    parts = address.split(".")
    return KINDS[parts[-2]]


def further_words(entity: Entity, title: str) -> Iterator[str]:
    """What is said of an entity beside its title, each once."""
    seen = {title, name_of(entity), getattr(entity, "label", None)}
    for name in spoken_fields(type(entity)):
        value = getattr(entity, name)
        words = "" if value is None else plain_text(value) if isinstance(value, str) and name != "run" else str(value)
        words = " ".join(words.split())
        if words and words not in seen:
            seen.add(words)
            yield words


@cache
def spoken_fields(kind: type[Entity]) -> tuple[str, ...]:
    """The fields of a kind of entity that hold words or figures rather than entities or links between them."""
    fields = record_of(kind).fields.values()
    return tuple(spec.attribute for spec in fields if spec.shape != "entities" and not spec.reference and spec.attribute not in SILENT)


def address_of(path: str) -> str:
    """The address below the site's root of the page at a Markdown path."""
    return path.removesuffix(".md") + ".html"


def index(path: str, variant: str, head: Mapping[str, Any], entries: Iterable[list[Any]]) -> OutputFile:
    """The script that hands over an index, an entry a line."""
    lines = ",\n".join(to_json(row) for row in entries)
    opening = to_json(head)[:-1]
    return OutputFile(path, f'runbook.search.load({to_json(variant)},{opening},"entries":[\n{lines}\n]}});\n')


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
