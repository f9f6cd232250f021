"""Which written entries ask nothing of the runbook around them: no reference, no parameter, nothing lacking. Most are such."""

from __future__ import annotations

from generator.model.field_facts import EntityFacts
from generator.source.nodes import MappingNode, Node, ScalarNode

MUST_HOLD = {"Checklist": "items", "Procedure": "steps"}
ONE_OF = {"Step": ("title", "text"), "Choice": ("text", "then")}


def are_quiet(record: EntityFacts, written: Node | None) -> bool:
    """Whether all entries of a mapping, as one layer alone wrote them, can be passed over by the check."""
    if not isinstance(written, MappingNode):
        return written is None
    return all(is_quiet(record, node) for node in written.values.values())


def is_quiet(record: EntityFacts, written: Node | None) -> bool:
    """Whether one entry, as one layer alone wrote it, can be passed over by the check."""
    if type(written) is ScalarNode:
        return record.shorthand and written.value is not None and "{{" not in written.value
    if not isinstance(written, MappingNode) or record.name in MUST_HOLD or record.name in ONE_OF or record.name == "Slo":
        return False
    if any(spec.key not in written.values for spec in record.required):
        return False
    fields = record.fields
    for key, value in written.values.items():
        spec = fields.get(key)
        if spec is None or spec.reference or spec.shape == "list":
            return False
        if type(value) is ScalarNode:
            if value.value is None or "{{" in value.value:
                return False
        elif spec.record is None or not are_quiet(spec.record, value):
            return False
    return True
