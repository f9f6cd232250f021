"""The commits that changed data. `tests/project/test_variant_versions.py` has more of them."""

from __future__ import annotations

from pathlib import Path

from generator.project.data_commits import changed_folders, commits_with, first_parents, read_commit
from generator.project.project_files import read_data
from generator.project.revision import read_revision
from tests.diff.past_project import BASE, HEAD, LAYER, STORE, PastProject
from tests.releases.stores import git


def test_a_merged_branch_is_one_commit_and_words_are_found_in_its_changes(tmp_path: Path) -> None:
    """A word is found where it comes and where it goes, and only in the data."""
    project = PastProject(tmp_path / "project")
    project.commit("Begin", {LAYER: BASE, STORE: HEAD})
    git(project.root, "checkout", "-q", "-b", "branch")
    project.commit("Word", {LAYER: BASE.replace("Memory", "Room"), "../docs/page.md": "Room\n"})
    project.commit("More", {LAYER: BASE.replace("Memory", "Room").replace("50", "70")})
    git(project.root, "checkout", "-q", "main")
    git(project.root, "merge", "-q", "--no-ff", "-m", "Merge: a | b", "branch")
    project.commits["Merge"] = git(project.root, "rev-parse", "HEAD")
    project.commit("Back", {LAYER: BASE})
    project.commit("Page", {"../docs/page.md": "A room\n"})
    revision, files = read_revision(project.root), read_data(project.root).files
    walked = [(commit.subject, commit.grafted, {*folders}) for commit, folders in changed_folders(project.root, revision, files)]
    assert walked == [("Back", False, {"base"}), ("Merge: a | b", False, {"base"}), ("Begin", False, {"base", "store"})]
    assert commits_with(project.root, revision, files, "Room") == {project.commits["Merge"], project.commits["Back"]}
    assert first_parents(project.root, revision.commit) == tuple(project.commits[name] for name in ("Page", "Back", "Merge", "Begin"))
    assert read_commit(project.root, project.commits["Word"]).subject == "Word"
