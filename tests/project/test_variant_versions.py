"""The version of each variant: the last commit that changed its data."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.model.variant_version import VariantVersion
from generator.project.open_project import open_project
from generator.project.variant_versions import version_problems
from generator.report.diagnostics_report import to_text
from tests.expectations import Expectation
from tests.releases.stores import git

MADE = Path(__file__).parents[1] / "errors" / "_made"
START = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FILES = {
    "layers/base/layer.yaml": "layer: {title: Base}\n",
    "layers/more/layer.yaml": "layer: {title: More, extends: [base]}\n",
    "layers/alone/layer.yaml": "layer: {title: Alone}\n",
    "variants/shop/variant.yaml": "variant: {title: Shop, extends: [more]}\n",
    "variants/forum/variant.yaml": "variant: {title: Forum}\n",
}
ITEM = "contacts: {lead: {title: Lead, name: X}}\n"


class History:
    """A repository with one commit for each hour."""

    def __init__(self, root: Path) -> None:
        self.root, self.hour = root, 0
        git(root.parent, "init", "-q", "-b", "main", str(root))
        for name, value in (("user.name", "Test"), ("user.email", "test@localhost"), ("commit.gpgsign", "false")):
            git(root, "config", name, value)
        self.first = self.commit(**FILES)

    def commit(self, *words: str, **files: str) -> str:
        """Commit files of the data, by their paths, or run another command of git that commits; return the id."""
        for path, text in files.items():
            place = self.root / "data" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        if not words:
            git(self.root, "add", "-A")
        moment = (START + timedelta(hours=self.hour)).isoformat()
        command = ["git", "-C", str(self.root), *(words or ("commit", "-q", "--allow-empty", "-m", "m"))]
        subprocess.run(command, check=True, env={**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment})
        self.hour += 1
        return git(self.root, "rev-parse", "HEAD")

    def versions(self, root: Path | None = None) -> dict[str, VariantVersion]:
        return open_project(root or self.root).versions()

    @property
    def commits(self) -> dict[str, str]:
        """The commit of each version."""
        return {name: version.commit for name, version in self.versions().items()}


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "project")


def test_a_version_is_the_last_commit_of_the_layers_of_a_variant(history: History) -> None:
    """Own files count, and those of layers, also of layers below; other variants, other layers, pages and notes do not."""
    assert history.commits == {"forum": history.first, "shop": history.first}
    own = history.commit(**{"variants/shop/a.yaml": ITEM})
    assert history.commits == {"forum": history.first, "shop": own}
    below = history.commit(**{"layers/base/a.yaml": ITEM})
    assert history.commits == {"forum": history.first, "shop": below}
    history.commit(**{"layers/alone/a.yaml": "contacts: {}\n", "../docs/page.md": "# Page\n", "variants/shop/notes.txt": "x"})
    assert history.commits == {"forum": history.first, "shop": below}


def test_a_changed_file_of_texts_changes_the_version(history: History) -> None:
    """Pages and sheets show the files of the variant and of its layers."""
    own = history.commit(**{"variants/forum/files/form.txt": "1"})
    shared = history.commit(**{"layers/base/files/form.txt": "1"})
    assert history.commits == {"forum": own, "shop": shared}


def test_a_version_has_the_moment_of_its_commit(history: History) -> None:
    made = history.commit(**{"variants/shop/a.yaml": ITEM})
    assert history.versions() == {
        "forum": VariantVersion(history.first, START),
        "shop": VariantVersion(made, START + timedelta(hours=1)),
    }


def test_one_process_walks_the_history_for_all_variants(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    project, run = open_project(history.root), subprocess.run
    calls: list[object] = []

    def counted(*words: Any, **options: Any) -> subprocess.CompletedProcess[bytes]:
        calls.append(words)
        return run(*words, **options)

    monkeypatch.setattr(subprocess, "run", counted)
    assert len(project.versions()) == 2
    assert len(calls) == 1


def test_a_deleted_file_a_renamed_folder_and_a_new_layer_change_the_version(history: History) -> None:
    history.commit(**{"variants/forum/a.yaml": ITEM})
    (history.root / "data/variants/forum/a.yaml").unlink()
    deleted = history.commit()
    assert history.commits == {"forum": deleted, "shop": history.first}
    history.commit(**{"variants/forum/b.yaml": ITEM})
    git(history.root, "mv", "data/variants/forum/b.yaml", "data/variants/shop/b.yaml")
    moved = history.commit()
    assert history.commits == {"forum": moved, "shop": moved}
    git(history.root, "mv", "data/variants/forum", "data/variants/board")
    renamed = history.commit()
    assert history.commits == {"board": renamed, "shop": moved}
    extended = history.commit(**{"variants/board/variant.yaml": "variant: {title: Board, extends: [alone]}\n"})
    assert history.commits == {"board": extended, "shop": moved}
    extended = history.commit(**{"layers/base/layer.yaml": "layer: {title: Base, extends: [alone]}\n"})
    assert history.commits["shop"] == extended


@pytest.mark.parametrize(
    "settings", [{}, {"log.showRoot": "false", "diff.renames": "copies", "log.follow": "true", "diff.relative": "true"}]
)
def test_a_merge_is_one_change_of_the_branch_it_was_merged_into(settings: dict[str, str], history: History) -> None:
    """The date of a change is that at which the branch got it, whatever the user's settings are."""
    for name, value in {**settings, "color.ui": "always", "log.decorate": "short", "log.diffMerges": "combined"}.items():
        git(history.root, "config", name, value)
    assert history.commits == {"forum": history.first, "shop": history.first}
    history.commit("checkout", "-q", "-b", "side")
    history.commit(**{"variants/shop/a.yaml": ITEM})
    history.commit("checkout", "-q", "main")
    other = history.commit(**{"variants/forum/b.yaml": ITEM})
    merged = history.commit("merge", "-q", "--no-ff", "-m", "merge", "side")
    assert history.commits == {"forum": other, "shop": merged}


