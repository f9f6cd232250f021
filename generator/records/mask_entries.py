"""Masks the secrets that people typed into a run, before its record is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.checks.labelled_secrets import is_labelled, is_secret
from generator.checks.secrets import MASK, secrets_in
from generator.model.blank_entities import Blank
from generator.model.entities import Runbook
from generator.model.variant import entities
from generator.runs.run_events import RunEvent

MASKED = MASK * 8


def masked_events(events: Iterable[RunEvent], blanks: Mapping[str, Blank]) -> tuple[tuple[RunEvent, ...], tuple[str, ...]]:
    """Return events without secrets, and where there were some: the addresses of lines, or ids of blanks, each once.

    `blanks` are those of the system, by id: the value of a secret one is always masked, and so is what looks like a password below a
    label that asks for one.
    """
    found: list[RunEvent] = []
    places: dict[str, None] = {}
    for event in events:
        text, by = _masked_value(event, blanks.get(event.blank)) if event.blank else masked_text(event.text), masked_text(event.by)
        if (text, by) != (event.text, event.by):
            places[event.address or event.blank] = None
            event = replace(event, text=text, by=by)  # noqa: PLW2901 - the rest of the event stays
        found.append(event)
    return tuple(found), tuple(places)


def blanks_of_system(runbook: Runbook) -> dict[str, Blank]:
    """Return all blanks of a system by id."""
    return {address.rpartition(".")[2]: entity for address, entity in entities(runbook) if isinstance(entity, Blank)}


def masked_text(text: str) -> str:
    """Return a text without secrets, also over several lines."""
    return "\n".join(map(_masked_line, text.split("\n")))


def _masked_value(event: RunEvent, blank: Blank | None) -> str:
    value = event.text.strip()
    if value and blank is not None and (blank.kind == "secret" or (is_labelled(blank.label or "") and is_secret(value))):
        return MASKED
    return masked_text(event.text)


def _masked_line(line: str) -> str:
    for secret, _ in secrets_in(line):
        line = line.replace(secret, MASKED)
    return line
