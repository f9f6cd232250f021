"""The repository of a project: where it is, no repository, and repositories that git cannot read."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.project.faults import InputFault
from generator.project.repository import Repository, default_branch, find_repository
from generator.project.revision import read_revision
from tests.releases.stores import git

Committer = Callable[[Path], str]
MOMENT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def write(root: Path, path: str, text: str) -> None:
    (root / ".git" / path).write_text(text)


def move_git_away(root: Path, *, file: str | None = None) -> None:
    (root / ".git").rename(root.parent / "moved.git")
    if file is not None:
        (root / ".git").write_text(file)


def replace_by_folder(root: Path) -> None:
    move_git_away(root)
    (root / ".git").mkdir()


def replace_by_link(root: Path) -> None:
    move_git_away(root)
    (root / ".git").symlink_to(root.parent / "nowhere")


def lose_commit(root: Path) -> None:
    head = git(root, "rev-parse", "HEAD")
    (root / ".git/objects" / head[:2] / head[2:]).unlink()


def lose_head_below_another_repository(root: Path) -> None:
    (root / ".git/HEAD").unlink()
    git(root.parent, "init", "-q")


def lose_main_repository(root: Path) -> None:
    """Make the project a worktree whose main repository is gone."""
    move_git_away(root)
    (root.parent / "main").mkdir()
    (root.parent / "moved.git").rename(root.parent / "main/.git")
    git(root.parent / "main", "worktree", "add", "-q", "--no-checkout", str(root.parent / "tree"))
    shutil.copy(root.parent / "tree/.git", root / ".git")
    shutil.rmtree(root.parent / "main")


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no HEAD": (lambda root: (root / ".git/HEAD").unlink(), "is not a valid repository. Repair the repository until `git -C"),
    "another repository further up": (lose_head_below_another_repository, "is not a valid repository. Repair"),
    "HEAD is garbage": (lambda root: write(root, "HEAD", "garbage\n"), "is not a valid repository. Repair"),
    "the branch is garbage": (lambda root: write(root, git(root, "symbolic-ref", "HEAD"), "garbage\n"), "appears to be broken"),
    "the branch leads nowhere": (lambda root: write(root, git(root, "symbolic-ref", "HEAD"), f"{'1' * 40}\n"), "bad object HEAD"),
    "no commit object": (lose_commit, "bad object HEAD"),
    "the index is garbage": (lambda root: write(root, "index", "garbage"), "git cannot read the index of .*: fatal: .*index file"),
    "the settings are garbage": (lambda root: write(root, "config", "[core\n"), "bad config line 1 in file .git/config"),
    "a newer format": (lambda root: write(root, "config", "[core]\nrepositoryformatversion = 99\n"), "Expected git repo version"),
    "no objects": (lambda root: shutil.rmtree(root / ".git/objects"), "is not a valid repository. Repair"),
    "an empty folder": (replace_by_folder, "is not a valid repository. Repair"),
    "an empty file": (lambda root: move_git_away(root, file=""), "invalid gitfile format"),
    "a file that leads nowhere": (lambda root: move_git_away(root, file="gitdir: ../nowhere\n"), "whose repository is in another folder"),
    "a worktree without its repository": (lose_main_repository, "make that folder available, or use a clone"),
    "a link that leads nowhere": (replace_by_link, "is not a valid repository. Repair"),
    "bare": (lambda root: git(root, "config", "core.bare", "true"), "not in the work tree .*: the repository is bare"),
    "the work tree is elsewhere": (lambda root: git(root, "config", "core.worktree", "/nowhere"), "`core.worktree` names another folder"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_git_cannot_read_is_an_error_with_the_reason(damage: str, tiny: Path, commit: Committer) -> None:
    """A repository that git cannot read is never taken for a project without one."""
    commit(tiny)
    harm, message = DAMAGES[damage]
    harm(tiny)
    with pytest.raises(InputFault, match=message):
        read_revision(tiny)


def test_a_repository_of_another_owner_is_an_error_with_the_command_that_trusts_it(
    tmp_path: Path, tiny: Path, commit: Committer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In containers, the files often have another owner. Run as printed, the command makes git read them."""
    root = tiny.rename(tmp_path / "the shop's runbooks")
    made = commit(root)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    with pytest.raises(InputFault, match=r"another user owns it\. If you trust its owner, run `git config") as caught:
        find_repository(root)
    command = str(caught.value).partition("run `")[2].removesuffix("`.")
    subprocess.run(["/bin/sh", "-c", command], check=True)
    found = find_repository(root)
    assert found is not None and found.head == made


def test_a_project_in_a_bare_repository_is_an_error(tmp_path: Path, tiny: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "bare.git")
    shutil.copytree(tiny, tmp_path / "bare.git/project")
    with pytest.raises(InputFault, match="the repository is bare"):
        find_repository(tmp_path / "bare.git/project")


