"""The releases of each wording, by their data. `tests/cli/test_history_command.py` has those of tags."""

from __future__ import annotations

from pathlib import Path

from generator.diff.past_states import VariantPast
from generator.diff.wording_releases import ReleaseCommit, with_releases
from tests.diff.test_entry_history import history_of, state


def test_a_release_without_a_known_commit_has_the_wording_of_its_data(tiny: Path) -> None:
    """The newest wording with these values, or one that only the release has. Without the entry it has none, without data it is unknown."""
    releases = [
        ReleaseCommit("1", "", {"shop": state(", a: One", 1).data}),
        ReleaseCommit("2", "f" * 40, {"shop": state(", a: Two", 1).data}),
        ReleaseCommit("3", "", {"shop": state(", a: Three", 1).data}),
        ReleaseCommit("4", "", {"shop": state("", 1).data}),
        ReleaseCommit("5", "", {}),
        ReleaseCommit("6", "f" * 40),
    ]
    found, unknown = with_releases(history_of("data/a", ", a: Two", ", a: One"), releases, VariantPast(tiny, "shop", lambda _: None))
    assert [(one.fields["text"], one.releases) for one in (*found.wordings, *found.elsewhere)] == [
        ("Two", ("2",)),
        ("One", ("1",)),
        ("Three", ("3",)),
    ]
    assert unknown == ("6",)
