"""What is looked up rather than ticked: targets, services, contacts, severities, commands and sign-offs as rows."""

from __future__ import annotations

from collections.abc import Iterable

from generator.document.drawings.target_scale import target_scale
from generator.document.page_context import PageContext, phase_of
from generator.document.page_model import Cell, Link, Row
from generator.model.entities import Command, Contact, Item, Service, SignOff, Slo, Step
from generator.model.quantities import ordinal
from generator.text.catalogue import Catalogue


def severity_rows(scope: PageContext, tag: str) -> tuple[Row, ...]:
    """The levels of incident, gravest first."""
    return tuple(
        Row(
            anchor=f"severities.{key}",
            title=entry.title,
            tag=tag,
            mark=entry.label or key.upper(),
            text=entry.text or "",
            cells=(
                Cell(scope.words("cell.respond"), str(entry.respond_within or ""), kind="figure"),
                Cell(scope.words("cell.escalation"), entry.escalation or ""),
            ),
            trail=scope.trail(f"severities.{key}"),
        )
        for key, entry in scope.runbook.severities.items()
    )


def target_row(scope: PageContext, key: str, entry: Slo, origin: str, tag: str) -> Row:
    """A target with its thresholds, the triggers that watch it and the boxes that check it."""
    address = f"slos.{key}"
    watching = [f"triggers.{name}" for name, trigger in scope.runbook.triggers.items() if trigger.slo == key]
    checking = [where for where, one in scope.known.items() if isinstance(one, Item | Step) and one.slo == key]
    return Row(
        anchor=address,
        title=entry.title,
        tag=tag,
        text=entry.text or "",
        scale=target_scale(scope, entry, [trigger for trigger in scope.runbook.triggers.values() if trigger.slo == key]),
        cells=(
            Cell(scope.words("cell.percentile"), ordinal(entry.percentile) if entry.percentile is not None else ""),
            Cell(scope.words("cell.target"), str(entry.target or ""), kind="strong"),
            Cell(scope.words("cell.alert"), str(entry.alert or ""), kind="figure"),
            links_cell(scope, scope.words("cell.trigger"), watching, origin),
            Cell(scope.words("cell.checked"), kind="links", links=tuple(in_list(scope, where, origin) for where in checking)),
        ),
        trail=scope.trail(address),
    )


def service_row(scope: PageContext, key: str, entry: Service, origin: str, tag: str) -> Row:
    """A service with its status page, what it needs and what needs it."""
    address = f"services.{key}"
    needed_by = [f"services.{name}" for name, other in scope.runbook.services.items() if key in other.needs]
    words = scope.words
    page = entry.status_page
    status = Cell(words("cell.status"), bare(page), "web", page) if page else Cell(words("cell.status"))
    contact = scope.contact(entry.contact, origin)
    return Row(
        anchor=address,
        title=entry.title,
        tag=tag,
        text=entry.text or "",
        mark=words(f"criticality.{entry.criticality}") if entry.criticality else "",
        cells=(
            status,
            Cell(words("cell.provider"), entry.provider or ""),
            links_cell(scope, words("cell.needs"), [f"services.{name}" for name in entry.needs], origin),
            links_cell(scope, words("cell.needed"), needed_by, origin),
            Cell(words("cell.contact"), kind="links", links=(contact,) if contact else ()),
        ),
        trail=scope.trail(address),
    )


def contact_row(scope: PageContext, key: str, entry: Contact, origin: str, tag: str) -> Row:
    """A contact and how to reach it; what nobody has given is said loudly."""
    address = f"contacts.{key}"
    missing = scope.is_unassigned(entry)
    after = scope.contact(entry.escalates_to, origin)
    words = scope.words
    reach = () if missing else reach_cells(words, entry, only_given=scope.settings.public)
    return Row(
        anchor=address,
        title=entry.title,
        tag=tag,
        mark=words("contact.unassigned") if missing else "",
        text=words("contact.nothing") if missing else "",
        alarm=missing,
        cells=(
            *reach,
            Cell(words("cell.hours"), entry.hours or ""),
            Cell(words("cell.escalates"), kind="links", links=(after,) if after else ()),
        ),
        trail=scope.trail(address),
    )


def reach_cells(words: Catalogue, entry: Contact, *, only_given: bool) -> tuple[Cell, ...]:
    found = (
        Cell(words("cell.name"), entry.name or ""),
        Cell(words("cell.phone"), entry.phone or "", "tel", f"tel:{dialled(entry.phone or '')}"),
        Cell(words("cell.mail"), entry.email or "", "mail", f"mailto:{entry.email}"),
        Cell(words("cell.channel"), entry.channel or "", "inline"),
    )
    given = tuple(cell for cell in found if cell.text)
    return given if only_given else tuple(cell if cell.text else Cell(cell.name, words("contact.unassigned"), "missing") for cell in found)


def command_row(scope: PageContext, key: str, entry: Command, origin: str, tag: str) -> Row:
    return Row(
        anchor=f"commands.{key}",
        title=entry.title,
        tag=tag,
        text=entry.text or "",
        run=entry.run,
        expect=entry.expect or "",
        on_failure=scope.link(entry.on_failure, origin) if entry.on_failure else None,
        trail=scope.trail(f"commands.{key}"),
    )


def sign_off_row(scope: PageContext, key: str, entry: SignOff, origin: str, tag: str) -> Row:
    """An approval with its columns to sign; its box stands on the page of its phase."""
    address = f"sign-offs.{key}"
    phase = phase_of(entry)
    holder = scope.runbook.contacts.get(entry.role) if entry.role else None
    link = scope.contact(entry.role, origin)
    box = scope.link(address, origin)
    words = scope.words
    return Row(
        anchor=address,
        title=entry.title,
        tag=tag,
        cells=(
            Cell(words("cell.contact"), kind="links", links=(link,) if link else ()),
            Cell(words("cell.phase"), kind="links", links=(Link(scope.phase_title(phase), box.href),)),
            Cell(words("cell.name"), holder.name if holder and holder.name else "", "blank"),
            Cell(words("cell.date"), kind="blank"),
            Cell(words("cell.signature"), kind="blank"),
        ),
        trail=scope.trail(address),
    )


def links_cell(scope: PageContext, name: str, addresses: Iterable[str], origin: str) -> Cell:
    return Cell(name, kind="links", links=tuple(scope.link(address, origin) for address in addresses))


def in_list(scope: PageContext, address: str, origin: str) -> Link:
    """The link to a box under the name of the list that it stands in."""
    return Link(scope.name(".".join(address.split(".")[:2])), scope.link(address, origin).href)


def bare(url: str) -> str:
    """A web address as people say it: without its scheme and closing slash."""
    return url.partition("://")[2].rstrip("/")


def dialled(phone: str) -> str:
    """A phone number as `tel:` wants it: `+880 2 5566-7788 ext. 4` is `+880255667788;ext=4`."""
    number, _, extension = phone.replace("ext.", "x").replace("ext", "x").partition("x")
    kept = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return f"{kept};ext={extension.strip()}" if extension.strip() else kept
