"""A comparison as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from generator.diff.diff_sources import DiffSide
from generator.diff.diff_wording import gaps
from generator.model.differences import Difference, Differences, FieldDifference
from generator.text.line_changes import line_changes

FORMAT = 1


def to_json(found: Differences, old: DiffSide, new: DiffSide) -> str:
    """Return `{"format": 1, "old": ..., "new": ..., "differs": ..., "shared": [...], "variants": [...], "pages": ...}` and a newline.

    `gaps` are the sentences about what is not compared. A missing value is null.
    """
    data = {
        "format": FORMAT,
        "old": _side(old),
        "new": _side(new),
        "differs": bool(found),
        "compared": found.compared,
        "left-out": sorted({*old.broken, *new.broken}),
        "gaps": gaps(old, new),
        "shared": found.shared,
        "variants": found.variants,
        "pages": found.pages,
        "pages-known": found.pages_known,
    }
    return json.dumps(data, indent=2, ensure_ascii=False, default=_record) + "\n"


def _side(side: DiffSide) -> dict[str, str]:
    return {"name": side.name, "kind": side.kind, "commit": side.commit}


def _record(one: Any) -> dict[str, Any]:
    """Return the fields of a dataclass, with hyphens in names and null for an empty text. A difference has `what` instead of `kind`.

    A field with values of several lines has `lines` too: pairs of `-`, `+` or a space, and a line.
    """
    record = {field.name.replace("_", "-"): getattr(one, field.name) for field in fields(one)}
    if isinstance(one, Difference):
        record = {"what": one.events, **record}
        del record["kind"]
    if isinstance(one, FieldDifference) and any(isinstance(value, str) and "\n" in value for value in (one.old, one.new)):
        record["lines"] = line_changes(*(None if value is None else str(value) for value in (one.old, one.new)))
    return {name: None if value == "" else value for name, value in record.items()}
