"""Fingerprints of boxes: a short hash of what a box means, which shows whether a tick was for the same text."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2s

from generator.diagnostics.work_counts import work
from generator.model.entities import Entity, Runbook
from generator.model.field_facts import record_of
from generator.model.variant import entities

# The order in which fields are hashed; other fields come after these. It must not change: browsers store fingerprints.
ORDER = ("title", "text", "run", "expect", "if_", "when", "for_", "action")
BYTES = 4


def fingerprints(runbook: Runbook) -> dict[str, str]:
    """The fingerprint of every box by its address: eight hexadecimal digits.

    That of a child changes with its parent's, because the parent's text is part of what the child means.
    """
    found: dict[str, str] = {}
    for address, entity in entities(runbook):
        if entity.boxed:
            above = found.get(address.rsplit(".", 2)[0], "")
            found[address] = fingerprint(entity, above)
    return found


def fingerprint(entity: Entity, above: str = "") -> str:
    """The fingerprint of one box; `above` is that of its parent."""
    texts = {name: str(getattr(entity, name) or "") for name in _hashed(type(entity))}
    words = {name: " ".join(text.split()) if name != "run" else text for name, text in texts.items() if text}
    data = json.dumps([above, words], ensure_ascii=False).encode()
    with work("bytes hashed", len(data)):
        return blake2s(data, digest_size=BYTES).hexdigest()


@cache
def _hashed(kind: type[Entity]) -> tuple[str, ...]:
    """The fields that say what a kind of box means."""
    names = [spec.attribute for spec in record_of(kind).meaning]
    return tuple(sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER)))
