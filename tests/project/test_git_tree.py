"""Reading data from git's history."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.project.faults import InputFault, UsageFault
from generator.project.git_tree import Commit, find_commit, has_commit, merge_base, read_tree
from generator.project.project_files import read_data

Committer = Callable[[Path], str]
SHOP = "data/variants/shop/variant.yaml"


def git(root: Path, *words: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", "-C", str(root), *identity, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_a_commit_has_the_files_that_were_on_disk(tiny: Path, commit: Committer) -> None:
    (tiny / "data/variants/shop/.hidden.yaml").write_text("x: 1\n")
    (tiny / "data/notes.txt").write_text("no data")
    made = commit(tiny)
    wanted = read_data(tiny)
    (tiny / SHOP).write_text("variant: {title: Other}\n")
    assert read_tree(tiny, Commit("HEAD", made)).files == wanted.files


def test_paths_are_relative_to_the_project(tiny: Path, commit: Committer) -> None:
    commit(tiny.parent)
    assert read_tree(tiny, find_commit(tiny, "HEAD")) == read_data(tiny)


def test_names_in_any_script_and_empty_files_are_read(tiny: Path, commit: Committer) -> None:
    (tiny / "data/variants/shop/ফোন é.yaml").write_text("")
    (tiny / "data/variants/shop/line\nfeed.yaml").write_text("\n")
    commit(tiny)
    assert read_tree(tiny, find_commit(tiny, "HEAD")) == read_data(tiny)


def test_a_revision_is_found_by_every_name_of_git(tiny: Path, commit: Committer) -> None:
    made = commit(tiny)
    git(tiny, "tag", "v1")
    git(tiny, "branch", "other/branch")
    for name in ("HEAD", "v1", "other/branch", made, made[:8], "HEAD~0"):
        assert find_commit(tiny, name).id == made
    assert str(find_commit(tiny, "v1")) == f"v1 ({made[:12]})"
    assert str(find_commit(tiny, made[:8])) == made[:8]


@pytest.mark.parametrize("name", ["HEAD~9", "--help", "-x", "", "nothing there", "HEAD:data", "1" * 40])
def test_an_unknown_revision_is_a_usage_error(name: str, tiny: Path, commit: Committer) -> None:
    commit(tiny)
    assert not has_commit(tiny, name)
    with pytest.raises(UsageFault, match="`git log` and `git tag` list revisions"):
        find_commit(tiny, name)


def test_the_nearest_name_is_suggested(tiny: Path, commit: Committer) -> None:
    commit(tiny)
    git(tiny, "tag", "release-1")
    with pytest.raises(UsageFault, match="Did you mean `release-1`"):
        find_commit(tiny, "relaese-1")


def test_a_branch_of_the_remote_is_suggested(tiny: Path, commit: Committer, tmp_path: Path) -> None:
    commit(tiny)
    git(tiny, "branch", "topic")
    git(tmp_path, "clone", "-q", str(tiny), "clone")
    with pytest.raises(UsageFault, match="There is `origin/topic`"):
        find_commit(tmp_path / "clone", "topic")


def test_a_shallow_clone_is_reported_with_what_to_fetch(tiny: Path, commit: Committer, tmp_path: Path) -> None:
    commit(tiny)
    git(tiny, "commit", "-q", "--allow-empty", "-m", "more")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tiny}", "clone")
    with pytest.raises(UsageFault, match="This clone is shallow: `git fetch --unshallow`"):
        find_commit(tmp_path / "clone", "HEAD~1")


def test_a_repository_without_a_commit_is_reported(tiny: Path) -> None:
    git(tiny, "init", "-q")
    with pytest.raises(UsageFault, match="It has no commit yet"):
        find_commit(tiny, "HEAD")


def test_a_missing_repository_is_an_input_error(tiny: Path) -> None:
    with pytest.raises(InputFault, match="is not in a git repository; compare releases"):
        find_commit(tiny, "HEAD")


def test_missing_git_is_an_input_error(tiny: Path, commit: Committer, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(tiny)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputFault, match="git is not installed"):
        find_commit(tiny, "HEAD")


def test_a_revision_without_data_has_no_files(tiny: Path, commit: Committer) -> None:
    (tiny / "data").rename(tiny.parent / "aside")
    commit(tiny)
    (tiny.parent / "aside").rename(tiny / "data")
    assert read_tree(tiny, find_commit(tiny, "HEAD")).files == {}


def test_missing_objects_are_reported_and_not_fetched(tiny: Path, commit: Committer) -> None:
    made = commit(tiny)
    blob = git(tiny, "rev-parse", f"HEAD:{SHOP}")
    (tiny / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(InputFault, match=f"git does not give `{SHOP}` of `HEAD"):
        read_tree(tiny, Commit("HEAD", made))


def test_the_merge_base_of_two_branches_is_found(tiny: Path, commit: Committer) -> None:
    made = commit(tiny)
    git(tiny, "checkout", "-q", "-b", "topic")
    git(tiny, "commit", "-q", "--allow-empty", "-m", "topic")
    git(tiny, "checkout", "-q", "-")
    git(tiny, "commit", "-q", "--allow-empty", "-m", "more")
    assert merge_base(tiny, "HEAD", "topic").id == made
    git(tiny, "checkout", "-q", "--orphan", "alone")
    git(tiny, "commit", "-q", "--allow-empty", "-m", "alone")
    with pytest.raises(UsageFault, match="`alone` and `topic` have no commit in common here"):
        merge_base(tiny, "alone", "topic")
