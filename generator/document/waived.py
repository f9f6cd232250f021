"""The entities for which the data waive a lint rule. Sheets do not repeat what is waived."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from generator.document.runbook_context import RunbookContext
from generator.model.entities import Entity
from generator.model.field_facts import record_of
from generator.model.scalar_kinds import COMMAND, FIXED, PROSE, WORD_KINDS
from generator.text.parameters import undeclared_in
from generator.text.placeholders import placeholders_in
from generator.text.prose_code import undeclared_in_code
from generator.text.prose_markup import parse_prose


def is_waived(context: RunbookContext, rule: str, address: str) -> bool:
    """Return whether a waiver that has not ended covers a rule at an address: in the head, in the entity, or in one around it."""
    parts, today = address.split("."), context.settings.today
    around = [".".join(parts[:end]) for end in range(2, len(parts) + 1, 2)]
    waivers = (context.runbook.variant.waive, *(context.known[one].waive for one in around if one in context.known))
    found = (one.get(rule) for one in waivers)
    return any(waiver is not None and (today is None or today <= waiver.until) for waiver in found)


def waived_placeholders(context: RunbookContext) -> frozenset[str]:
    """Return the placeholders that are only in texts for which the rule `placeholder` is waived."""
    return _waived_alone(context, "placeholder", _placeholders)


def waived_parameters(context: RunbookContext) -> frozenset[str]:
    """Return the undeclared blanks that are only in commands for which the rule `undeclared-blank` is waived."""
    return _waived_alone(context, "undeclared-blank", lambda entity: _undeclared(entity, context.parameters))


def _waived_alone(context: RunbookContext, rule: str, found_in: Callable[[Entity], Iterable[str]]) -> frozenset[str]:
    waived: set[str] = set()
    others: set[str] = set()
    for address, entity in context.known.items():
        (waived if is_waived(context, rule, address) else others).update(found_in(entity))
    return frozenset(waived - others)


def _undeclared(entity: Entity, ids: Collection[str]) -> Iterator[str]:
    yield from undeclared_in(getattr(entity, "run", None) or "", ids)
    for spec in record_of(type(entity)).fields.values():
        for piece in parse_prose(getattr(entity, spec.attribute) or "").pieces if spec.kind is PROSE else ():
            yield from undeclared_in_code(piece, ids)


def _placeholders(entity: Entity) -> Iterator[str]:
    for spec in record_of(type(entity)).fields.values():
        text = getattr(entity, spec.attribute) if spec.kind in (*WORD_KINDS, COMMAND, FIXED) else None
        if isinstance(text, str) and spec.kind is PROSE:
            for piece in parse_prose(text).pieces:
                yield from placeholders_in(piece.text)
        elif isinstance(text, str):
            yield from placeholders_in(text, command=spec.kind is COMMAND)
