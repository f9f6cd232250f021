"""Tags as releases: which there are, what they hold, and what a clone may lack."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.faults import UsageFault
from generator.releases.git_tags import projects_at, release_tags
from tests.releases.stores import git


def test_tags_with_data_are_releases_and_are_checked_out_elsewhere(tagged: Path) -> None:
    before = git(tagged, "status", "--porcelain"), git(tagged, "rev-parse", "HEAD"), sorted(path.name for path in tagged.iterdir())
    tags = release_tags(tagged)
    assert sorted(tag.name for tag in tags) == ["1.0", "1.1"]
    with projects_at(tagged) as checkout:
        found = {tag.name: "Buys" in (checkout.at(tag) / "data/variants/shop/variant.yaml").read_text() for tag in tags}
    assert found == {"1.0": False, "1.1": True}
    assert (
        git(tagged, "status", "--porcelain"),
        git(tagged, "rev-parse", "HEAD"),
        sorted(path.name for path in tagged.iterdir()),
    ) == before


def test_tags_of_one_second_stand_in_the_order_of_their_numbers(root: Path) -> None:
    for name in ("v10", "v9", "latest"):
        git(root, "tag", name)
    one, other = release_tags(root)
    assert (one.name, other.name, (other.moment - one.moment).seconds) == ("v9", "v10", 1)


def test_a_clone_without_tags_says_what_to_fetch(root: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="`git fetch --tags` brings those of the remote"):
        release_tags(root)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    with pytest.raises(UsageFault, match="`git fetch --tags --unshallow`"):
        release_tags(tmp_path / "shallow")