def test_changes_that_are_not_committed_belong_to_the_variants_that_have_them(history: History) -> None:
    (history.root / "data/variants/forum/variant.yaml").write_text("variant: {title: Board}\n")
    assert {name: one.modified for name, one in history.versions().items()} == {"forum": True, "shop": False}
    (history.root / "data/layers/base/a.yaml").write_text(ITEM)
    versions = history.versions()
    assert {name: one.modified for name, one in versions.items()} == {"forum": True, "shop": True}
    assert versions["shop"].commit == history.first


def test_a_variant_that_no_commit_has_and_a_project_without_commits_have_no_commit(history: History, tmp_path: Path) -> None:
    history.commit(**{"../README": ""})
    shutil.copytree(history.root / "data/variants/forum", history.root / "data/variants/board")
    assert history.versions()["board"] == VariantVersion(modified=True)
    shutil.copytree(history.root / "data", tmp_path / "plain/data")
    assert set(history.versions(tmp_path / "plain").values()) == {VariantVersion()}
    git(tmp_path / "plain", "init", "-q")
    assert set(history.versions(tmp_path / "plain").values()) == {VariantVersion()}


def test_in_a_shallow_clone_only_what_it_has_is_known(history: History, tmp_path: Path, expectation: Expectation) -> None:
    """The first commit of a shallow clone seems to add all files. A branch of the name that git marks it with changes nothing."""
    git(history.root, "branch", "grafted")
    history.commit(**{"../README": ""})
    last = history.commit(**{"variants/shop/a.yaml": ITEM})
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{history.root}", "clone")
    assert history.versions(tmp_path / "clone") == {
        "forum": VariantVersion(unknown=True),
        "shop": VariantVersion(last, START + timedelta(hours=2)),
    }
    problems = version_problems(history.versions(tmp_path / "clone"))
    assert [problem.code for problem in problems] == ["unknown-version"]
    expectation.holds(MADE / "unknown-version.txt", to_text(problems))
    git(tmp_path / "clone", "fetch", "-q", "--unshallow")
    assert history.versions(tmp_path / "clone") == history.versions()
    assert version_problems(history.versions(tmp_path / "clone")) == ()


def test_a_project_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    """Changes outside the project do not count."""
    history = History(tmp_path / "all")
    shutil.copytree(history.root / "data", history.root / "ops here/data")
    moved = history.commit()
    own = history.commit(**{"../ops here/data/variants/shop/a.yaml": ITEM})
    history.commit(**{"variants/forum/a.yaml": ITEM})
    versions = history.versions(history.root / "ops here")
    assert {name: one.commit for name, one in versions.items()} == {"forum": moved, "shop": own}


def test_a_link_changes_with_the_file_that_it_leads_to(history: History) -> None:
    for path in ("variants/shop/shared.yaml", "variants/forum/shared.yaml"):
        (history.root / "data" / path).symlink_to("../../../shared/one.yaml")
    linked = history.commit(**{"../shared/one.yaml": ITEM})
    assert history.commits == {"forum": linked, "shop": linked}
    changed = history.commit(**{"../shared/one.yaml": ITEM.replace("X", "Y")})
    assert history.commits == {"forum": changed, "shop": changed}
    (history.root / "shared/one.yaml").write_text(ITEM)
    assert [one.modified for one in history.versions().values()] == [True, True]


def test_the_data_may_be_a_link_to_a_folder_of_the_repository(history: History) -> None:
    (history.root / "data").rename(history.root / "runbooks")
    (history.root / "data").symlink_to("runbooks")
    moved = history.commit()
    assert history.commits == {"forum": moved, "shop": moved}
    own = history.commit(**{"variants/shop/a.yaml": ITEM})
    assert history.commits == {"forum": moved, "shop": own}


def test_a_version_whose_date_git_cannot_read_has_none(history: History) -> None:
    """Old commits cannot be changed, and their id is enough to tell two versions apart."""
    tree = git(history.root, "rev-parse", "HEAD^{tree}")
    text = f"tree {tree}\nauthor a <a@b> 1 +0000\ncommitter a <a@b> 253402300800 +0000\n\nm\n"
    (history.root / ".git/odd").write_text(text)
    odd = git(history.root, "hash-object", "-t", "commit", "-w", "--literally", ".git/odd")
    git(history.root, "update-ref", "HEAD", odd)
    history.commit(**{"../README": ""})
    assert set(history.versions().values()) == {VariantVersion(odd)}
