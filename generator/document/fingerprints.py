"""Fingerprints of boxes: a short hash of the meaning of a box, which shows whether a stored tick was made for the same text."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2s

from generator.diagnostics.work_counts import work
from generator.model.entities import Entity, Runbook
from generator.model.field_facts import record_of
from generator.model.variant import entities

# The order in which fields are hashed; all other fields follow. Do not change this order: browsers store fingerprints.
ORDER = ("title", "text", "run", "expect", "if_", "when", "for_", "action")
BYTES = 4


def fingerprints(runbook: Runbook) -> dict[str, str]:
    """Return the fingerprint of every box by its address: eight hexadecimal digits.

    The fingerprint of a child changes with that of its parent, because the child is read together with the text of the parent.
    """
    found: dict[str, str] = {}
    for address, entity in entities(runbook):
        if entity.boxed:
            above = found.get(address.rsplit(".", 2)[0], "")
            found[address] = fingerprint(entity, above)
    return found


def fingerprint(entity: Entity, above: str = "") -> str:
    """Return the fingerprint of one box; `above` is the fingerprint of its parent."""
    texts = {name: str(getattr(entity, name) or "") for name in _hashed(type(entity))}
    words = {name: " ".join(text.split()) if name != "run" else text for name, text in texts.items() if text}
    data = json.dumps([above, words], ensure_ascii=False).encode()
    with work("bytes hashed", len(data)):
        return blake2s(data, digest_size=BYTES).hexdigest()


@cache
def _hashed(kind: type[Entity]) -> tuple[str, ...]:
    """Return the fields that define the meaning of a kind of box, in the order of hashing."""
    names = [spec.attribute for spec in record_of(kind).meaning]
    return tuple(sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER)))
