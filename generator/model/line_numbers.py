"""The numbers of lines, which people say aloud and point to: the letter of a list and the position in it, such as `B2` or `B2.1`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, product
from string import ascii_uppercase

from generator.model.addresses import SHORT_FORMS
from generator.model.entities import PHASES, Entity, Item, Runbook, Step
from generator.model.phase_order import phase_order
from generator.model.variant import collection

# The letters of the lists of two phases, and of triggers. No other list has a letter that begins with one of them.
RESERVED = {"rollback": "R", "incident": "I"}
TRIGGERS = "S"
LETTERS = "".join(letter for letter in ascii_uppercase if letter not in (*RESERVED.values(), TRIGGERS))


def line_numbers(runbook: Runbook) -> dict[str, str]:
    """Return the number of each line by its address, and the letter of each list.

    Lists have the letters A to Z, then AA and so on, in the order of the phases and their pages. The lists of the rollback have R, then RB
    and RC; those of the incident have I, IB and IC. Announcements have a letter for each place where they are together.
    """
    found: dict[str, str] = {}
    general = _letters()
    for phase in PHASES:
        first = RESERVED.get(phase, "")
        letters = (f"{first}{letter if number else ''}" for number, letter in enumerate(_letters())) if first else general
        for stop in phase_order(runbook, phase):
            if stop.kind == "announcements":
                letter = next(letters)
                found |= {address: f"{letter}{number}" for number, address in enumerate(stop.addresses, 1)}
            elif stop.kind == "list":
                (address,) = stop.addresses
                top, _, id = address.partition(".")
                found[address] = next(letters)
                found |= _lines(f"{address}.{SHORT_FORMS[top]}", getattr(collection(runbook, top)[id], SHORT_FORMS[top]), found[address])
    return found | {f"triggers.{id}": f"{TRIGGERS}{number}" for number, id in enumerate(runbook.triggers, 1)}


def _lines(holder: str, entries: dict[str, Entity], above: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, (id, entry) in enumerate(entries.items(), 1):
        found[f"{holder}.{id}"] = own = f"{above}{number}"
        if isinstance(entry, Item | Step):
            found |= _lines(f"{holder}.{id}.items", dict(entry.items), f"{own}.")
    return found


def _letters() -> Iterator[str]:
    for length in count(1):
        yield from map("".join, product(LETTERS, repeat=length))
