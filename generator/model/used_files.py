"""The files that the texts of a variant use. Only these are published."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.entities import Entity, VariantHead
from generator.model.field_facts import record_of
from generator.model.scalar_kinds import PROSE, TEXT, Kind
from generator.model.variant import Variant, entities
from generator.text.inline_markup import FILES, inner_targets_in
from generator.text.prose_markup import prose_targets_in


def used_files(variant: Variant) -> tuple[str, ...]:
    """The paths of the files that texts of a variant use, also the reasons of layers, which pages show; in the order of their names."""
    if not variant.files:
        return ()
    used = {target for text, kind in _texts(variant) for target in targets_in(text, kind) if target.startswith(FILES)}
    return tuple(sorted(used & variant.files.keys()))


def targets_in(text: str, kind: Kind) -> tuple[str, ...]:
    """The targets of the links and pictures of a text that lead inside, each once."""
    if "](" not in text or kind not in (TEXT, PROSE):
        return ()
    return prose_targets_in(text) if kind is PROSE else inner_targets_in(text)


def _texts(variant: Variant) -> Iterator[tuple[str, Kind]]:
    yield from texts_of(variant.runbook.variant)
    for _, entity in entities(variant.runbook):
        yield from texts_of(entity)
    for trace in variant.traces.values():
        yield from ((text, TEXT) for text in (trace.because, *(change.because for change in trace.changes)))


def texts_of(entity: Entity | VariantHead) -> Iterator[tuple[str, Kind]]:
    """Every text of an entity, with its kind."""
    values = ((getattr(entity, spec.attribute), spec.kind) for spec in record_of(type(entity)).fields.values())
    return ((value, kind) for value, kind in values if isinstance(value, str))
