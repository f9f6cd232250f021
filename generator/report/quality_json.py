"""Write the quality report as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from generator.checks.completeness import Quality
from generator.report.quality_wording import QualityReport

FORMAT = 1


def to_json(report: QualityReport) -> str:
    """Return `{"format": 1, "today": ..., "commit": ..., "variants": {ID: {...}}, "left-out": [...]}`, with a final newline."""
    data = {
        "format": FORMAT,
        "today": report.today,
        "commit": report.commit or None,
        "variants": {one.id: _quality(one) for _, one in report.qualities},
        "left-out": report.broken,
    }
    return json.dumps(data, indent=2, ensure_ascii=False, default=str) + "\n"  # `str` is for dates


def _quality(one: Quality) -> dict[str, Any]:
    return {
        "title": one.title,
        "counts": one.counts,
        "not-defined": one.gaps,
        "unassigned": one.unassigned,
        "review": {"reviewed": one.reviewed, "every": one.review_every or None, "due": one.review_due, "overdue": one.overdue},
        "tasks": one.tasks,
        "without-role": one.without_role,
        "distance": one.distance,
        "waivers": [asdict(waiver) for waiver in one.waived],
    }
