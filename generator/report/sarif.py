"""Print diagnostics as SARIF 2.1.0, which code scanning of GitHub, Azure DevOps and editors read.

The format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from generator.diagnostics.code_form import DiagnosticCode
from generator.diagnostics.diagnostic import Diagnostic, Fix, Span, sentences
from generator.model.code_table import CODES
from generator.report.diagnostics_report import concerns
from generator.report.source_excerpt import visible

JSON = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
# The fingerprint of a problem does not contain its line, so it stays the same when lines are added above.
FINGERPRINT = "problem/v1"
RULE_NUMBERS = {code: number for number, code in enumerate(CODES)}


def to_sarif(diagnostics: Sequence[Diagnostic], version: str, prefix: str = "", fixes: Mapping[Diagnostic, Fix] = {}) -> str:
    """Return a SARIF log with one run, with a final newline.

    Args:
        diagnostics: The problems, with secrets masked.
        version: The version of this program.
        prefix: The path of the project in its repository, such as `ops/`.
        fixes: The fixes of some problems.
    """
    driver = {"name": "runbook", "version": version, "rules": [_rule(name, code) for name, code in CODES.items()]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(problem, prefix, fixes.get(problem)) for problem in diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(name: str, code: DiagnosticCode) -> JSON:
    return {
        "id": name,
        "shortDescription": {"text": _without_code_marks(code.cause)},
        "fullDescription": {"text": code.cause, "markdown": code.cause},
        "help": {"text": code.fix, "markdown": code.fix},
        "defaultConfiguration": {"level": code.severity},
        "properties": {"waivable": code.waivable, **({"tags": ["security"], "security-severity": "8.0"} if name == "secret" else {})},
    }


def _result(problem: Diagnostic, prefix: str, fix: Fix | None) -> JSON:
    message = sentences(problem.message, *problem.help.splitlines())
    return {
        "ruleId": problem.code,
        **({"ruleIndex": RULE_NUMBERS[problem.code]} if problem.code in RULE_NUMBERS else {}),
        "level": problem.severity,
        "message": {"text": visible(message)},
        "locations": [{"physicalLocation": _place(problem.span, prefix), **_logical(problem)}],
        "partialFingerprints": {FINGERPRINT: _fingerprint(problem, prefix)},
        **_related(problem, prefix),
        **({"fixes": [_fix(fix, prefix)]} if fix is not None else {}),
        "properties": {"variants": list(problem.variants), "concerns": visible(concerns(problem))},
    }


def _logical(problem: Diagnostic) -> JSON:
    return {"logicalLocations": [{"fullyQualifiedName": visible(problem.address)}]} if problem.address else {}


def _related(problem: Diagnostic, prefix: str) -> JSON:
    notes = [{"physicalLocation": _place(note.span, prefix), "message": {"text": visible(note.label)}} for note in problem.notes]
    return {"relatedLocations": notes} if notes else {}


def _place(span: Span, prefix: str) -> JSON:
    return {"artifactLocation": _file(span, prefix), "region": _region(span)}


def _file(span: Span, prefix: str) -> JSON:
    return {"uri": quote(prefix + span.file, safe="/", errors="surrogateescape"), "uriBaseId": ROOT}


def _region(span: Span) -> JSON:
    """Return the region of a place in one line. Columns count UTF-16 code units, as SARIF does, and the end is exclusive."""
    before, marked = span.text[: span.column - 1], span.text[span.column - 1 :][: span.width]
    start = span.column + _astral(before)
    last = start + (len(marked) if span.text else span.width) + _astral(marked)
    return {"startLine": span.line, "startColumn": start, "endColumn": last}


def _astral(text: str) -> int:
    """Return how many characters of a text take two UTF-16 code units."""
    return sum(character > "\uffff" for character in text)


def _fix(fix: Fix, prefix: str) -> JSON:
    what = f"Write `{fix.text}`" if fix.safe else f"Perhaps `{fix.text}` was meant"
    change = {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.text}}
    return {
        "description": {"text": visible(what)},
        "artifactChanges": [{"artifactLocation": _file(fix.span, prefix), "replacements": [change]}],
        "properties": {"safe": fix.safe},
    }


def _fingerprint(problem: Diagnostic, prefix: str) -> str:
    parts = (problem.code, prefix + problem.span.file, problem.address, problem.message)
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _without_code_marks(text: str) -> str:
    return text.replace("`", "")