@pytest.mark.parametrize("tool", ["none", "not executable", "not a program"])
def test_git_that_cannot_run_is_an_error_if_there_is_a_repository(
    tool: str, tmp_path: Path, tiny: Path, commit: Committer, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(tiny)
    (tmp_path / "bin").mkdir()
    if tool != "none":
        (tmp_path / "bin/git").write_text("no program\0")
        (tmp_path / "bin/git").chmod(0o755 if tool == "not a program" else 0o644)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(InputFault, match=r"git is not installed|git cannot be started: "):
        find_repository(tiny)
    shutil.rmtree(tiny / ".git")
    assert find_repository(tiny) is None


def test_a_folder_without_a_repository_has_none(tiny: Path) -> None:
    assert find_repository(tiny) is None


def test_the_repository_before_its_first_commit(tiny: Path) -> None:
    git(tiny, "init", "-q")
    assert find_repository(tiny) == Repository(tiny, "")
    git(tiny, "add", ".")
    assert find_repository(tiny) == Repository(tiny, "")


@pytest.mark.parametrize("name", ["ops", "run books/web shop", "Überblick/день", "two\nlines", "two\n", '"quoted"', "a[b]*", "-x"])
def test_a_project_below_its_repository(name: str, tmp_path: Path, tiny: Path, commit: Committer) -> None:
    top = tmp_path / "top"
    (top / name).parent.mkdir(parents=True)
    tiny.rename(top / name)
    made = commit(top)
    assert find_repository(top / name) == Repository(top, f"{name}/", made, MOMENT)


def detach(root: Path) -> Path:
    git(root, "checkout", "-q", "--detach")
    return root


def locked(root: Path) -> Path:
    (root / ".git/index.lock").touch()
    return root


def linked(root: Path) -> Path:
    (root.parent / "link").symlink_to(root)
    return root.parent / "link"


def worktree(root: Path) -> Path:
    git(root, "worktree", "add", "-q", "--detach", str(root.parent / "worktree"))
    return root.parent / "worktree"


def submodule(root: Path) -> Path:
    git(root.parent, "init", "-q", "outer")
    git(root.parent / "outer", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root), "inner")
    return root.parent / "outer/inner"


def separate(root: Path) -> Path:
    git(root.parent, "clone", "-q", "--separate-git-dir", str(root.parent / "apart.git"), str(root), "clone")
    return root.parent / "clone"


def shallow(root: Path) -> Path:
    git(root.parent, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    return root.parent / "shallow"


@pytest.mark.parametrize("state", [detach, locked, linked, worktree, submodule, separate, shallow])
def test_unusual_repositories_are_read(state: Callable[[Path], Path], tiny: Path, commit: Committer) -> None:
    made = commit(tiny)
    root = state(tiny)
    assert find_repository(root) == Repository(root.resolve(), "", made, MOMENT)


@pytest.mark.parametrize(
    "environ",
    [
        {"GIT_DIR": "/nowhere"},
        {"GIT_WORK_TREE": "/"},
        {"GIT_CEILING_DIRECTORIES": "{top}"},
        {"GIT_OBJECT_DIRECTORY": "/nowhere"},
        {"GIT_GLOB_PATHSPECS": "1"},
        {"GIT_TRACE": "1"},
        {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"},
    ],
    ids=lambda environ: next(iter(environ)),
)
def test_the_environment_does_not_hide_the_repository(
    environ: dict[str, str], tmp_path: Path, tiny: Path, commit: Committer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only folders decide which repository a project has: a release must not lose its commit because of a variable."""
    (tmp_path / "top").mkdir()
    root = tiny.rename(tmp_path / "top/ops")
    made = commit(tmp_path / "top")
    for name, value in environ.items():
        monkeypatch.setenv(name, value.format(top=tmp_path / "top"))
    assert find_repository(root) == Repository(tmp_path / "top", "ops/", made, MOMENT)


@pytest.mark.parametrize(
    ("commands", "branch"),
    [
        ([["init", "-b", "trunk"]], "trunk"),
        ([["init", "-b", "trunk"], ["checkout", "-b", "main"], ["checkout", "-b", "fix"]], "main"),
        ([["init", "-b", "master"], ["checkout", "-b", "fix"]], "master"),
        ([["init", "-b", "fix"], ["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/team/next"]], "team/next"),
        ([["init", "-b", "trunk"], ["update-ref", "refs/remotes/origin/main", "HEAD"]], "main"),
        ([["init", "-b", "trunk"], ["checkout", "--detach"], ["branch", "-D", "trunk"]], "main"),
    ],
)
def test_the_branch_that_people_edit_is_found(commands: list[list[str]], branch: str, tiny: Path, commit: Committer) -> None:
    """A feature branch or a detached commit is not where a reader edits; without any knowledge it is the usual name."""
    git(tiny, *commands[0], "-q")
    commit(tiny)
    for words in commands[1:]:
        git(tiny, *words)
    assert default_branch(tiny) == branch


def test_a_build_server_says_which_branch_people_edit(tiny: Path, commit: Committer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its clone of a single tag has no branch, and links must be those of every other clone."""
    git(tiny, "init", "-q", "-b", "trunk")
    commit(tiny)
    git(tiny, "checkout", "-q", "--detach")
    git(tiny, "branch", "-D", "trunk")
    event = tiny.parent / "event.json"
    for text in ("", "[]", '{"repository": null}', '{"repository": {}}'):
        event.write_text(text)
        monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
        assert default_branch(tiny) == "main"
    event.write_text('{"repository": {"default_branch": "trunk"}}')
    assert default_branch(tiny) == "trunk"
    monkeypatch.setenv("CI_DEFAULT_BRANCH", "next")
    assert default_branch(tiny) == "next"
    git(tiny, "branch", "main")
    assert default_branch(tiny) == "main"


def test_without_a_repository_the_branch_has_the_usual_name(tiny: Path) -> None:
    """A project may be copied without its repository."""
    assert default_branch(tiny) == "main"
