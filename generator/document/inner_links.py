"""Links in texts that lead inside: to an entry or a page of the variant or of another one, and to a file of the variant.

Pages link to the target. Paper says after the label where the target is. A link whose target is not there, because it is not public, is
only its label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import is_dataclass, replace
from functools import cache
from operator import is_
from typing import TYPE_CHECKING, Any

from generator.checks.completeness import defined_phases
from generator.document.document_parts import Inline, Link, plain
from generator.document.page_paths import at_anchor, page_holding, page_of
from generator.document.texts_of_parts import fields_without
from generator.model.addresses import full_address
from generator.model.entities import PHASES
from generator.model.variant import Variant, entity_at
from generator.text.inline_markup import FILES, SYSTEM, Emphasis, InlineLink, InnerLink, Part, Strong, Text, is_inner_target, joined
from generator.text.prose_tree import Block, Paragraph, Picture

if TYPE_CHECKING:
    from generator.document.runbook_context import RunbookContext

SHEETS_TO_SYSTEM = "../"  # from the folder of sheets to the folder of the system
UNCHANGED = (str, bool, int, Text)  # most values of parts
Resolve = Callable[[InlineLink], Iterable[Part]]


def resolved(parts: Inline, resolve: Resolve) -> Inline:
    """Return the parts of a text with `resolve(link)` in place of each link that leads inside."""
    if not any(isinstance(part, InlineLink | Strong | Emphasis) for part in parts):
        return parts
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Strong | Emphasis):
            found.append(replace(part, parts=resolved(part.parts, resolve)))
        elif isinstance(part, InlineLink) and is_inner_target(part.url):
            found += resolve(part)
        else:
            found.append(part)
    return joined(found)


def label_of(link: InlineLink) -> Inline:
    """Return only the label of a link."""
    return link.label


def inner_link(context: RunbookContext, link: InlineLink) -> Inline:
    """Return a link that leads inside with its place on the site and on paper; only its label if it leads nowhere."""
    target = link.url
    if target.startswith(FILES):
        path = f"{context.variant.id}/{target}"
        return (InnerLink(path, link.label),) if target in context.variant.files else link.label
    if target.startswith(SYSTEM):
        place = link_to_system(context, target.removeprefix(SYSTEM))
    else:
        place = _place_here(context, full_address(target, context.runbook.procedures, context.runbook.checklists))
    if place is None:
        return link.label
    here = "" if place.text == plain(link.label) else place.text
    away = place.elsewhere or here
    if place.sheet and not here:
        away = context.words("sheet.on", sheet=context.sheet_title(place.sheet))
    return (InnerLink(place.target, link.label, place.sheet, here, away),)


def _place_here(context: RunbookContext, address: str) -> Link | None:
    """Return the link to an entry of the same variant, with its number as text if it has one."""
    collection, _, id = address.partition(".")
    if collection == "phases" and id in PHASES:
        title = context.phase_titles[id]
        return Link(title, context.page(id), id, context.words("sheet.on", sheet=title))
    if address not in context.known:
        return None
    link, number = context.link(address), context.numbers.get(address, "")
    if not number:
        return link
    away = context.words("sheet.pointer", name=number, sheet=context.sheet_title(link.sheet)) if link.sheet else number
    return replace(link, text=number, elsewhere=away)


def link_to_system(context: RunbookContext, written: str) -> Link | None:
    """Return the link to a page of another variant, or to an entry of it: `billing`, `billing/rollback`, `billing#procedures.x`.

    None if there is no such variant, entry or phase with any content.
    """
    page, _, address = written.partition("#")
    id, _, phase = page.partition("/")
    other = context.others.get(id)
    if other is None:
        return None
    title = other.runbook.variant.title
    if address:
        return _entry_elsewhere(other, full_address(address, other.runbook.procedures, other.runbook.checklists))
    known = next((one for one in PHASES if one == phase), None)
    if known is None:
        return Link(title, page_of(other.id))
    if known not in defined_phases(other.runbook):
        return None
    named = other.runbook.phases.get(known)
    return Link(f"{title}: {named.title if named else context.words(f'phase.{known}')}", page_of(other.id, known))


def _entry_elsewhere(other: Variant, address: str) -> Link | None:
    from generator.document.runbook_context import name_of, phase_of  # that module imports this one

    found = entity_at(other.runbook, address)
    if found is None:
        return None
    top = entity_at(other.runbook, ".".join(address.split(".", 2)[:2]))
    return Link(f"{other.runbook.variant.title}: {name_of(found)}", at_anchor(page_holding(other.id, address, phase_of(top)), address))


def placed_picture(variant: Variant, picture: Picture) -> Block:
    """Return a picture with its path from the root of the site; only its alternative text if the variant does not have it."""
    if picture.path not in variant.files:
        return Paragraph((Text(picture.alternative),))
    return Picture(f"{variant.id}/{picture.path}", picture.alternative, variant.files[picture.path].digest)


def pictures_in(part: Any) -> Iterator[str]:
    """Yield the paths of the pictures of a part, as texts write them."""
    if isinstance(part, tuple):
        for one in part:
            yield from pictures_in(one)
    elif isinstance(part, Picture):
        yield FILES + part.path.partition(f"/{FILES}")[2]
    else:
        for name in _fields(part.__class__):
            yield from pictures_in(getattr(part, name))


def on_paper(part: Any, sheet: str) -> Any:
    """Return a part of a document as the sheet `sheet` prints it: with words in place of links that lead inside.

    A link to a file stays, with the name of the file after it.
    """
    if part is None or isinstance(part, str | Text):
        return part  # most parts
    if isinstance(part, tuple):
        made = [one if type(one) in UNCHANGED else on_paper(one, sheet) for one in part]
        if all(map(is_, made, part)):
            return part
        if any(isinstance(one, InnerLink) for one in part):
            return joined(one for old, new in zip(part, made, strict=True) for one in (new if isinstance(old, InnerLink) else (new,)))
        return tuple(made)
    if isinstance(part, InnerLink):
        return _printed(part, sheet)
    if isinstance(part, Picture):
        return replace(part, path=f"{SHEETS_TO_SYSTEM}{FILES}{part.path.partition(f'/{FILES}')[2]}")
    inner = getattr(part, "part", sheet)  # a chapter of the book is a sheet
    changed = {}
    for name in _fields(part.__class__):
        value = getattr(part, name)
        if value and type(value) not in UNCHANGED and (new := on_paper(value, inner)) is not value:
            changed[name] = new
    return replace(part, **changed) if changed else part


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the fields of a kind of part that may have links; none if it is not a part of a document."""
    return fields_without(frozenset(("provenance", "origins")), kind) if is_dataclass(kind) and not issubclass(kind, Link) else ()


def _printed(link: InnerLink, sheet: str) -> Inline:
    _, _, file = link.target.partition(f"/{FILES}")
    if file and "#" not in link.target:
        name = Text(f" ({file})") if plain(link.label) != file else Text("")
        return joined((InlineLink(f"{SHEETS_TO_SYSTEM}{FILES}{file}", link.label), name))
    where = Link(link.here, link.target, link.sheet, link.away).on_sheet(sheet)
    return joined((*link.label, Text(f" ({where})"))) if where else link.label
