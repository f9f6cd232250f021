"""Facts, targets, services, contacts, severities, commands and sign-offs as rows that readers look up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.document.document_parts import Cell, Inline, Link, Row, as_text
from generator.document.drawings.target_scale import target_scale
from generator.document.facts import cells_of, facts_of, fixed_texts
from generator.document.figures_in_words import compared
from generator.document.runbook_context import RunbookContext, id_in_words, name_of, phase_of
from generator.document.severity_responses import response_cell
from generator.document.web_links import links_cell_of, runbook_of
from generator.model.entities import Command, Contact, Entity, Item, KnownFact, Service, Severity, SignOff, Slo, Step

# The keys of cells, by the fields that have another name.
FIELDS_OF_REACH = {"email": "mail"}


def row(context: RunbookContext, address: str, entry: Entity, cells: Iterable[Cell] = (), placed: Iterable[str] = (), **more: Any) -> Row:
    """Return the row of an entity: the given `cells`, then a cell for each field that is not in `placed`."""
    title, text, provenance = context.name(address), context.inline(vars(entry).get("text")), context.provenance(address)
    return Row(address, title, text, cells=(*cells, *cells_of(context, entry, tuple(placed))), provenance=provenance, **more)


def cell(context: RunbookContext, key: str, text: str | Inline = (), kind: str = "text", target: str = "") -> Cell:
    return Cell(key, context.words(f"cell.{key}"), as_text(text) if isinstance(text, str) else text, kind, target)


def links_cell(context: RunbookContext, key: str, links: Iterable[Link | None], kind: str = "links") -> Cell:
    return Cell(key, context.words(f"cell.{key}"), kind=kind, links=tuple(filter(None, links)))


def severity_row(context: RunbookContext, key: str, entry: Severity) -> Row:
    respond = cell(context, "respond", context.words.figure(str(entry.respond_within or "")), "figure")
    cells = (respond, cell(context, "escalation", entry.escalation or ""), response_cell(context, entry.response))
    placed = ("respond_within", "escalation", "response")
    return row(context, f"severities.{key}", entry, cells, placed, mark=entry.label or key.upper())


def fact_row(context: RunbookContext, key: str, entry: KnownFact) -> Row:
    """Return the row of a fact. A fact without a label has its id in words."""
    address = f"facts.{key}"
    return Row(address, entry.label or id_in_words(key), context.inline(entry.text), provenance=context.provenance(address))


def target_row(context: RunbookContext, key: str, entry: Slo) -> Row:
    """Return the row of a target with its thresholds, the triggers that watch it, and the lists whose boxes check it."""
    words = context.words
    watching = {f"triggers.{name}": trigger for name, trigger in context.runbook.triggers.items() if trigger.slo == key}
    checking = (address for address, one in context.known.items() if isinstance(one, Item | Step) and one.slo == key)
    checked = (Link(name_of(context.top(address)), context.link(address).target) for address in checking)
    cells = (
        cell(context, "percentile", words.figure(words.ordinal(entry.percentile)) if entry.percentile is not None else ""),
        cell(context, "target", compared(words, entry.target), "strong"),
        cell(context, "window", words.figure(str(entry.window or ""))),
        cell(context, "warn", compared(words, entry.warn), "figure"),
        cell(context, "alert", compared(words, entry.alert), "figure"),
        links_cell(context, "trigger", map(context.link, watching), "uses"),
        links_cell(context, "checked", checked, "uses"),
        links_cell_of(context, f"slos.{key}", entry.links),
    )
    scale = target_scale(context, entry, list(watching.values()))
    return row(context, f"slos.{key}", entry, cells, ("percentile", "target", "window", "warn", "alert"), scale=scale)


def service_row(context: RunbookContext, key: str, entry: Service) -> Row:
    """Return the row of a service with its status page, the services that it needs and the services that need it."""
    page = entry.status_page
    needed_by = [name for name, other in context.runbook.services.items() if key in other.needs]
    cells = (
        cell(context, "status", context.words.figure(without_scheme(page)), "web", page) if page else cell(context, "status"),
        cell(context, "provider", entry.provider or ""),
        links_cell(context, "needs", (context.link(f"services.{name}") for name in entry.needs)),
        links_cell(context, "needed", (context.link(f"services.{name}") for name in needed_by), "uses"),
        links_cell(context, "contact", [context.contact(entry.contact)]),
        links_cell(context, "runbook", [runbook_of(context, entry)]),
        links_cell_of(context, f"services.{key}", entry.links),
    )
    mark = context.words(f"criticality.{entry.criticality}") if entry.criticality else ""
    return row(context, f"services.{key}", entry, cells, ("status_page", "provider", "criticality", "needs", "contact"), mark=mark)


def contact_row(context: RunbookContext, key: str, entry: Contact) -> Row:
    """Return the row of a contact with all ways to reach the contact.

    A value that the data leave null is marked as missing, and of a contact without any value also the name and the phone. In a public
    build nothing is missing, because values may have been removed.
    """
    words, unassigned = context.words, key in context.to_call and context.is_unassigned(entry)
    declared = entry.model_fields_set & {"name", "phone", "email", "channel"} or ({"name", "phone"} if unassigned else set())
    missing = set() if context.settings.public else {FIELDS_OF_REACH.get(field, field) for field in declared}
    reach = (
        cell(context, "name", entry.name or ""),
        cell(context, "phone", words.figure(entry.phone or ""), "tel", f"tel:{phone_number(entry.phone or '')}"),
        cell(context, "mail", words.figure(entry.email or ""), "mail", f"mailto:{entry.email}"),
        cell(context, "channel", context.inline(entry.channel), "inline"),
    )
    known = (one if one.text else Cell(one.key, one.name, missing=one.key in missing) for one in reach)
    more = (
        cell(context, "hours", entry.hours or ""),
        links_cell(context, "backup", [context.contact(entry.backup)]),
        escalation_cell(context, entry),
        links_cell_of(context, f"contacts.{key}", entry.links),
    )
    placed = ("name", "phone", "email", "channel", "hours", "backup", "escalates_to", "escalates_after")
    return row(context, f"contacts.{key}", entry, (*known, *more), placed, group=entry.group or "", alarm=unassigned)


def escalation_cell(context: RunbookContext, entry: Contact) -> Cell:
    """Return the contact who is called next, and how long people wait before."""
    found = links_cell(context, "escalates", [context.contact(entry.escalates_to)])
    return replace(found, text=as_text(context.words("moment.delay", time=entry.escalates_after))) if entry.escalates_after else found


def command_row(context: RunbookContext, key: str, entry: Command) -> Row:
    """Return the row of a command, whose fields are facts and not cells."""
    address = f"commands.{key}"
    outcome: dict[str, Any] = {
        "run": entry.run,
        "syntax": entry.syntax or "",
        "fixed": fixed_texts(context, entry),
        "slots": context.slots(entry.run),
        "expect": context.inline(entry.expect),
        "on_failure": context.way(entry.on_failure, address),
    }
    facts = facts_of(context, entry, placed=("expect",))
    return row(context, address, entry, placed=vars(entry), facts=facts, **outcome)


def sign_off_row(context: RunbookContext, key: str, entry: SignOff) -> Row:
    """Return the row of an approval, with columns to sign. The page of its phase has the box of the approval."""
    address = f"sign-offs.{key}"
    cells = (
        links_cell(context, "contact", [context.contact(entry.role)]),
        links_cell(context, "phase", [Link(context.phase_titles[phase_of(entry)], context.link(address).target)]),
        links_cell(context, "before", [context.link(entry.before)] if entry.before else []),
        cell(context, "name", context.name_in(entry.role), "blank"),
        cell(context, "date", kind="blank"),
        cell(context, "signature", kind="blank"),
    )
    return row(context, address, entry, cells, ("role",))


def without_scheme(url: str) -> str:
    """Return a web address as people write it, without its scheme and final slash."""
    return url.partition("://")[2].rstrip("/")


def phone_number(phone: str) -> str:
    """Return a phone number as `tel:` needs it: `+880 2 5566-7788 ext. 4` is `+880255667788;ext=4`."""
    number, _, extension = phone.replace("ext.", "x").replace("ext", "x").partition("x")
    digits = "".join(character for character in number if character.isdigit() or character == "+")
    return f"{digits};ext={extension.strip()}" if extension.strip() else digits
