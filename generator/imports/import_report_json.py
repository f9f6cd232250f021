"""Prints the reports of imports as JSON. What is not in the data is there in full, so that the report alone restores it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.imports.draft import DraftText, Proposal
from generator.imports.import_variant import DocumentReport, ImportedVariant

FORMAT = 1


def to_report_json(variants: Iterable[ImportedVariant]) -> str:
    """Return the reports of variants as JSON, with one object for each document."""
    files = [_document(variant, document) for variant in variants for document in variant.documents]
    return json.dumps({"format": FORMAT, "files": files}, ensure_ascii=False, indent=2) + "\n"


def _document(variant: ImportedVariant, document: DocumentReport) -> dict[str, Any]:
    return {
        "path": document.path,
        "sha256": document.digest,
        "variant": variant.id,
        "counts": dict(variant.counts),
        "lines": [_line(document, number) for number in sorted(document.dispositions)],
        "boxes": {
            "found": document.boxes.found,
            "written": document.boxes.written,
            "lost": list(document.boxes.lost),
            "elsewhere": [{"n": line, "address": address} for line, address in document.boxes.extra],
            "fenced": document.document.fenced,
        },
        "read_back": {
            "looked_for": document.proof.looked_for,
            "found": document.proof.found,
            "missing": [{"n": line, "words": words, "text": document.text_of(line)} for line, words in document.proof.missing.items()],
        },
        "reported": [{"n": note.line, "found": note.found, "done": note.done} for note in document.notes],
        "proposed": [_proposal(one) for one in document.proposals],
        "phases": [
            {"n": one.line, "heading": one.heading, "phase": one.phase, "why": one.why, "guessed": one.guessed}
            for one in document.document.phases
        ],
    }


def _proposal(one: Proposal) -> dict[str, Any]:
    """Return a proposal with the fields or the value that it writes."""
    fields = {key: value.text for key, value in one.draft.items() if isinstance(value, DraftText)}
    found: dict[str, Any] = {"kind": one.kind, "id": one.id, "lines": list(one.lines), "why": one.why}
    return found | {key: value for key, value in (("fields", fields), ("value", one.value)) if value}


def _line(document: DocumentReport, number: int) -> dict[str, Any]:
    one = document.dispositions[number]
    found: dict[str, Any] = {"n": number, "kind": one.outcome}
    found |= {key: value for key, value in (("address", one.address), ("field", one.field), ("why", one.why)) if value}
    return {**found, "text": document.text_of(number)} if one.outcome in ("not-placed", "reported") else found
