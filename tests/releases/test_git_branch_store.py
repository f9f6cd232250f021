"""A branch of releases, with real git: moved in one step from the known commit, in the clone and at the remote."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.faults import InputFault, UsageFault
from generator.releases.git_branch_store import BranchStore
from generator.releases.release_store import LEDGER, ConcurrentUpdate, StoreChange
from tests.releases.stores import building, git, repository

FIRST = StoreChange(built=("1",), copies={"latest": "1"}, files={LEDGER: b"one", "releases/1.sha256": b"list"}, message="Publish 1")
SECOND = StoreChange(built=("2",), copies={"latest": "2"}, files={LEDGER: b"two", "releases/2.sha256": b"list"}, message="Publish 2")
FILES = {"1/index.html": "first", "1/assets/a b.css": "style", "1/\u09ac.html": "b"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "own")


@pytest.fixture
def remote(tmp_path: Path, root: Path) -> Path:
    """A remote with the branch main, and nothing published."""
    folder = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(folder))
    git(root, "remote", "add", "origin", f"file://{folder}")
    git(root, "push", "-q", "origin", "main")
    return folder


def contents(root: Path, branch: str = "pages") -> dict[str, str]:
    listed = git(root, "-c", "core.quotepath=false", "ls-tree", "-r", "--name-only", branch).splitlines()
    return {path: git(root, "show", f"{branch}:{path}") for path in listed}


def published(root: Path, *, push: bool = False) -> BranchStore:
    store = BranchStore(root, "pages", push=push)
    store.update(None, building(FILES, FIRST))
    return store


def test_the_first_release_creates_the_branch_and_changes_nothing_else(root: Path) -> None:
    (root / "README").write_text("in work\n")
    (root / "fresh").write_text("fresh\n")
    before = git(root, "status", "--porcelain")
    published(root)
    assert contents(root) == {
        **FILES,
        **{path.replace("1/", "latest/"): text for path, text in FILES.items()},
        LEDGER: "one",
        "releases/1.sha256": "list",
    }
    assert git(root, "status", "--porcelain") == before
    assert git(root, "branch", "--show-current") == "main"
    assert git(root, "log", "--format=%an %s", "pages") == "Test Publish 1"


def test_the_next_release_is_added_as_a_new_commit(root: Path) -> None:
    store = published(root)
    store.update(b"one", building({"2/home.html": "second"}, SECOND))
    found = contents(root)
    assert {path: found[path] for path in FILES} == FILES
    assert [path for path in found if path.startswith("latest/")] == ["latest/home.html"]
    assert sorted(path for path in found if path.startswith("releases/")) == ["releases/1.sha256", "releases/2.sha256"]
    assert git(root, "log", "--format=%s", "pages").splitlines() == ["Publish 2", "Publish 1"]


def test_an_alias_takes_no_space(root: Path) -> None:
    published(root)
    assert git(root, "rev-parse", "pages:latest") == git(root, "rev-parse", "pages:1")


def test_folders_and_files_are_removed_and_single_files_change(root: Path) -> None:
    store = published(root)
    store.update(b"one", building({}, StoreChange(files={LEDGER: b"two"}, removed=("latest", "releases/1.sha256"))))
    assert contents(root) == {**FILES, LEDGER: "two"}


def test_line_endings_are_not_converted(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/attributes").write_text("* text=auto eol=crlf\n")
    store = BranchStore(root, "pages", push=False)
    store.update(None, building({}, StoreChange(files={LEDGER: b"a\r\nb\n"})))
    assert store.read(LEDGER) == b"a\r\nb\n"


def test_publishing_needs_no_git_identity(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("user.name", "user.email"):
        git(root, "config", "--unset", name)
    git(root, "config", "user.useConfigOnly", "true")
    for name, value in (("HOME", str(tmp_path)), ("XDG_CONFIG_HOME", str(tmp_path)), ("GIT_CONFIG_NOSYSTEM", "1")):
        monkeypatch.setenv(name, value)
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    published(root)
    assert git(root, "log", "--format=%an <%ae>", "pages") == "runbook <runbook@localhost>"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_failure_changes_neither_branch_nor_work_tree(error: type[BaseException], root: Path) -> None:
    store = published(root)
    before = git(root, "rev-parse", "pages"), git(root, "status", "--porcelain")

    def build(stage: Path) -> StoreChange:
        (stage / "2").mkdir()
        raise error

    with pytest.raises(error):
        store.update(b"one", build)
    assert (git(root, "rev-parse", "pages"), git(root, "status", "--porcelain")) == before


def test_a_concurrent_update_is_refused_and_can_be_repeated(root: Path) -> None:
    late = BranchStore(root, "pages", push=False)
    published(root)
    with pytest.raises(ConcurrentUpdate):
        late.update(None, building({"2/x": "x"}, SECOND))
    assert late.read(LEDGER) == b"one"
    late.update(b"one", building({"2/x": "x"}, SECOND))
    assert {"1/index.html", "2/x"} <= contents(root).keys()


def test_a_fresh_clone_continues_from_the_pushed_branch(root: Path, remote: Path, tmp_path: Path) -> None:
    published(root, push=True)
    assert git(remote, "rev-parse", "pages") == git(root, "rev-parse", "pages")
    git(tmp_path, "clone", "-q", "--depth=1", "--single-branch", f"file://{remote}", "ci")
    other = BranchStore(tmp_path / "ci", "pages", push=True)
    assert other.read(LEDGER) == b"one"
    other.update(b"one", building({"2/x": "x"}, SECOND))
    assert {"1/index.html", "2/x"} <= contents(remote).keys()
    assert git(remote, "log", "--format=%s", "pages").splitlines() == ["Publish 2", "Publish 1"]


def test_a_branch_behind_the_remote_is_brought_up_to_date(root: Path, remote: Path, tmp_path: Path) -> None:
    published(root, push=True)
    git(tmp_path, "clone", "-q", f"file://{remote}", "other")
    BranchStore(tmp_path / "other", "pages", push=True).update(b"one", building({"2/x": "x"}, SECOND))
    here = BranchStore(root, "pages", push=True)
    here.update(b"two", building({"3/x": "x"}, StoreChange(built=("3",), files={LEDGER: b"three"})))
    assert git(remote, "rev-parse", "pages") == git(root, "rev-parse", "pages")
    assert {"1/index.html", "2/x", "3/x"} <= contents(root).keys()


def test_two_clones_that_push_at_the_same_time_lose_nothing(root: Path, remote: Path, tmp_path: Path) -> None:
    published(root, push=True)
    git(tmp_path, "clone", "-q", f"file://{remote}", "other")
    late = BranchStore(tmp_path / "other", "pages", push=True)

    def slow(stage: Path) -> StoreChange:
        BranchStore(root, "pages", push=True).update(b"one", building({"2/x": "x"}, SECOND))
        return building({"3/x": "x"}, StoreChange(built=("3",), files={LEDGER: b"three"}))(stage)

    with pytest.raises(ConcurrentUpdate):
        late.update(b"one", slow)
    assert late.read(LEDGER) == b"two"
    late.update(b"two", building({"3/x": "x"}, StoreChange(built=("3",), files={LEDGER: b"three"})))
    assert {"1/index.html", "2/x", "3/x"} <= contents(remote).keys()


def test_a_push_is_repeated_if_the_remote_moved_meanwhile(root: Path, remote: Path) -> None:
    store = published(root, push=True)
    hook = root / ".git/hooks/pre-push"
    hook.write_text(
        f"#!/bin/sh\nexport GIT_DIR={remote}\n"
        "git update-ref refs/heads/pages $(git -c user.name=T -c user.email=t@localhost commit-tree -p pages -m theirs pages^{tree})\n"
    )
    hook.chmod(0o755)
    with pytest.raises(ConcurrentUpdate):
        store.update(b"one", building({"2/x": "x"}, SECOND))
    hook.unlink()
    store.update(b"one", building({"2/x": "x"}, SECOND))
    assert git(remote, "log", "--format=%s", "pages").splitlines() == ["Publish 2", "theirs", "Publish 1"]


def test_a_push_that_arrived_counts_even_if_its_answer_is_lost(root: Path, remote: Path) -> None:
    hook = root / ".git/hooks/pre-push"
    hook.write_text(f"#!/bin/sh\nread here commit there old\ngit push -q --no-verify {remote} $commit:$there\nexit 1\n")
    hook.chmod(0o755)
    published(root, push=True)
    assert git(root, "rev-parse", "pages") == git(remote, "rev-parse", "pages")


def test_a_refused_push_does_not_move_the_local_branch(root: Path, remote: Path) -> None:
    store = published(root, push=True)
    before = git(root, "rev-parse", "pages")
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho no releases on Fridays >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(InputFault, match="origin does not accept the branch `pages`"):
        store.update(b"one", building({"2/x": "x"}, SECOND))
    assert git(root, "rev-parse", "pages") == git(remote, "rev-parse", "pages") == before


def test_diverged_branches_are_refused(root: Path, remote: Path, tmp_path: Path) -> None:
    published(root, push=True)
    git(tmp_path, "clone", "-q", f"file://{remote}", "other")
    BranchStore(tmp_path / "other", "pages", push=True).update(b"one", building({"2/x": "x"}, SECOND))
    BranchStore(root, "pages", push=False).update(b"one", building({"3/x": "x"}, StoreChange(built=("3",), files={LEDGER: b"three"})))
    with pytest.raises(InputFault, match=r"have diverged: `git branch --force pages origin/pages` takes the state of origin"):
        BranchStore(root, "pages", push=True)


def test_unusable_branches_are_refused_with_a_fix(root: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="no remote `origin`"):
        BranchStore(root, "pages", push=True)
    with pytest.raises(UsageFault, match="`main` is checked out"):
        BranchStore(root, "main", push=False).update(None, building(FILES, FIRST))
    for name in ("a..b", "HEAD", "-x", "@", "@{-1}", "refs/heads/x", ""):
        with pytest.raises(UsageFault, match="cannot be the name of a branch"):
            BranchStore(root, name, push=False)
    git(root, "branch", "feature/pages")
    with pytest.raises(InputFault, match=r"does not accept the branch `feature`: .*'refs/heads/feature/pages' exists"):
        BranchStore(root, "feature", push=False).update(None, building(FILES, FIRST))
    (tmp_path / "plain").mkdir()
    with pytest.raises(UsageFault, match="not in a git repository; publish into a folder with --to"):
        BranchStore(tmp_path / "plain", "pages", push=False)
    git(root, "remote", "add", "origin", str(tmp_path / "nowhere"))
    with pytest.raises(InputFault, match="cannot fetch the branch"):
        BranchStore(root, "pages", push=True)


def test_a_branch_with_other_content_is_not_changed(root: Path) -> None:
    (root / "data").mkdir()
    (root / "data/base.yaml").write_text("{}\n")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "data")
    git(root, "branch", "develop")
    with pytest.raises(UsageFault, match=r"`develop` has files that runbook did not write \(data\); name a new branch"):
        BranchStore(root, "develop", push=False).update(None, building(FILES, FIRST))
    assert git(root, "rev-parse", "develop") == git(root, "rev-parse", "main")


def test_single_files_for_the_host_may_be_on_the_branch(root: Path) -> None:
    git(root, "branch", "pages")  # with the file README alone
    published(root)
    assert contents(root)["README"] == "here"


def test_a_branch_that_is_checked_out_can_be_read(root: Path, tmp_path: Path) -> None:
    published(root)
    git(root, "worktree", "add", "-q", str(tmp_path / "pages"), "pages")
    assert BranchStore(root, "pages", push=False).read(LEDGER) == b"one"


def test_a_repository_with_sha256_works(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "--object-format=sha256", "own")
    published(repository(tmp_path / "own"))
    assert contents(tmp_path / "own")[LEDGER] == "one"


def test_a_shallow_clone_behind_the_remote_is_brought_up_to_date(root: Path, remote: Path, tmp_path: Path) -> None:
    git(root, "commit", "-q", "--allow-empty", "-m", "second")
    git(root, "push", "-q", "origin", "main")
    for name in ("one", "other"):
        git(tmp_path, "clone", "-q", "--depth=1", f"file://{remote}", name)
    published(tmp_path / "one", push=True)
    BranchStore(tmp_path / "other", "pages", push=True).update(b"one", building({"2/x": "x"}, SECOND))
    here = BranchStore(tmp_path / "one", "pages", push=True)
    here.update(b"two", building({"3/x": "x"}, StoreChange(built=("3",), files={LEDGER: b"three"})))
    assert {"1/index.html", "2/x", "3/x"} <= contents(remote).keys()
    assert git(tmp_path / "one", "rev-parse", "pages") == git(remote, "rev-parse", "pages")


def test_a_clone_reports_that_a_remote_may_have_the_branch(root: Path, remote: Path) -> None:
    assert BranchStore(root, "pages", push=False).may_be_remote
    published(root, push=True)
    assert not BranchStore(root, "pages", push=False).may_be_remote


def test_a_branch_that_mike_made_is_added_to(root: Path) -> None:
    store = BranchStore(root, "pages", push=False)
    store.update(None, building({"0.9/index.html": "old"}, StoreChange(built=("0.9",), files={"versions.json": b"[]"})))
    store.update(None, building(FILES, FIRST))
    assert contents(root)["0.9/index.html"] == "old"
