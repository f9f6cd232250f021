"""Links of public texts: a link to an entry, a phase or a system that is not public becomes its label, and unused files are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.checks.completeness import defined_phases
from generator.model.addresses import full_address
from generator.model.entities import Entity, VariantHead
from generator.model.field_facts import VARIANT_HEAD, EntityFacts, record_of
from generator.model.scalar_kinds import SYSTEM_PAGE
from generator.model.used_files import targets_in, used_files
from generator.model.variant import Variant, entity_at, map_entities
from generator.text.inline_markup import FILES, SYSTEM, without_links


def public_links(variants: Mapping[str, Variant]) -> dict[str, Variant]:
    """Return redacted variants in which every link that leads inside leads to something public, with the files that their texts use."""
    return {name: _Links(variant, variants).cleaned() for name, variant in variants.items()}


class _Links:
    def __init__(self, variant: Variant, variants: Mapping[str, Variant]) -> None:
        self.variant = variant
        self.variants = variants

    def cleaned(self) -> Variant:
        runbook = self.variant.runbook
        head: VariantHead = self.changed(runbook.variant, VARIANT_HEAD)
        values = map_entities(runbook, lambda _, entity: self.entity(entity))
        runbook = runbook.model_copy(update={"variant": head, **values})
        made = replace(self.variant, runbook=runbook)
        return replace(made, files={path: made.files[path] for path in used_files(made)})

    def entity(self, entity: Entity) -> Entity:
        changed: Entity = self.changed(entity, record_of(type(entity)))
        return changed

    def changed(self, entity: Any, record: EntityFacts) -> Any:
        values: dict[str, str | None] = {}
        for spec in record.fields.values():
            value = getattr(entity, spec.attribute)
            if spec.kind is SYSTEM_PAGE and value and not self.is_public(f"{SYSTEM}{value}"):
                values[spec.attribute] = None
            elif isinstance(value, str) and (lost := [target for target in targets_in(value, spec.kind) if not self.is_public(target)]):
                values[spec.attribute] = without_links(value, lost)
        return entity.model_copy(update=values) if values else entity

    def is_public(self, target: str) -> bool:
        """Return whether the target of a link is public. Of a system without a public phase, readers learn no more than of any other."""
        if target.startswith(FILES):
            return target in self.variant.files
        page, _, address = target.removeprefix(SYSTEM).partition("#") if target.startswith(SYSTEM) else (self.variant.id, "", target)
        id, _, phase = page.partition("/")
        other = self.variants.get(id)
        if other is None or (phase and phase not in defined_phases(other.runbook)):
            return False
        if not address:
            return True
        full = full_address(address, other.runbook.procedures, other.runbook.checklists)
        collection, _, name = full.partition(".")
        return entity_at(other.runbook, full) is not None or (collection == "phases" and name in defined_phases(other.runbook))
