"""The JSON Schema of each kind of scalar: it accepts every valid value, and as few others as a pattern can.

JavaScript and Python read the patterns. Editors read an unquoted `95` as a number, `true` as a boolean, and `2026-11-01` as a string.
"""

from __future__ import annotations

from typing import Any

from generator.model import scalar_kinds as kinds
from generator.model.field_facts import PLACE
from generator.model.moments import EVERY_FEW, RECURRENCES, SECONDS
from generator.model.quantities import DATA_UNITS, MAX_DIGITS, TIME_UNITS, TIME_WORDS, WORDS_FOR_WHEN, WRITTEN_RELATIONS

JSON = dict[str, Any]
LITERAL = ["string", "number", "boolean"]

LETTERS = r"A-Za-z0-9_\u00aa-\uffff"
NUMBER = rf"[0-9]{{1,{MAX_DIGITS}}}(?:\.[0-9]{{1,{MAX_DIGITS}}})?"
TIME = "|".join(sorted((*TIME_UNITS, *TIME_WORDS), key=len, reverse=True))
DATA = "|".join(sorted(DATA_UNITS, key=len, reverse=True))
NOUN = rf"[A-Za-z\u00aa-\uffff][{LETTERS} '-]+"
QUANTITY = rf"{NUMBER}(?:\s*(?:%|percent|{TIME}|{DATA})|(?:[KMB](?![{LETTERS}.]))?(?:\s+{NOUN})?)(?:(?:\s*/\s*|\s+per\s+)(?:{TIME}))?"
RELATION = "|".join(written.replace(" ", r"\s+") for written in WRITTEN_RELATIONS)
LONG_MONTHS, SHORT_MONTHS = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])", "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
DAY = rf"{LONG_MONTHS}|{SHORT_MONTHS}|02-(?:0[1-9]|1[0-9]|2[0-9])"
PARAMETER = r"[\s\S]*\{\{"


def _string(pattern: str, **more: Any) -> JSON:
    return {"type": "string", "pattern": f"^(?:{pattern})$", **more}


def _text(invisible: str, **more: Any) -> JSON:
    """Any text that is not empty and has no invisible character."""
    return {"type": LITERAL, "pattern": rf"^(?=[\s\S]*\S)[^{invisible}]*$", **more}


FORMS: dict[kinds.Kind, JSON] = {
    kinds.TEXT: _text(kinds.INVISIBLE_ANYWHERE, maxLength=kinds.MAX_TEXT),
    kinds.PROSE: _text(kinds.INVISIBLE_ANYWHERE, maxLength=kinds.MAX_PROSE),
    kinds.LINE: _text(kinds.INVISIBLE_ANYWHERE, maxLength=kinds.MAX_LINE),
    kinds.COMMAND: _text(kinds.INVISIBLE_ANYWHERE + kinds.INVISIBLE_IN_COMMANDS, maxLength=kinds.MAX_TEXT),
    kinds.FIXED: _text(kinds.INVISIBLE_ANYWHERE, maxLength=kinds.MAX_FIXED),
    kinds.SYNTAX: {**_string(kinds.SYNTAX_FORM), "type": ["string", "boolean"]},
    kinds.ID_KIND: {**_string(kinds.ID.pattern, maxLength=kinds.MAX_ID), "type": ["string", "integer", "boolean"]},
    kinds.ADDRESS: {**_string(rf"{kinds.ID.pattern}(?:\.{kinds.ID.pattern})*"), "type": LITERAL},
    kinds.HELD: _string(kinds.HELD_PATTERN),
    kinds.SYSTEM_PAGE: {**_string(rf"{kinds.ID.pattern}(?:/{kinds.ID.pattern})?"), "type": ["string", "integer", "boolean"]},
    kinds.WAY: {**_string(rf"{kinds.ID.pattern}(?:\.{kinds.ID.pattern})*"), "type": LITERAL},
    kinds.URL: _string(rf'[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"`\\/?#][^\s<>"`\\]*|{PARAMETER}[\s\S]*', maxLength=kinds.MAX_URL),
    kinds.EMAIL: _string(rf"[{LETTERS}.!$'*+=^{{}}~-]+@[{LETTERS}-]+(?:\.[{LETTERS}-]+)*\.[{LETTERS}-]{{2,}}", maxLength=kinds.MAX_EMAIL),
    kinds.LANGUAGE: _string(kinds.LANGUAGE_TAG),
    kinds.PHONE: {**_string(kinds.PHONE_FORM), "type": ["string", "number"], "minimum": 100},
    kinds.PERCENTILE: {**_string(kinds.PERCENTILE_FORM), "type": ["number", "string"], "minimum": 1, "exclusiveMaximum": 100},
    kinds.INTEGER: {**_string(kinds.INTEGER_FORM), "type": ["integer", "string"], "minimum": 1, "maximum": 999},
    kinds.BOOLEAN: {"type": "boolean"},
    kinds.DATE: _string(rf"(?!0000)[0-9]{{4}}-(?:{DAY})"),
    kinds.DURATION: _string(rf"\s*(?:{'|'.join(WORDS_FOR_WHEN)}|{NUMBER}\s*(?:{TIME}))\s*".replace(" ", r"\s+")),
    kinds.SPAN: _string(rf"\s*{NUMBER}\s*(?:{TIME})\s*"),
    kinds.COMPARISON: _string(rf"\s*(?:{RELATION})\s*{QUANTITY}\s*"),
    kinds.RECURRENCE: {
        "anyOf": [{"enum": list(RECURRENCES)}, _string(EVERY_FEW.pattern.replace("?P<number>", "").replace("?P<unit>", ""))]
    },
    kinds.PATTERN: _text(kinds.INVISIBLE_ANYWHERE, maxLength=kinds.MAX_LINE),
    kinds.FIELD_NAME: {"type": "string"},
    kinds.OFFSET: _string(rf"\s*T[-+](?:0{{1,6}}|(?=[0-9]*[1-9])[0-9]{{1,6}}(?:{'|'.join(SECONDS)}))\s*"),
    PLACE: _string(rf"\s*(?:first|last|(?:after|before)\s+{kinds.ID.pattern}(?:\.{kinds.ID.pattern})*)\s*"),
}


def form_of(kind: kinds.Kind) -> JSON:
    """Return the schema of a scalar of a kind."""
    return {"enum": list(kind.choices)} if kind.choices else dict(FORMS[kind])
