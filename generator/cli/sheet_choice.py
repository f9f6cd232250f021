"""Which sheet people ask for, and which options fit it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.diagnostics.diagnostic import some_of, unknown
from generator.document.line_roles import LEAD
from generator.document.one_list import list_names
from generator.document.role_sheet import for_role, roles_on_sheet
from generator.document.select_sheets import sheet_of
from generator.document.sheets import EMERGENCY, FOLDING_CARD, PACK, PLAN
from generator.model.entities import PHASES
from generator.project.faults import UsageFault

if TYPE_CHECKING:
    from generator.cli.open_record import OpenRecord
    from generator.document.compose import RunbookDocument
    from generator.document.sheets import Sheet
    from generator.model.moments import Period

# The kinds of sheets that take an option. All other options fit every sheet.
TAKES: Mapping[str, tuple[str, ...]] = {
    "LIST": PHASES,
    "--role": (*PHASES, PACK),
    "--open": (*PHASES, PACK),
    "--draft": (PACK,),
    "--paper a3 or tabloid": (PLAN,),
}


def refuse_unfit(kind: str, given: Mapping[str, object]) -> None:
    """Raise UsageFault if a kind of sheet does not take one of the options that are given."""
    for option, value in given.items():
        if value is not None and kind not in TAKES[option]:
            takes = TAKES[option]
            others = f"the sheets that take it are {some_of(takes, len(takes))}" if len(takes) > 1 else f"only `{takes[0]}` takes it"
            raise UsageFault(f"`{kind}` takes no {option}; {others}")


def refuse_style(kind: str, style: str) -> None:
    """Raise UsageFault if a kind of sheet is made for paper alone, and the format is a text."""
    if kind == FOLDING_CARD and style not in ("html", "pdf"):
        same = f"take `{EMERGENCY} --format {style}`, the same card"
        raise UsageFault(f"`{kind}` is paper to fold and has no format {style}: give --format pdf or html, or {same}")


def chosen_sheet(
    document: RunbookDocument,
    kind: str,
    period: Period | None,
    section: str | None,
    role: str | None,
    record: OpenRecord | None = None,
) -> Sheet:
    """Return a sheet: of one list if `section` names one, of what a run has not answered, and for one role if `role` is given.

    Raise UsageFault for unknown names.
    """
    anchor = anchor_of_list(document, kind, section) if section is not None else ""
    sheet = sheet_of(document, kind, period, anchor)
    if record is not None:
        sheet = record.applied(document, kind, sheet)
    if role is None:
        return sheet
    roles = tuple(dict.fromkeys((*roles_on_sheet(sheet), LEAD)))
    if role not in roles:
        known = role in document.context.runbook.contacts
        why = f"`{role}` has no line on this sheet; the roles with lines are {', '.join(roles)}" if known else unknown("role", role, roles)
        raise UsageFault(f"--role: {why}")
    return for_role(document.context, sheet, role)


def anchor_of_list(document: RunbookDocument, kind: str, name: str) -> str:
    """Return the anchor of a list by its id, address or letter. Raise UsageFault if the phase has no such list."""
    lists = next((list_names(part.sections) for phase, part in document.phases.items() if phase == kind), {})
    found = lists.get(name) or lists.get(name.upper())
    if found is None:
        letters = dict.fromkeys(one.letter or one.anchor.rpartition(".")[2] for one in lists.values())
        raise UsageFault(unknown("list", name, (*letters, *(name for name in lists if name not in letters and "." not in name))))
    return found.anchor
