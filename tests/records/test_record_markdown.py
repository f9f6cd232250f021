"""A record as Markdown: plan against what happened, failures, and texts of people as they typed them."""

from __future__ import annotations

import re

from generator.records.record_markdown import record_markdown
from tests.runs.record_sample import event
from tests.runs.test_record_results import NIGHT, record_of

ODD = event(71, "failed", "checklists.before.items.backup", text="<b>*no* room</b> | full\n# yes", by="[Wei](x)")


def test_plan_and_actual_are_side_by_side() -> None:
    text = record_markdown(record_of(*NIGHT, ODD), "Shop", {"lead": "Deployment lead"})
    assert "| Cut-over | 2025-12-02 00:30 | 2025-12-02 00:40 (10 min late) | 25 min | 20 min | 3 of 4 |" in re.sub(" +", " ", text)
    assert "- T-0: 2025-12-02 00:30 UTC+06:00\n" in text
    assert "- Took: 80 min, 10 min of it on hold\n" in text
    assert "- Deployment lead: Mona, Wei\n" in text
    assert "## Not applicable\n\n- A2 Cash is counted: no till here (2025-12-02 01:10)\n" in text


def test_what_people_typed_is_not_markup() -> None:
    text = record_markdown(record_of(*NIGHT, ODD), "Shop")
    assert r"- A1 The backup is complete: \<b>\*no\* room\</b> | full # yes (2025-12-02 01:11, \[Wei\](x))" in text
