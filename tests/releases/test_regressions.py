"""What readers lose by a release needs a reason: systems, and the newest content behind an alias."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.project.faults import InputFault
from generator.project.open_project import open_project
from generator.releases.folder_store import FolderStore
from generator.releases.publish import NotReleasable, PublishRequest, check_releasable, publish
from generator.releases.rebuild import publish_all_tags
from generator.releases.regressions import systems_since
from generator.site.mkdocs_build import BuildFailed
from tests.releases.small_site import NOON, edit, ledger_of, put, texts
from tests.releases.stores import git

Committer = Callable[[Path], str]


def empty(root: Path) -> None:
    shutil.rmtree(root / "data/variants")


def remove(root: Path, system: str) -> None:
    shutil.rmtree(root / "data/variants" / system)


def make_layer(root: Path) -> None:
    (root / "data/variants/forum").rename(root / "data/layers/forum")
    (root / "data/layers/forum/variant.yaml").unlink()
    (root / "data/layers/forum/forum.yaml").write_text("layer: {title: Forum}\n")


def rename(root: Path) -> None:
    (root / "data/variants/forum").rename(root / "data/variants/board")


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (lambda root: remove(root, "forum"), "the system `forum`"),
        (rename, "the system `forum`"),
        (empty, "the systems `forum`, `shop`"),
        (make_layer, "the system `forum`"),
    ],
    ids=["removed", "renamed", "all", "a layer"],
)
def test_a_system_vanishes_only_with_a_reason(
    change: Callable[[Path], None], lost: str, root: Path, store: FolderStore, commit: Committer
) -> None:
    """A system whose folder is lost, by mistake or not, is named before anything is published; the reason is recorded."""
    put(root, store, "1")
    before = texts(store)
    change(root)
    commit(root)
    message = f"readers would lose content by release 2:\n  release 1 has {lost}, and this one has not\nIf this is intended, add --because"
    with pytest.raises(InputFault, match=message) as caught:
        put(root, store, "2", hours=1)
    assert "start page" not in str(caught.value)
    assert texts(store) == before
    put(root, store, "2-rc", hours=1, draft=True)
    put(root, store, "2", hours=2, because="it was shut down")
    assert ledger_of(store).releases["2"].because == "it was shut down"
    assert '"because": "it was shut down"' in texts(store)["releases.json"]
    assert not put(root, store, "2", hours=3).is_changed  # the published release has no such system either
    if change is not empty:
        put(root, store, "3", hours=4)
        assert ledger_of(store).releases["3"].because == ""


def test_a_renamed_system_with_an_alias_is_not_lost(root: Path, store: FolderStore, commit: Committer) -> None:
    put(root, store, "1")
    rename(root)
    head = root / "data/variants/board/variant.yaml"
    head.write_text(
        head.read_text().replace("variant: {", "variant: {aliases: [forum], ").replace("variant:\n", "variant:\n  aliases: [forum]\n")
    )
    commit(root)
    put(root, store, "2", hours=1)
    assert ledger_of(store).releases["2"].because == ""
    assert systems_since(store, {"shop"})[0].message == "release 2 has the system `board`, and this one has not"
    assert not systems_since(store, {"shop", "board"})


def test_a_replaced_release_keeps_its_systems_or_needs_a_reason(root: Path, store: FolderStore, commit: Committer) -> None:
    """The reason of the replacement does not say that a system is missing."""
    put(root, store, "1")
    remove(root, "forum")
    commit(root)
    with pytest.raises(InputFault, match="release 1 has the system `forum`, and this one has not"):
        put(root, store, "1", hours=1, replace="a number was wrong")
    put(root, store, "1", hours=1, replace="a number was wrong", because="it was shut down")
    assert (ledger_of(store).releases["1"].because, ledger_of(store).releases["1"].replaced[0].because) == (
        "it was shut down",
        "a number was wrong",
    )


def test_a_deleted_release_and_a_draft_do_not_count(root: Path, store: FolderStore, commit: Committer) -> None:
    remove(root, "forum")
    first = commit(root)
    put(root, store, "1")
    git(root, "checkout", "-q", "HEAD~1")
    put(root, store, "2-rc", hours=1, draft=True)
    git(root, "checkout", "-q", first)
    put(root, store, "2-rc", hours=2)
    assert ledger_of(store).releases["2-rc"].because == ""


def test_an_empty_release_needs_a_reason_also_as_the_first_one(root: Path, store: FolderStore, commit: Committer) -> None:
    """Without variants, nothing else is wrong: an empty folder, a wrong branch or a sparse checkout looks the same."""
    empty(root)
    commit(root)
    project = open_project(root, lint=True)
    with pytest.raises(NotReleasable) as caught:
        check_releasable(project, draft=False)
    assert [problem.code for problem in caught.value.diagnostics] == ["no-variant"]
    check_releasable(project, draft=True)
    check_releasable(project, draft=False, because="the systems come later")
    with pytest.raises(InputFault, match="it has no systems at all"):
        publish(root, store, PublishRequest("1", NOON), project)
    assert publish(root, store, PublishRequest("1", NOON, because="the systems come later"), project).systems == 0


def test_a_release_without_a_commit_after_one_with_a_commit_is_noted(root: Path, store: FolderStore) -> None:
    """A container without the folder `.git` looks like a project that never had a repository."""
    put(root, store, "1")
    shutil.rmtree(root / ".git")
    (note,) = put(root, store, "2", hours=1).notes
    assert note == "release 1 names its commit, and this one has none, because the project is not in a git repository"
    assert put(root, store, "3", hours=2).notes == ()


def test_a_repository_that_only_a_variable_names_is_not_taken_for_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only folders decide which repository is read, so here a release would have no commit."""
    (root / ".git").rename(root.parent / "moved.git")
    check_releasable(open_project(root, lint=True), draft=False)
    monkeypatch.setenv("GIT_DIR", str(root.parent / "moved.git"))
    with pytest.raises(InputFault, match=r"the variable GIT_DIR names a repository, .*run `unset GIT_DIR` to publish without a commit"):
        check_releasable(open_project(root, lint=True), draft=False)


