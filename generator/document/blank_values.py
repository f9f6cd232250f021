"""The values of blanks in commands: which blanks commands may use, which values they take, and sheets with values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import Any, TypeVar
from urllib.parse import quote

from generator.document.texts_of_parts import fields_without
from generator.model.entities import Blank, Runbook
from generator.model.variant import entities
from generator.text.parameters import filled, is_plain
from generator.text.prose_tree import CodeBlock

# The values that a blank takes if it has no pattern.
PATTERN = r"[A-Za-z0-9._/@:+=][A-Za-z0-9._/@:+=-]{0,99}"
PATTERNS = {
    "number": r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?",
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "time": "[0-9]{1,2}:[0-9]{2}",
    "secret": ".{1,200}",
}
MOST = 200
COMMANDS = frozenset(("run",))

T = TypeVar("T")


def parameters_of(runbook: Runbook) -> dict[str, tuple[str, Blank]]:
    """Return the address and the blank of each id that exactly one blank has. Columns of checklists are no parameters."""
    found: dict[str, list[tuple[str, Blank]]] = {}
    for address, entity in entities(runbook):
        if type(entity) is Blank:
            found.setdefault(address.rpartition(".")[2], []).append((address, entity))
    return {id: blanks[0] for id, blanks in found.items() if len(blanks) == 1}


def pattern_of(blank: Blank) -> str:
    """Return the regular expression that a whole value of a blank matches."""
    if blank.choices:
        return "|".join(map(re.escape, blank.choices))
    return blank.pattern or PATTERNS.get(blank.kind or "", PATTERN)


def why_refused(id: str, blank: Blank, value: str) -> str:
    """Return why a value is refused, with the form of the right values; empty if it is not."""
    if blank.kind == "secret":
        return f"`{id}` is secret, so its value is never stored, linked or printed: type it where the command needs it"
    if blank.choices:
        return (
            ""
            if value in blank.choices
            else f"`{value}` is not a value for `{id}`: it is {' or '.join(f'`{one}`' for one in blank.choices)}"
        )
    if not value:
        return f"`{id}` has no value: write `{id}=VALUE`"
    if len(value) > MOST or not value.isprintable() or not re.fullmatch(pattern_of(blank), value):
        return f"`{value[:MOST]}` is not a value for `{id}`: a value matches `{pattern_of(blank)}` as a whole"
    return ""


def with_query(address: str, values: Mapping[str, str]) -> str:
    """Return a web address with values in its query, percent-encoded."""
    query = "&".join(f"{quote(id, safe='')}={quote(value, safe='')}" for id, value in values.items())
    page, mark, anchor = address.partition("#")
    return f"{page}?{query}{mark}{anchor}" if page and query else address


def with_values(part: T, values: Mapping[str, str]) -> T:
    """Return a part of a document whose texts have values instead of `<id>`. Commands keep `<id>`, because they have slots.

    Code of prose takes only values that mean nothing to a shell.
    """
    return _with_values(part, values) if values else part


def _with_values(part: Any, values: Mapping[str, str]) -> Any:
    if isinstance(part, str):
        return filled(part, values) if "<" in part else part
    if isinstance(part, tuple):
        return tuple(_with_values(one, values) for one in part)
    if isinstance(part, CodeBlock):
        return replace(part, text=filled(part.text, {id: value for id, value in values.items() if is_plain(value)}))
    if is_dataclass(part) and not isinstance(part, type):
        held = {name: getattr(part, name) for name in fields_without(COMMANDS, type(part))}
        found = {name: _with_values(one, values) for name, one in held.items()}
        changed = {name: one for name, one in found.items() if one is not held[name] and one != held[name]}
        return replace(part, **changed) if changed else part
    return part
