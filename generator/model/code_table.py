"""All diagnostic codes: those that are written down, and those of references, which follow from the model."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.code_types import DiagnosticCode, Stage
from generator.diagnostics.codes import MEANING, WRITTEN_STAGES
from generator.model.field_facts import HOLDERS, RECORDS


def unknown(noun: str) -> str:
    """The code of a reference to an entity that does not exist, by the noun for such an entity."""
    return f"unknown-{noun}"


def _of_references() -> Iterator[DiagnosticCode]:
    """A code for each collection that a field refers to, unless that code is written down."""
    written = {code.name for code in MEANING.codes}
    for to in dict.fromkeys(spec.reference for record in RECORDS for spec in record.fields.values()):
        if to in HOLDERS and unknown(HOLDERS[to].reference_noun) not in written:
            noun = HOLDERS[to].reference_noun
            yield DiagnosticCode(unknown(noun), f"A reference names a {noun} that does not exist.", f"Name one of the keys of `{to}`.")


OF_REFERENCES = tuple(_of_references())
STAGES = tuple(Stage(stage.title, (*stage.codes, *OF_REFERENCES)) if stage is MEANING else stage for stage in WRITTEN_STAGES)
CODES: dict[str, DiagnosticCode] = {code.name: code for stage in STAGES for code in stage.codes}