def test_what_is_lost_is_found_before_the_build(root: Path, store: FolderStore, commit: Committer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build may take minutes."""
    put(root, store, "1")
    remove(root, "forum")
    commit(root)
    monkeypatch.setattr("generator.releases.publish.build_site", lambda *_, **__: pytest.fail("it was built"))
    with pytest.raises(InputFault, match="the system `forum`"):
        publish(root, store, PublishRequest("2", NOON), open_project(root, lint=True))


@pytest.fixture
def history(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A history of tags: `new` follows `old`; `later` and `earlier` leave it after `old`; the clock of `behind`, after `new`, was wrong."""
    for tag, parent, day in (("old", "HEAD", 1), ("new", "old", 3), ("later", "old", 4), ("earlier", "old", 2), ("behind", "new", 2)):
        git(root, "checkout", "-q", parent)
        edit(root, f"A backup of {tag} restores")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"2026-12-{day:02}T12:00:00+0000")
        git(root, "-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-q", "-a", "-m", tag)
        git(root, "tag", tag)
    return root


def at(root: Path, tag: str) -> Path:
    git(root, "checkout", "-q", tag)
    return root


@pytest.mark.parametrize(
    ("alias", "tag", "is_older"),
    [
        ("latest", "old", True),
        ("stable", "earlier", True),
        ("", "old", True),
        ("latest", "later", False),
        ("", "behind", False),
        ("stable", "new", False),
    ],
)
def test_an_alias_goes_back_to_an_older_commit_only_with_a_reason(
    alias: str, tag: str, is_older: bool, history: Path, store: FolderStore
) -> None:
    """The history decides, and the dates of commits only where it does not. Without aliases, the same holds for the start page."""
    aliases = (alias,) if alias else ()
    put(at(history, "new"), store, "1", aliases=aliases)
    if not is_older:
        put(at(history, tag), store, "2", hours=1, aliases=aliases)
        assert ledger_of(store).releases["2"].because == ""
        return
    what = f"`{alias}`" if alias else "the start page"
    with pytest.raises(
        InputFault, match=f"  {what} leads to release 1 of commit {git(history, 'rev-parse', 'new')[:12]}, which is newer than"
    ):
        put(at(history, tag), store, "2", hours=1, aliases=aliases)
    put(history, store, "2-rc", hours=1, draft=True)
    put(history, store, "2", hours=2, aliases=aliases, because="the new one failed")
    assert ledger_of(store).releases["2"].because == "the new one failed"


