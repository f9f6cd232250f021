"""Classify an edit: it is reported where it was made or at a reference, or it is valid and changes only one entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any, Literal
from unittest.mock import patch

from generator.checks import resolve as resolving
from generator.checks.resolve import find_problems, resolve
from generator.diagnostics.diagnostic import Diagnostic
from generator.model.entities import Runbook
from generator.model.field_facts import record_of
from generator.model.variant import Variant, entities
from generator.source.layers import folder_of
from generator.source.read import read
from tests.typing_mistakes.data_file import DataFile
from tests.typing_mistakes.making import KINDS, Edit

ROOT = Path(__file__).parents[2]
EACH = 50
NEAR = 2

Fate = Literal[
    "reported in place", "reported at the entry", "reported at a referrer", "valid, changes the entry alone", "valid, changes nothing"
]
FATES: tuple[Fate, ...] = (
    "reported in place",
    "reported at the entry",
    "reported at a referrer",
    "valid, changes the entry alone",
    "valid, changes nothing",
)
Values = dict[str, Any]


class Lost(AssertionError):
    """An edit that is not reported, is reported at the wrong place, or changes another entry."""


@cache
def shipped() -> dict[str, bytes]:
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}


@cache
def file_of(path: str) -> DataFile:
    return DataFile(path, shipped()[path])


@cache
def shipped_values() -> dict[str, Values]:
    outcome = resolve(shipped())
    assert not outcome.diagnostics, "the shipped data has problems of its own"
    return {name: values_of(variant.runbook) for name, variant in outcome.variants.items()}


read_once = lru_cache(maxsize=256)(read)


def values_of(runbook: Runbook) -> Values:
    """Return the own values of every entity by address in display order, without children."""
    found: Values = {"variant": runbook.variant}
    for address, entity in entities(runbook):
        fields = record_of(type(entity)).fields.values()
        found[address] = tuple(getattr(entity, spec.attribute) for spec in fields if spec.shape != "entities")
    return found


def edits(kind: str) -> Iterable[tuple[str, Edit]]:
    """Return a number of edits of one kind, always the same: (path, edit)."""
    chance = Random(f"{kind} 2026")
    paths = sorted(shipped())
    made = 0
    while made < EACH:
        path = chance.choice(paths)
        edit = KINDS[kind](file_of(path), chance)
        if edit is not None and edit.text != file_of(path).text:
            made += 1
            yield path, edit


def fate_of(path: str, edit: Edit) -> Fate:
    """Return the result of an edit. Raises Lost."""
    folder = folder_of(path)
    assert folder is not None
    kind, name = folder
    files = {other: data for other, data in shipped().items() if kind == "layer" or folder_of(other) in (folder, ("layer", _name(other)))}
    files[path] = edit.text.encode("utf-8", "surrogatepass")
    problems, variants = checked(files)
    if problems:
        return _where_reported(path, edit, problems)
    expected = shipped_values() if kind == "layer" else {name: shipped_values()[name]}
    changed: set[str] = set()
    orders: list[tuple[list[str], list[str]]] = []
    for variant, before in expected.items():
        if variant not in variants:
            raise Lost(f"variant {variant} is gone, and nothing is reported")
        after = values_of(variants[variant].runbook)
        changed |= {address for address in before.keys() | after.keys() if before.get(address) != after.get(address)}
        orders.append((list(before), list(after)))
    is_edited = _edited(path, edit, changed)
    strangers = sorted(address for address in changed if not is_edited(address))
    if strangers:
        raise Lost(f"also changes {', '.join(strangers[:5])}")
    beside = {address.rpartition(".")[0] for address in file_of(path).owners(edit.lines)}
    for was, now in orders:
        if _away_from(beside, was, is_edited) != _away_from(beside, now, is_edited):
            raise Lost("also changes the order of other entries")
    moved = any(was != now for was, now in orders)
    return "valid, changes the entry alone" if changed or moved else "valid, changes nothing"


def checked(files: Mapping[str, bytes]) -> tuple[tuple[Diagnostic, ...], dict[str, Variant]]:
    """Return the problems of a project, and its variants if there are none. A file that did not change is not read again."""
    with patch.object(resolving, "read", read_once):
        problems = find_problems(files)
        return problems, {} if problems else resolve(files).variants


def _name(path: str) -> str:
    folder = folder_of(path)
    return folder[1] if folder else ""


def _away_from(lists: set[str], addresses: list[str], is_edited: Callable[[str], bool]) -> list[str]:
    """Return the addresses in order, without the edited ones and their neighbours, which may move past an edited one."""
    return [address for address in addresses if not is_edited(address) and not any(address.startswith(f"{one}.") for one in lists)]


def _where_reported(path: str, edit: Edit, problems: Iterable[Diagnostic]) -> Fate:
    entry_lines = _entry_lines(path, edit)
    owners = file_of(path).owners(edit.lines)
    inside = {entry.address for entry in file_of(path).entries if any(f"{entry.address}.".startswith(f"{owner}.") for owner in owners)}
    ids = {*edit.ids, *(address.rpartition(".")[2] for address in owners | inside)}
    named = re.compile("|".join(rf"(?<![\w-]){re.escape(id)}(?![\w-])" for id in ids) or "(?!)")
    fates: set[Fate] = set()
    for problem in problems:
        span = problem.span
        if span.file == path and any(abs(span.line - line) <= NEAR for line in edit.lines):
            return "reported in place"
        if span.file == path and span.line in entry_lines:
            fates.add("reported at the entry")
        elif named.search(span.text) or named.search(problem.address) or _points_at(problem, path, edit):
            fates.add("reported at a referrer")
    if not fates:
        raise Lost("reported elsewhere: " + "; ".join(f"{p.span.file}:{p.span.line} {p.code} {p.message}" for p in problems))
    return min(fates, key=FATES.index)


def _points_at(problem: Diagnostic, path: str, edit: Edit) -> bool:
    return any(note.span.file == path and abs(note.span.line - line) <= NEAR for note in problem.notes for line in edit.lines)


def _entry_lines(path: str, edit: Edit) -> set[int]:
    """Return the lines on which the edited entries and their parents begin, in the edited file and in the original."""
    original = file_of(path)
    shift = edit.text.count("\n") - original.text.count("\n")
    around = [entry.first for entry in original.entries for line in edit.lines if entry.first <= line <= entry.last]
    return {*around, *(line + shift for line in around)}


def _edited(path: str, edit: Edit, changed: set[str]) -> Callable[[str], bool]:
    """Return whether an address belongs to an entry on the edited lines, to one of its children, or to an entry that inherits from it."""
    allowed = file_of(path).owners(edit.lines)
    if read(path, edit.text.encode()).tree is not None:
        allowed |= DataFile(path, edit.text.encode()).owners(edit.lines)
    ids = {f".{id}" for id in edit.ids}
    allowed |= {_up_to(address, id) for address in changed for id in ids if f"{id}." in f"{address}."}
    inherits = any(address.startswith("phases.") for address in allowed)

    def is_edited(address: str) -> bool:
        if any(address == owner or address.startswith(f"{owner}.") for owner in allowed):
            return True
        return (inherits and address.startswith("checklists.")) or ("variant" in allowed and address != "variant")

    return is_edited


def _up_to(address: str, id: str) -> str:
    return f"{address}."[: f"{address}.".index(f"{id}.") + len(id)]


def table() -> str:
    """Return the figures for all kinds of edit as a Markdown table."""
    lines = [f"| edit | {' | '.join(FATES)} |", "|---" * (len(FATES) + 1) + "|"]
    sums = dict.fromkeys(FATES, 0)
    for kind in KINDS:
        row = figures(kind)
        for fate, count in row.items():
            sums[fate] += count
        lines.append(f"| {kind} | {' | '.join(str(row[fate] or '') for fate in FATES)} |")
    lines.append(f"| **{EACH * len(KINDS):,} edits** | {' | '.join(f'**{sums[fate]}**' for fate in FATES)} |")
    return "\n".join(lines) + "\n"


def figures(kind: str) -> Mapping[Fate, int]:
    """Count the results of a kind of edit. Raises Lost."""
    row = dict.fromkeys(FATES, 0)
    for path, edit in edits(kind):
        row[fate_of(path, edit)] += 1
    return row
