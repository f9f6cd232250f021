"""A comparison as JSON for programs."""

from __future__ import annotations

import json
from typing import Any

from generator.diff.diff_sources import DiffSide
from generator.model.differences import ChangedPaths, Difference, Differences, SharedDifference, VariantDifference

FORMAT = 1


def to_json(found: Differences, old: DiffSide, new: DiffSide) -> str:
    """`{"format": 1, "old": ..., "new": ..., "differs": ..., "shared": [...], "variants": [...], "pages": ...}`, with a final newline.

    A field that is not there has the value null.
    """
    data = {
        "format": FORMAT,
        "old": _side(old),
        "new": _side(new),
        "differs": bool(found),
        "compared": found.compared,
        "left-out": sorted({*old.broken, *new.broken}),
        "shared": [_shared(one) for one in found.shared],
        "variants": [_variant(one) for one in found.variants],
        "pages": _touched(found.pages),
        "pages-known": found.pages_known,
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _side(opened: DiffSide) -> dict[str, Any]:
    return {"name": opened.name, "kind": opened.kind, "commit": opened.commit}


def _shared(one: SharedDifference) -> dict[str, Any]:
    return {
        "layer": one.layer,
        "title": one.title,
        "variants": one.variants,
        "built-on": one.built_on,
        "overriding": one.overriding,
        "differences": [_difference(difference) for difference in one.differences],
    }


def _variant(one: VariantDifference) -> dict[str, Any]:
    owner = {"role": one.owner.role, "title": one.owner.title, "name": one.owner.name or None} if one.owner else None
    return {
        "id": one.id,
        "title": one.title,
        "state": one.state,
        "owner": owner,
        "entities": one.entities,
        "shared": one.shared,
        "differences": [_difference(difference) for difference in one.differences],
        "pages": _touched(one.pages),
        "sheets": _touched(one.sheets),
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "what": one.events,
        "address": one.address,
        "title": one.title,
        "formerly": one.formerly or None,
        "place": one.place or None,
        "because": one.because or None,
        "source": one.source or None,
        "fields": [{"field": field.field, "old": field.old, "new": field.new, "because": field.because or None} for field in one.fields],
    }


def _touched(one: ChangedPaths) -> dict[str, Any]:
    return {"changed": one.changed, "added": one.added, "removed": one.removed}
