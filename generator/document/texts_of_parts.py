"""The texts in the parts of a document, as readers see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from generator.text.inline_markup import CodeSpan, Room
from generator.text.prose_tree import CodeBlock

# The fields that no reader sees.
UNSEEN_FIELDS = """
    provenance origins scale target sheet address anchor key kind how role print cadence pattern slot field here away
    language alignment path pictures undeclared digest blank named
"""
UNSEEN = frozenset(UNSEEN_FIELDS.split())


def texts(part: Any) -> Iterator[str]:
    """Yield every text of a part that a reader sees, and the addresses of links in texts. Empty texts are left out."""
    yield from (text for text, _ in texts_and_commands(part))


def texts_and_commands(part: Any, *, command: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield every text of a part, and whether it is a command or code."""
    if isinstance(part, str):
        yield from [(part, command)] if part else []
    elif isinstance(part, tuple):
        for one in part:
            yield from texts_and_commands(one, command=command)
    elif isinstance(part, Room):
        return
    elif is_dataclass(part) and not isinstance(part, type):
        for name in fields_without(UNSEEN, type(part)):
            yield from texts_and_commands(getattr(part, name), command=command or name == "run" or isinstance(part, CodeSpan | CodeBlock))


@cache
def fields_without(hidden: frozenset[str], kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a class of parts, except the `hidden` ones."""
    return tuple(field.name for field in fields(kind) if field.name not in hidden)
