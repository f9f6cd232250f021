"""The quality report as JSON for programs."""

from __future__ import annotations

import json
from typing import Any

from generator.checks.completeness import Quality
from generator.report.quality_wording import QualityReport

FORMAT = 1


def to_json(report: QualityReport) -> str:
    """`{"format": 1, "today": ..., "commit": ..., "variants": {ID: {...}}, "left-out": [...]}`, with a final newline."""
    data = {
        "format": FORMAT,
        "today": report.today.isoformat(),
        "commit": report.commit or None,
        "variants": {one.id: _quality(one) for _, one in report.qualities},
        "left-out": report.broken,
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _quality(one: Quality) -> dict[str, Any]:
    return {
        "title": one.title,
        "counts": one.counts,
        "not-defined": one.gaps,
        "unassigned": one.unassigned,
        "review": {
            "reviewed": one.reviewed.isoformat() if one.reviewed else None,
            "every": one.review_every or None,
            "due": one.review_due.isoformat() if one.review_due else None,
            "overdue": one.overdue,
        },
        "tasks": one.tasks,
        "without-role": one.without_role,
        "distance": one.distance,
        "waivers": [
            {"address": each.address, "rule": each.rule, "because": each.because, "until": each.until.isoformat(), "ended": each.ended}
            for each in one.waived
        ],
    }
