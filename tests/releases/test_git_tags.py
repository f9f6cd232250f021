"""Tags as releases: which tags count, their content, and what to fetch into a clone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.project.faults import UsageFault
from generator.project.repository import default_branch
from generator.releases.git_tags import checkouts, release_tags, tag_commits
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


def test_the_commits_of_tags_are_known_without_their_data(root: Path) -> None:
    """Also those of annotated tags. A tag of a file, or with a name that a release cannot have, is left out."""
    commit = git(root, "rev-parse", "HEAD")
    git(root, "tag", "1")
    git(root, "-c", "user.name=Test", "-c", "user.email=test@localhost", "tag", "-a", "-m", "2", "2")
    git(root, "tag", "latest")
    git(root, "tag", "a/b")
    git(root, "tag", "file", git(root, "hash-object", "-w", "data/layers/base/base.yaml"))
    assert tag_commits(root) == {"1": commit, "2": commit}


def test_a_clone_without_tags_says_what_to_fetch(root: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="`git fetch --tags` fetches the tags of the remote"):
        release_tags(root)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    with pytest.raises(UsageFault, match="`git fetch --tags --unshallow`"):
        release_tags(tmp_path / "shallow")


def with_submodules(root: Path, commit: Callable[[Path], str]) -> None:
    """Make the layer a submodule that has a submodule itself, and tag two commits of it."""
    for name, outer in (("inner", "layer"), ("layer", None)):
        source = root.parent / name
        source.mkdir()
        (source / "text.yaml").write_text("layer: {title: One}\n")
        commit(source)
        if outer is None:
            git(source, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root.parent / "inner"), "inner")
            commit(source)
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root.parent / "layer"), "data/layers/more")
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init", "--recursive")
    commit(root)
    git(root, "tag", "1")
    (root / "data/layers/more/text.yaml").write_text("layer: {title: Two}\n")
    commit(root / "data/layers/more")
    commit(root)
    git(root, "tag", "2")


def test_submodules_are_checked_out_at_the_commits_of_each_tag(root: Path, commit: Callable[[Path], str]) -> None:
    """From the clone's own copies: nothing is fetched, also if a submodule is not in the work tree any more."""
    with_submodules(root, commit)
    git(root, "rm", "-q", "-f", "data/layers/more")
    commit(root)
    git(root, "tag", "3")
    shutil.rmtree(root.parent / "layer")
    with checkouts(root) as check_out:
        for tag, title in (("1", "One"), ("2", "Two"), ("1", "One")):
            more = check_out(tag) / "data/layers/more"
            assert title in (more / "text.yaml").read_text()
            assert (more / "inner/text.yaml").exists()
        assert not (check_out("3") / "data/layers/more").exists()


def test_links_of_old_releases_lead_to_the_branch_of_the_repository(tiny: Path, commit: Callable[[Path], str]) -> None:
    """Releases that are built again have the same links, whatever branch is checked out meanwhile."""
    git(tiny, "init", "-q", "-b", "trunk")
    commit(tiny)
    git(tiny, "tag", "1")
    git(tiny, "update-ref", "refs/remotes/origin/trunk", "HEAD")
    git(tiny, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    git(tiny, "checkout", "-q", "-b", "fix")
    with checkouts(tiny) as check_out:
        assert default_branch(check_out("1")) == default_branch(tiny) == "trunk"
