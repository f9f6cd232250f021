"""Show fields as short facts beside an entity. The model defines how to show each field, so a new field needs no code here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from generator.document.document_parts import Cell, Fact, FixedText, Inline, Link, as_text
from generator.document.figures_in_words import compared
from generator.document.runbook_context import RunbookContext
from generator.model.entities import Entity
from generator.model.field_facts import FieldSpec, record_of
from generator.model.field_marks import How
from generator.model.quantities import Comparison, Duration

REMARKS: tuple[How, ...] = ("flag", "condition", "fact", "choice")


def facts_of(context: RunbookContext, entity: Entity, above: Entity | None = None, *, placed: Collection[str] = ()) -> tuple[Fact, ...]:
    """Return the facts of an entity: first flags, then conditions and values, then references.

    The entity `above` contains this one. If both have the same condition or inherited value, only `above` shows it. `placed` are fields
    that are shown at another place.
    """
    given = [(spec, getattr(entity, spec.attribute)) for spec in remarks(entity, placed)]
    return tuple(fact(context, spec, value) for spec, value in given if value and not is_repeated(spec, value, above))


def fixed_texts(context: RunbookContext, entity: Entity) -> tuple[FixedText, ...]:
    """Return the texts of an entity that keep their lines."""
    given = ((spec, str(getattr(entity, spec.attribute) or "")) for spec in _fixed(type(entity)))
    return tuple(FixedText(spec.key, context.words(f"fixed.{spec.key}"), text, context.slots(text)) for spec, text in given if text)


@cache
def _fixed(kind: type[Entity]) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in record_of(kind).fields.values() if spec.shown.how == "fixed")


def is_repeated(spec: FieldSpec, value: Any, above: Entity | None) -> bool:
    return (spec.inherited is not None or spec.shown.how == "condition") and value == getattr(above, spec.attribute, None)


def cells_of(context: RunbookContext, entity: Entity, placed: Collection[str]) -> Iterator[Cell]:
    """Yield the fields of an entity as cells of a table, except the `placed` fields."""
    for spec in remarks(entity, placed):
        value = getattr(entity, spec.attribute)
        text = text_of(context, spec, value) if value and not spec.reference else ()
        kind = "links" if spec.reference else "text"
        yield Cell(spec.key, context.words(f"cell.{spec.shown.key}"), text, kind, links=links_to(context, spec, value))


def remarks(entity: Entity, placed: Collection[str]) -> tuple[FieldSpec, ...]:
    """Return the fields that are shown as facts: flags, then values, then references."""
    return _remarks(type(entity), frozenset(placed))


@cache
def _remarks(kind: type[Entity], placed: frozenset[str]) -> tuple[FieldSpec, ...]:
    specs = record_of(kind).fields.values()
    found = [spec for spec in specs if spec.shown.how in REMARKS and spec.shape != "entities" and spec.attribute not in placed]
    return tuple(sorted(found, key=lambda spec: 2 if spec.reference else int(spec.shown.how != "flag")))


def fact(context: RunbookContext, spec: FieldSpec, value: Any) -> Fact:
    key, how = spec.shown.key, spec.shown.how
    # A duration without a length, such as `immediately`, needs no label.
    unlabelled = how in ("flag", "choice") or (isinstance(value, Duration) and not value.seconds)
    label = "" if unlabelled else context.words(f"fact.{key}")
    links = links_to(context, spec, value)
    kind = key if spec.reference == "slos" else spec.key
    return Fact(kind, text_of(context, spec, value), label, links[0] if len(links) == 1 else None, how)


def text_of(context: RunbookContext, spec: FieldSpec, value: Any) -> Inline:
    """Return a value of a field as text."""
    words = context.words
    if spec.shown.how in ("flag", "choice"):
        return as_text(words(f"fact.{spec.shown.key if spec.shown.how == 'flag' else value}"))
    if spec.reference == "contacts" and isinstance(value, str):
        return as_text(context.holder(value))
    if spec.reference == "slos":
        return as_text(target(context, value))
    if spec.reference:
        return as_text(", ".join(link.text for link in links_to(context, spec, value)))
    if isinstance(value, Comparison):
        return as_text(compared(words, value))
    return context.inline(value) if isinstance(value, str) else as_text(words.figure(str(value)))


def links_to(context: RunbookContext, spec: FieldSpec, value: Any) -> tuple[Link, ...]:
    """Return links to the entities that a field names; none if the field is not a reference."""
    if not (spec.reference and value):
        return ()
    return tuple(context.link(f"{spec.reference}.{one}") for one in (value if isinstance(value, tuple) else (value,)))


def target(context: RunbookContext, slo: str) -> str:
    """Return the name of a target with its figures: the value to reach, and the values at which somebody is warned and called."""
    entry, words, name = context.runbook.slos.get(slo), context.words, context.link(f"slos.{slo}").text
    figures: list[str] = []
    if entry and entry.target:
        key = "fact.target.percentile" if entry.percentile is not None else "fact.target.at"
        figures.append(words(key, figure=compared(words, entry.target), percentile=words.ordinal(entry.percentile or 0)))
    if entry and entry.window:
        figures.append(words("fact.target.window", time=entry.window))
    for level, figure in (("warn", entry.warn), ("alert", entry.alert)) if entry else ():
        if figure:
            figures.append(words(f"fact.target.{level}", figure=compared(words, figure)))
    return words("fact.target.of", target=name, figures=", ".join(figures)) if figures else name
