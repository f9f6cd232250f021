"""What is looked up rather than ticked: targets, services, contacts, severities, commands and sign-offs as rows."""

from __future__ import annotations

from collections.abc import Iterable

from generator.document.document_parts import Cell, Link, Row, as_text
from generator.document.drawings.target_scale import target_scale
from generator.document.facts import cells_of, facts_of
from generator.document.quantity_words import compared
from generator.document.runbook_context import RunbookContext, inline, phase_of
from generator.model.entities import Command, Contact, Item, Service, SignOff, Slo, Step


def severity_rows(context: RunbookContext) -> tuple[Row, ...]:
    """The levels of incident, gravest first."""
    words = context.words
    return tuple(
        Row(
            anchor=f"severities.{key}",
            title=entry.title,
            mark=entry.label or key.upper(),
            text=inline(entry.text),
            cells=(
                Cell("respond", words("cell.respond"), as_text(words.figure(str(entry.respond_within or ""))), kind="figure"),
                Cell("escalation", words("cell.escalation"), as_text(entry.escalation or "")),
                *cells_of(context, entry, ("respond_within", "escalation")),
            ),
            trail=context.trail(f"severities.{key}"),
        )
        for key, entry in context.runbook.severities.items()
    )


def target_row(context: RunbookContext, key: str, entry: Slo) -> Row:
    """A target with its thresholds, the triggers that watch it and the boxes that check it."""
    address = f"slos.{key}"
    watching = [f"triggers.{name}" for name, trigger in context.runbook.triggers.items() if trigger.slo == key]
    checking = [where for where, one in context.known.items() if isinstance(one, Item | Step) and one.slo == key]
    percentile = context.words.figure(context.words.ordinal(entry.percentile)) if entry.percentile is not None else ""
    words = context.words
    return Row(
        anchor=address,
        title=entry.title,
        text=inline(entry.text),
        scale=target_scale(context, entry, [trigger for trigger in context.runbook.triggers.values() if trigger.slo == key]),
        cells=(
            Cell("percentile", words("cell.percentile"), as_text(percentile)),
            Cell("target", words("cell.target"), as_text(compared(words, entry.target)), kind="strong"),
            Cell("alert", words("cell.alert"), as_text(compared(words, entry.alert)), kind="figure"),
            links_cell(context, "trigger", "uses", watching),
            Cell("checked", words("cell.checked"), kind="uses", links=tuple(in_list(context, where) for where in checking)),
            *cells_of(context, entry, ("percentile", "target", "alert")),
        ),
        trail=context.trail(address),
    )


def service_row(context: RunbookContext, key: str, entry: Service) -> Row:
    """A service with its status page, what it needs and what needs it."""
    address = f"services.{key}"
    needed_by = [f"services.{name}" for name, other in context.runbook.services.items() if key in other.needs]
    words = context.words
    page = entry.status_page
    status = Cell("status", words("cell.status"))
    if page:
        status = Cell("status", words("cell.status"), as_text(words.figure(without_scheme(page))), "web", page)
    contact = context.contact(entry.contact)
    return Row(
        anchor=address,
        title=entry.title,
        text=inline(entry.text),
        mark=words(f"criticality.{entry.criticality}") if entry.criticality else "",
        cells=(
            status,
            Cell("provider", words("cell.provider"), as_text(entry.provider or "")),
            links_cell(context, "needs", "links", [f"services.{name}" for name in entry.needs]),
            links_cell(context, "needed", "uses", needed_by),
            Cell("contact", words("cell.contact"), kind="links", links=(contact,) if contact else ()),
            *cells_of(context, entry, ("status_page", "provider", "criticality", "needs", "contact")),
        ),
        trail=context.trail(address),
    )


def contact_row(context: RunbookContext, key: str, entry: Contact) -> Row:
    """A contact and how to reach it; what nobody has given is missing, but for the public, who may not know."""
    address = f"contacts.{key}"
    after = context.contact(entry.escalates_to)
    words = context.words
    reach = (
        Cell("name", words("cell.name"), as_text(entry.name or "")),
        Cell("phone", words("cell.phone"), as_text(words.figure(entry.phone or "")), "tel", f"tel:{dialled(entry.phone or '')}"),
        Cell("mail", words("cell.mail"), as_text(words.figure(entry.email or "")), "mail", f"mailto:{entry.email}"),
        Cell("channel", words("cell.channel"), inline(entry.channel), "inline"),
    )
    public = context.settings.public
    return Row(
        anchor=address,
        title=entry.title,
        alarm=context.is_unassigned(entry),
        cells=(
            *(cell if cell.text else Cell(cell.key, cell.name, missing=not public) for cell in reach),
            Cell("hours", words("cell.hours"), as_text(entry.hours or "")),
            Cell("escalates", words("cell.escalates"), kind="links", links=(after,) if after else ()),
            *cells_of(context, entry, ("name", "phone", "email", "channel", "hours", "escalates_to")),
        ),
        trail=context.trail(address),
    )


def command_row(context: RunbookContext, key: str, entry: Command) -> Row:
    return Row(
        anchor=f"commands.{key}",
        title=entry.title,
        text=inline(entry.text),
        run=entry.run,
        expect=inline(entry.expect),
        on_failure=context.link(entry.on_failure) if entry.on_failure else None,
        facts=facts_of(context, entry, placed=("expect", "on_failure")),
        trail=context.trail(f"commands.{key}"),
    )


def sign_off_row(context: RunbookContext, key: str, entry: SignOff) -> Row:
    """An approval with its columns to sign; its box stands on the page of its phase."""
    address = f"sign-offs.{key}"
    holder = context.runbook.contacts.get(entry.role) if entry.role else None
    link = context.contact(entry.role)
    words = context.words
    phase = Link(context.phase_title(phase_of(entry)), context.link(address).target)
    return Row(
        anchor=address,
        title=entry.title,
        cells=(
            Cell("contact", words("cell.contact"), kind="links", links=(link,) if link else ()),
            Cell("phase", words("cell.phase"), kind="links", links=(phase,)),
            Cell("name", words("cell.name"), as_text(holder.name or "") if holder else (), "blank"),
            Cell("date", words("cell.date"), kind="blank"),
            Cell("signature", words("cell.signature"), kind="blank"),
            *cells_of(context, entry, ("role",)),
        ),
        trail=context.trail(address),
    )


def links_cell(context: RunbookContext, key: str, kind: str, addresses: Iterable[str]) -> Cell:
    return Cell(key, context.words(f"cell.{key}"), kind=kind, links=tuple(context.link(address) for address in addresses))


def in_list(context: RunbookContext, address: str) -> Link:
    """The link to a box under the name of the list that it stands in."""
    return Link(context.name(".".join(address.split(".")[:2])), context.link(address).target)


def without_scheme(url: str) -> str:
    """A web address as people say it: without its scheme and closing slash."""
    return url.partition("://")[2].rstrip("/")


def dialled(phone: str) -> str:
    """A phone number as `tel:` wants it: `+880 2 5566-7788 ext. 4` is `+880255667788;ext=4`."""
    number, _, extension = phone.replace("ext.", "x").replace("ext", "x").partition("x")
    kept = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return f"{kept};ext={extension.strip()}" if extension.strip() else kept
