"""Three hundred mistakes of people: for each, the report names the right place, the cause and the fix, and the cause comes first."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.checks.severity_policy import apply_policy
from tests.human_mistakes.good_project import GOOD
from tests.human_mistakes.mistake import TODAY, Mistake, catalogue
from tests.layered import all_problems


def test_the_project_is_good() -> None:
    assert not apply_policy(all_problems({path: text.encode() for path, text in GOOD.items()}), TODAY, "check")


@pytest.mark.parametrize("mistake", catalogue(), ids=lambda mistake: mistake.name)
def test_the_report_is_right(mistake: Mistake) -> None:
    assert mistake.faults() == ""


def test_there_are_many_different_mistakes() -> None:
    names = Counter(mistake.name for mistake in catalogue())
    assert len(names) >= 150
    assert not [name for name, number in names.items() if number > 1]


def test_a_wrong_report_is_found() -> None:
    """The judge refuses another place, code, message, help or number of problems, and silence."""
    right = next(mistake for mistake in catalogue() if mistake.name == "a second colon")
    assert right.faults() == ""
    changes = ({"code": "tag"}, {"cause": "a tab"}, {"fix": "indent"}, {"more": 2}, {"new": f"⟦{right.new.replace('⟦', '')}"})
    for change in (*changes, {"old": "Sells books on the web.", "new": "⟦Sells games on the web."}):
        assert right._replace(**change).faults() != "", change
