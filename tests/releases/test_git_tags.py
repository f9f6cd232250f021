"""Tags as releases: which tags count, their content, and what to fetch into a clone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.faults import UsageFault
from generator.releases.git_tags import checkouts, release_tags
from tests.releases.stores import git


def test_tags_with_data_are_releases_and_are_checked_out_in_another_folder(tagged: Path) -> None:
    before = git(tagged, "status", "--porcelain"), git(tagged, "rev-parse", "HEAD"), sorted(path.name for path in tagged.iterdir())
    tags, others = release_tags(tagged)
    assert (sorted(tags), others) == (["1.0", "1.1"], ("deploys/1",))
    with checkouts(tagged) as check_out:
        found = {tag: "Buys" in (check_out(tag) / "data/variants/shop/variant.yaml").read_text() for tag in tags}
    assert found == {"1.0": False, "1.1": True}
    assert (
        git(tagged, "status", "--porcelain"),
        git(tagged, "rev-parse", "HEAD"),
        sorted(path.name for path in tagged.iterdir()),
    ) == before


def test_tags_of_the_same_second_are_sorted_by_their_numbers(root: Path) -> None:
    for name in ("v10", "v9", "latest"):
        git(root, "tag", name)
    found, _ = release_tags(root)
    assert (list(found), (found["v10"] - found["v9"]).seconds) == (["v9", "v10"], 1)


def test_a_clone_without_tags_says_what_to_fetch(root: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="`git fetch --tags` fetches the tags of the remote"):
        release_tags(root)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    with pytest.raises(UsageFault, match="`git fetch --tags --unshallow`"):
        release_tags(tmp_path / "shallow")
