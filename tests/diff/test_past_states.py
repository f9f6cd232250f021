"""The states of a variant through the history of git: which commits are read, and in which order."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diff.past_states import VariantPast, state_of
from generator.project.project_files import DataFiles
from tests.diff.past_project import BASE, HEAD, LAYER, OTHER, STORE, PastProject


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> PastProject:
    """Return a project that no test changes."""
    found = PastProject(tmp_path_factory.mktemp("past") / "project")
    found.commit("Begin", {LAYER: BASE, STORE: HEAD, OTHER: "variant: {title: Other}\n"})
    found.commit("Other", {OTHER: "variant: {title: Another}\n"})
    found.commit("Break", {STORE: "variant: [\n"})
    found.commit("Repair", {STORE: HEAD, "../docs/page.md": "# Page\n"})
    found.commit("Page", {"../docs/page.md": "# A page\n"})
    return found


def states(root: Path, variant: str) -> list[tuple[str, bool]]:
    """Return the message of the commit of each state, and whether the variant was without errors."""
    return [(state.subject, state.exists) for state in VariantPast(root, variant, lambda _: None).states()]


def test_only_commits_that_changed_the_variant_or_its_layers_make_a_state(project: PastProject) -> None:
    assert states(project.root, "store") == [("Repair", True), ("Break", False), ("Begin", True)]
    assert states(project.root, "other") == [("Other", True), ("Begin", True)]


def test_the_working_tree_is_a_state_if_it_changes_the_variant(project: PastProject, tmp_path: Path) -> None:
    root = Path(shutil.copytree(project.root, tmp_path / "project"))
    (root / "data" / LAYER).write_text(BASE.replace("50", "70"))
    assert states(root, "store")[0] == ("", True)
    assert states(root, "other")[0] == ("Other", True)
    (root / "data" / STORE).unlink()
    assert states(root, "store")[:2] == [("", False), ("Repair", True)]


def test_a_word_is_mentioned_before_if_the_last_state_or_an_older_one_has_it(project: PastProject) -> None:
    past = VariantPast(project.root, "other", lambda _: None)
    found = past.states()
    assert not past.is_mentioned_before("nowhere")
    next(found)
    assert past.is_mentioned_before("Another")
    assert past.is_mentioned_before("Other")
    next(found)
    assert not past.is_mentioned_before("Another")


def test_a_repository_without_a_commit_has_the_working_tree(tiny: Path, commit: Callable[[Path], str]) -> None:
    commit(tiny)
    (tiny / ".git/refs/heads").joinpath(*(tiny / ".git/HEAD").read_text().strip().split("/")[2:]).unlink()
    past = VariantPast(tiny, "shop", lambda _: None)
    assert [state.commit for state in past.states()] == [""]
    assert past.gaps == ["Only the working tree is shown: nothing is committed yet."]


def test_data_of_version_0_1_are_read_without_their_blanks() -> None:
    """No version since reads `record`. Lines keep their numbers, and other errors stay errors."""
    blanks = "record:\n  date:\n    label: Date\n\n# Who\n    kind: date\n"
    whole = f"{HEAD.replace(', extends: [base]', '')}{blanks}contacts: {{lead: {{title: Lead}}}}\n{blanks}".rstrip()
    found = state_of(DataFiles({f"data/{STORE}": whole.encode()}), ("store",))
    assert found.data["contacts"]["lead"]["origin"]["line"] == 8
    assert state_of(DataFiles({f"data/{STORE}": (whole + "\nother: {}\n").encode()}), ("store",)).problems