@pytest.mark.parametrize(("tag", "is_older"), [("old", True), ("later", False)])
def test_dates_decide_where_the_commit_is_not_known(tag: str, is_older: bool, history: Path, store: FolderStore) -> None:
    """A shallow clone on a build server has only one commit."""
    put(at(history, "new"), store, "1", aliases=("latest",))
    git(history.parent, "clone", "-q", "--depth=1", "--branch", tag, f"file://{history}", "shallow")
    if is_older:
        with pytest.raises(InputFault, match="`latest` leads to release 1 of commit"):
            put(history.parent / "shallow", store, "2", hours=1, aliases=("latest",))
    else:
        assert put(history.parent / "shallow", store, "2", hours=1, aliases=("latest",)).is_changed


def test_a_reason_that_was_not_needed_is_not_recorded(root: Path, store: FolderStore) -> None:
    done = put(root, store, "1", aliases=("latest",), because="to be sure")
    assert done.notes == ("readers lose nothing by this release, so the reason of --because is not recorded",)
    assert ledger_of(store).releases["1"].because == ""


def test_releases_of_tags_take_an_alias_back_only_with_a_reason(tagged: Path) -> None:
    """Tags are history: what they have lost is listed, and stops nothing."""
    store = FolderStore(tagged / "published")
    edit(tagged, "A backup restores twice")
    git(tagged, "-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-q", "-a", "-m", "Newer than each tag")
    put(tagged, store, "2.0", aliases=("latest",))
    git(tagged, "checkout", "-q", "1.1")
    with pytest.raises(InputFault, match=r"`latest` leads to release 2\.0 of commit"):
        publish_all_tags(tagged, store, ("latest",), NOON)
    publish_all_tags(tagged, store, ("latest",), NOON, because="2.0 failed")
    assert {name: one.because for name, one in ledger_of(store).releases.items()} == {"1.0": "", "1.1": "2.0 failed", "2.0": ""}
    remove(tagged, "forum")
    git(tagged, "-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-q", "-a", "-m", "Close")
    git(tagged, "tag", "1.2")
    reports: list[str] = []
    publish_all_tags(tagged, FolderStore(tagged / "restored"), (), NOON, report=reports.append)
    assert "note: 1.2: release 1.1 has the system `forum`, and this one has not" in reports


def test_variables_that_change_settings_need_a_reason(
    root: Path, store: FolderStore, monkeypatch: pytest.MonkeyPatch, commit: Committer
) -> None:
    """One commit would give another release elsewhere, also when all tags are built again."""
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + "site_author: !ENV [RB_AUTHOR, us]\n")
    commit(root)
    git(root, "tag", "1")
    check_releasable(open_project(root, lint=True), draft=False)
    monkeypatch.setenv("RB_AUTHOR", "me")
    project = open_project(root, lint=True)
    for publish_it in (lambda: check_releasable(project, draft=False), lambda: publish_all_tags(root, store, (), NOON)):
        with pytest.raises((InputFault, BuildFailed), match=r"these variables of the environment change the settings, .*: `RB_AUTHOR`"):
            publish_it()
    check_releasable(project, draft=True)
    check_releasable(project, draft=False, because="a token")
    put(root, store, "1", because="a token")
    assert ledger_of(store).releases["1"].because == "a token"
