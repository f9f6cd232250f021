"""What prose may not have, in words."""

from __future__ import annotations

import pytest

from generator.source.prose_problems import HELPS, explained, unfit_for_prose
from generator.text.prose_tree import ProseProblem


@pytest.mark.parametrize("kind", [*HELPS, "html"])
def test_each_problem_has_a_message_and_a_way_out(kind: str) -> None:
    """A message names what was found; a help says what to write."""
    message, help = explained(ProseProblem(kind, 0, 5, "found"))
    assert message.startswith("`found` ")
    assert help and "{}" not in help


def test_a_tag_is_reported_once() -> None:
    """The end of a tag says nothing new; one without a beginning does."""
    assert [one.found for one in unfit_for_prose("a <b>c</b> <I>d</i> </p>")] == ["<b>", "<I>", "</p>"]


def test_backticks_are_shown_in_other_quotes() -> None:
    """A fence cannot be within backticks."""
    assert explained(ProseProblem("open-fence", 0, 3, "```"))[0].startswith("“```” has no end")
