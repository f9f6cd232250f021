"""What the layers of a new variant leave to it: parameters, contacts, empty fields. The variant gets them with placeholders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, Union

from generator.checks.resolve import Problems, Resolver
from generator.diagnostics.diagnostic import Diagnostic
from generator.model.addresses import field_at, is_within
from generator.model.field_facts import COLLECTIONS, EntityFacts, FieldSpec
from generator.model.field_marks import FieldMark
from generator.model.scalar_kinds import COMMAND, URL, WORD_KINDS

Outline: TypeAlias = Mapping[str, Union["Outline", str, None]]  # fields of an entry
Points: TypeAlias = Mapping[str, Outline | str | None]  # values and entries by address
NOTHING_OPEN: Points = {}

# The rule `placeholder` finds both. The second is for texts that must be a web address.
TODO, ADDRESS = "TODO", "https://example.com/TODO"
PHASES = {"procedures": "rollback", "checklists": "deploy-day", "passages": "prepare"}
REACH: Outline = {"name": None, "phone": None}
ROUNDS = 9  # a new entry may need another one, such as a procedure its phase


def open_points(files: Mapping[str, bytes], variant: str, path: str, write: Callable[[Points], str]) -> Points:
    """Return what a new variant has to define, by address, so that its layers find everything; `write` makes its file at `path` from this.

    A field that takes no placeholder, such as a figure, is null, because nobody may invent it.
    """
    points: dict[str, Outline | str | None] = {}

    def problems() -> Problems:
        return Resolver({**files, path: write(points).encode()}).check(variant)[1].problems

    for _ in range(ROUNDS):
        found = {address: value for problem in problems() for address, value in _open_point(problem)}
        if found.keys() <= points.keys():
            break
        points |= {address: value for address, value in found.items() if not any(is_within(address, known) for known in points)}
    for name in [address for address in points if address.startswith("variant.")]:
        wrong = _invalid(problems())
        points[name] = ADDRESS
        if _invalid(problems()) >= wrong:
            points[name] = TODO
    return points


def _open_point(problem: Diagnostic) -> list[tuple[str, Outline | str | None]]:
    """Return the address at which a variant lacks something, with what to write there; nothing for any other problem."""
    parts = problem.lacks.split(".")
    if problem.code == "unknown-parameter":
        return [(problem.lacks, TODO)]
    is_reference = problem.code.startswith("unknown-") and problem.code != "unknown-neighbour"
    if parts[0] not in COLLECTIONS or not (is_reference or problem.code == "missing-field"):
        return []
    is_field = len(parts) % 2
    record, collection = _record_in(parts[: -2 if is_field else -1]), parts[-3 if is_field else -2]
    return [(problem.lacks, _value(record.fields[parts[-1]], collection) if is_field else _entry(record, collection))]


def _record_in(collection: list[str]) -> EntityFacts:
    """Return the kind of the entities in a collection, given the parts of its address."""
    spec = field_at(".".join(collection))
    assert spec is not None
    return spec.holds


def _entry(record: EntityFacts, collection: str) -> Outline:
    """Return an entry with the fields that it needs."""
    either = () if record.required else record.marked[FieldMark.EITHER][:1]
    needed = {spec.key: _value(spec, collection) for spec in (*record.required, *either, *record.marked[FieldMark.CONTENT])}
    return {**needed, **(REACH if collection == "contacts" else {})}


def _value(spec: FieldSpec, collection: str) -> Outline | str | None:
    if spec.shape == "entities":
        return {"todo": _entry(spec.holds, spec.key)}
    if spec.reference == "phases":
        return PHASES.get(collection)
    return ADDRESS if spec.kind is URL else TODO if spec.kind in (*WORD_KINDS, COMMAND) else None


def _invalid(problems: Problems) -> int:
    """Return how many texts begin with a parameter and are invalid with their parameters filled in."""
    return sum(problem.code == "wrong-value" and f"found `{TODO}" in problem.message for problem in problems)
