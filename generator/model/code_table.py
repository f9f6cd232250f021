"""All diagnostic codes: the written ones, and one for each kind of reference, which follows from the model."""

from __future__ import annotations

from generator.diagnostics.code_form import DiagnosticCode
from generator.diagnostics.codes import MEANING, WRITTEN_STAGES
from generator.model.field_facts import HOLDERS, RECORDS


def unknown(noun: str) -> str:
    """The code for references to missing entities, such as `unknown-role` for the noun `role`."""
    return f"unknown-{noun}"


# A code for each collection that fields refer to, except where the code is written by hand.
OF_REFERENCES = {
    unknown(noun): DiagnosticCode(f"A reference names a {noun} that does not exist.", f"Name one of the keys of `{to}`.")
    for to in dict.fromkeys(spec.reference for record in RECORDS for spec in record.fields.values())
    if to in HOLDERS and unknown(noun := HOLDERS[to].reference_noun) not in MEANING
}
STAGES = {title: codes | OF_REFERENCES if codes is MEANING else codes for title, codes in WRITTEN_STAGES.items()}
CODES = {name: code for codes in STAGES.values() for name, code in codes.items()}
