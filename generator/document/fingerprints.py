"""Fingerprints of boxes: a short mark of what a box means, so that a tick is known to stand for these very words or for others."""

from __future__ import annotations

import json
from hashlib import blake2s

from generator.model.entities import Entity, Runbook
from generator.model.variant import BOXED, entities

# What a box means: its text, its command, what is expected, and the condition under which it applies or fires.
MEANING = ("title", "text", "run", "expect", "if_", "when", "for_", "action")
BYTES = 4


def fingerprints(runbook: Runbook) -> dict[str, str]:
    """The fingerprint of every box by its address: eight hexadecimal digits.

    That of a child changes with its parent's, for the parent's words say what the child's are about.
    """
    found: dict[str, str] = {}
    for address, entity in entities(runbook):
        if isinstance(entity, BOXED):
            above = found.get(address.rsplit(".", 2)[0], "")
            found[address] = fingerprint(entity, above)
    return found


def fingerprint(entity: Entity, above: str = "") -> str:
    """The fingerprint of one box below another with the fingerprint `above`."""
    said = {name: str(getattr(entity, name) or "") for name in MEANING if name in type(entity).model_fields}
    words = {name: " ".join(text.split()) if name != "run" else text for name, text in said.items() if text}
    return blake2s(json.dumps([above, words], ensure_ascii=False).encode(), digest_size=BYTES).hexdigest()
