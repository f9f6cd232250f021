"""Fields as short facts beside an entity: each is worded by what the model says of it, so that a new one needs no line here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from generator.document.document_parts import Cell, Fact, Inline, Link, as_text
from generator.document.quantity_words import compared
from generator.document.runbook_context import RunbookContext, inline
from generator.model.entities import Entity, Slo
from generator.model.field_facts import FieldSpec, record_of
from generator.model.field_marks import How
from generator.model.quantities import Comparison
from generator.text.catalogue import Catalogue

REMARKS: tuple[How, ...] = ("flag", "condition", "fact", "choice")


def facts_of(context: RunbookContext, entity: Entity, above: Entity | None = None, *, placed: Collection[str] = ()) -> tuple[Fact, ...]:
    """What is said beside an entity: words first, then conditions and figures, then who and what it names.

    A condition, or what is inherited, that it shares with what holds it `above` is said there. `placed` are the fields that have a place
    of their own.
    """
    found = []
    for spec in remarks(entity, placed):
        value = getattr(entity, spec.attribute)
        repeated = (spec.inherited is not None or spec.shown.how == "condition") and value == getattr(above, spec.attribute, None)
        if value and not repeated:
            found.append(fact(context, spec, value))
    return tuple(found)


def cells_of(context: RunbookContext, entity: Entity, placed: Collection[str]) -> Iterator[Cell]:
    """The fields of an entity that is looked up, but for those that are `placed`."""
    for spec in remarks(entity, placed):
        value = getattr(entity, spec.attribute)
        name = context.words(f"cell.{spec.shown.key}")
        links = links_to(context, spec, value)
        yield Cell(spec.key, name, kind="links", links=links) if spec.reference else Cell(spec.key, name, said(context, spec, value))


def remarks(entity: Entity, placed: Collection[str]) -> list[FieldSpec]:
    """The fields that are shown as remarks: flags, then values, then references."""
    specs = record_of(type(entity)).fields.values()
    found = [spec for spec in specs if spec.shown.how in REMARKS and spec.shape != "entities" and spec.attribute not in placed]
    return sorted(found, key=lambda spec: 2 if spec.reference else int(spec.shown.how != "flag"))


def fact(context: RunbookContext, spec: FieldSpec, value: Any) -> Fact:
    words, key, how = context.words, spec.shown.key, spec.shown.how
    if how in ("flag", "choice"):
        return Fact(spec.key, said(context, spec, value), how=how)
    links = links_to(context, spec, value)
    link = links[0] if len(links) == 1 else None
    kind = key if spec.reference == "slos" else spec.key
    return Fact(kind, said(context, spec, value), words(f"fact.{key}"), link, how)


def said(context: RunbookContext, spec: FieldSpec, value: Any) -> Inline:
    """A value in words; nothing for none."""
    words = context.words
    if not value:
        return ()
    if spec.shown.how == "flag":
        return as_text(words(f"fact.{spec.shown.key}"))
    if spec.shown.how == "choice":
        return as_text(words(f"fact.{value}"))
    if spec.reference == "contacts" and isinstance(value, str):
        return as_text(context.holder(value))
    if spec.reference == "slos":
        return as_text(target(context, value))
    if spec.reference:
        return as_text(", ".join(link.text for link in links_to(context, spec, value)))
    if isinstance(value, Comparison):
        return as_text(compared(words, value))
    return inline(value) if isinstance(value, str) else as_text(words.figure(str(value)))


def links_to(context: RunbookContext, spec: FieldSpec, value: Any) -> tuple[Link, ...]:
    """The links to what a field refers to."""
    if not (spec.reference and value):
        return ()
    to = "" if spec.reference == "address" else f"{spec.reference}."
    return tuple(context.link(f"{to}{one}") for one in (value if isinstance(value, tuple) else (value,)))


def target(context: RunbookContext, slo: str) -> str:
    """The target that something checks or watches, with its figures."""
    entry = context.runbook.slos.get(slo)
    name = context.link(f"slos.{slo}").text
    figures = ", ".join(figures_of(context.words, entry)) if entry else ""
    return context.words("fact.target.of", target=name, figures=figures) if figures else name


def figures_of(words: Catalogue, entry: Slo) -> list[str]:
    """The figures of a target: what good looks like, and when somebody is called."""
    found: list[str] = []
    if entry.target:
        key = "fact.target.percentile" if entry.percentile is not None else "fact.target.at"
        found.append(words(key, figure=compared(words, entry.target), percentile=words.ordinal(entry.percentile or 0)))
    if entry.alert:
        found.append(words("fact.target.alert", figure=compared(words, entry.alert)))
    return found
