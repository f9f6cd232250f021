"""Publishing: what may be a release, what is refused, what is recorded, and the published files."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from generator.project.faults import InputFault, UsageFault
from generator.project.open_project import open_project
from generator.releases.delete_release import delete
from generator.releases.folder_store import FolderStore
from generator.releases.publish import PublishRequest, check_releasable, publish
from generator.releases.rebuild import publish_all_tags
from generator.releases.release_store import LEDGER, ConcurrentUpdate
from generator.releases.verify import verify
from generator.site.mkdocs_build import BuildFailed
from tests.releases.small_site import NOON, SETTINGS, build_small, edit, ledger_of, put, texts
from tests.releases.stores import git


def test_a_release_is_recorded_and_the_root_forwards_to_it(root: Path, store: FolderStore) -> None:
    done = put(root, store, "1", aliases=("latest",))
    assert (done.is_changed, done.aliases, done.release.files) == (True, ("latest",), 3)
    found = texts(store)
    assert found["1/index.html"] == found["latest/index.html"] == "1 False after none"
    assert "url=latest/index.html" in found["index.html"]
    assert 'href="https://ops.example/"' in found["404.html"]
    assert found[".nojekyll"] == ""
    (version,) = json.loads(found["versions.json"])
    assert version == {
        "version": "1",
        "title": "1",
        "aliases": ["latest"],
        "properties": {"date": "2026-12-01T12:00:00Z", "commit": git(root, "rev-parse", "HEAD"), "draft": False},
    }
    assert re.findall("<title>(.*)</title>", found["releases.atom"]) == ["Tiny: releases", "Release 1"]
    assert json.loads(found["reviews.json"])["items"] == []
    release = ledger_of(store).releases["1"]
    assert (release.date, release.published) == ("2026-11-20T12:00:00Z", "2026-12-01T12:00:00Z")
    assert verify(store, ledger_of(store)) == {"1": ()}


def test_the_next_release_records_what_changed(root: Path, store: FolderStore, commit: Callable[[Path], str]) -> None:
    put(root, store, "1", aliases=("latest",))
    edit(root, "A backup restores into an empty database")
    commit(root)
    done = put(root, store, "2", hours=1, aliases=("latest",))
    assert done.release.changes == "1 entry changed in 2 systems."
    found = texts(store)
    assert (found["1/index.html"], found["2/index.html"]) == ("1 False after none", "2 False after 1")
    assert found["latest/index.html"] == found["2/index.html"]
    assert ledger_of(store).current == "2"


def test_publishing_the_same_content_changes_nothing(root: Path, store: FolderStore) -> None:
    put(root, store, "1", aliases=("latest",))
    before = texts(store)
    assert not put(root, store, "1", hours=5, aliases=("latest",)).is_changed
    assert not put(root, store, "1", hours=5).is_changed
    assert texts(store) == before


def test_an_alias_can_go_back_to_an_older_release_with_a_reason(root: Path, store: FolderStore) -> None:
    put(root, store, "1", aliases=("latest",))
    assert put(root, store, "2", hours=1, aliases=("latest",)).notes == ()
    with pytest.raises(InputFault, match=r"\n  `latest` leads to release 2, which is newer than 1\nIf this is intended, add --because"):
        put(root, store, "1", hours=2, aliases=("latest",))
    done = put(root, store, "1", hours=2, aliases=("latest",), because="2 has a wrong number")
    assert done.is_changed
    assert done.notes == ("`latest` led to 2, which is newer than 1; to undo this, run `runbook publish 2 --alias latest` at its commit",)
    assert texts(store)["latest/index.html"] == "1 False after none"
    assert ledger_of(store).releases["1"].published == "2026-12-01T12:00:00Z"
    assert ledger_of(store).releases["1"].because == "2 has a wrong number"
    assert (ledger_of(store).current, ledger_of(store).aliases_of("2")) == ("1", ())
    put(root, store, "2", hours=3, aliases=("latest",))
    put(root, store, "1", hours=4, aliases=("latest",), because="and a wrong name")
    assert ledger_of(store).releases["1"].because == "2 has a wrong number; and a wrong name"


def test_other_content_under_the_same_name_is_refused_with_the_differences(
    root: Path, store: FolderStore, commit: Callable[[Path], str]
) -> None:
    put(root, store, "1")
    old, before = git(root, "rev-parse", "HEAD"), texts(store)
    edit(root, "A backup restores into an empty database")
    new = commit(root)
    with pytest.raises(InputFault) as fault:
        put(root, store, "1", hours=1)
    assert str(fault.value) == (
        "release 1 is published already, with other content:\n"
        "  1 changed: runbook.json\n"
        "  data: 1 entry changed in 2 systems.\n"
        f"  commit: {old[:12]} then, {new[:12]} now\n"
        'Use another name for it, or add --replace "why" to replace the release; the reason is recorded.'
    )
    assert texts(store) == before


def test_a_release_is_replaced_with_a_reason_which_is_recorded(root: Path, store: FolderStore, commit: Callable[[Path], str]) -> None:
    put(root, store, "1", aliases=("latest",))
    old = ledger_of(store).releases["1"]
    edit(root, "A backup restores into an empty database")
    commit(root)
    put(root, store, "1", hours=1, replace="a step was missing")
    release = ledger_of(store).releases["1"]
    (replaced,) = release.replaced
    assert (replaced.at, replaced.digest, replaced.because) == ("2026-12-01T13:00:00Z", old.digest, "a step was missing")
    assert (release.published, ledger_of(store).aliases) == (old.published, {"latest": "1"})
    found = texts(store)
    assert "empty database" in found["latest/runbook.json"]
    assert found["latest/runbook.json"] == found["1/runbook.json"]
    assert "<updated>2026-12-01T13:00:00Z</updated>" in found["releases.atom"]


def test_a_draft_is_replaced_freely_until_it_is_released(root: Path, store: FolderStore) -> None:
    put(root, store, "1", draft=True, aliases=("next",))
    assert texts(store)["next/index.html"] == "1 True after none"
    assert ("index.html" in texts(store), ledger_of(store).current) == (False, "")
    edit(root, "A backup restores into an empty database")
    put(root, store, "1", hours=1, draft=True)
    done = put(root, store, "1", hours=2)
    assert (done.release.draft, done.release.published, done.release.replaced) == (False, "2026-12-01T14:00:00Z", ())
    assert texts(store)["next/index.html"] == "1 False after none"


def test_a_release_becomes_a_draft_only_with_a_reason(root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    with pytest.raises(InputFault, match="published already, with other content"):
        put(root, store, "1", draft=True)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (PublishRequest("latest", NOON), "`latest` is an alias, of release 1"),
        (PublishRequest("Latest", NOON), "`Latest` and `latest` differ only in case"),
        (PublishRequest("2", NOON, ("STABLE",)), "`STABLE` and `stable` differ only in case"),
        (PublishRequest("CNAME", NOON), "`CNAME` exists already, and runbook did not publish it"),
        (PublishRequest("2", NOON, ("manual",)), "`manual` exists already, and runbook did not publish it"),
        (PublishRequest("1", NOON, draft=True, replace="why"), "`latest` leads readers to a finished release"),
        (PublishRequest("docs", NOON), "`docs` exists already, and runbook did not publish it"),
        (PublishRequest("2", NOON, ("1",)), "--alias: `1` is the name of a release"),
        (PublishRequest("2", NOON, ("2",)), "--alias: `2` is the name of a release"),
        (PublishRequest("2", NOON, ("docs",)), "--alias: `docs` is the name of a release"),
        (PublishRequest("2", NOON, ("latest",), draft=True), "`latest` leads readers to a finished release"),
        (PublishRequest("2", NOON, ("stable",), draft=True), "`stable` leads readers to a finished release"),
    ],
)
def test_names_that_are_taken_are_refused(wanted: PublishRequest, message: str, root: Path, store: FolderStore) -> None:
    put(root, store, "1", aliases=("latest", "stable"))
    versions = store.root / "versions.json"
    versions.write_text(json.dumps([*json.loads(versions.read_text()), {"version": "docs", "title": "Docs", "aliases": []}]))
    (store.root / "CNAME").write_text("ops.example")
    (store.root / "manual").mkdir()
    (store.root / "manual/index.html").write_text("by hand")
    before = texts(store)
    with pytest.raises(UsageFault, match=re.escape(message)):
        publish(root, store, wanted)
    assert texts(store) == before


def test_no_release_has_the_name_latest(root: Path, store: FolderStore) -> None:
    with pytest.raises(UsageFault, match="use another name for the release, and add --alias latest"):
        put(root, store, "latest")


def test_releases_are_in_the_order_of_publishing_whatever_the_clock_says(root: Path, store: FolderStore) -> None:
    for name, hours in (("9", 0), ("10", 0), ("11", -9), ("12", 1)):
        put(root, store, name, hours=hours)
    ledger = ledger_of(store)
    assert [one.name for one in ledger.newest_first] == ["12", "11", "10", "9"]
    assert [texts(store)[f"{name}/index.html"].split()[-1] for name in ("10", "11", "12")] == ["9", "10", "11"]
    assert [ledger.releases[name].published[11:] for name in ("11", "12")] == ["12:00:02Z", "13:00:00Z"]


def test_publishing_the_same_content_restores_changed_files(root: Path, store: FolderStore) -> None:
    put(root, store, "1", aliases=("latest",))
    before = texts(store)
    for path in ("1/index.html", "latest/index.html"):
        (store.root / path).unlink()
        (store.root / path).write_text("altered")
        assert put(root, store, "1").is_changed
        assert texts(store) == before
    (store.root / "1").rename(store.root / "lost")
    assert put(root, store, "1", aliases=("stable",)).is_changed
    assert verify(store, ledger_of(store)) == {"1": ()}


def test_a_lost_ledger_is_not_replaced_by_a_new_one(root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    (store.root / LEDGER).unlink()
    before = texts(store)
    with pytest.raises(InputFault, match=r"releases\.json is missing, but there are releases\. Restore it"):
        put(root, store, "2")
    assert texts(store) == before


def test_a_failed_build_changes_nothing(root: Path, store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, store, "1")
    before = texts(store)

    def failing(root: Path, folder: Path, *_: object, **__: object) -> None:
        folder.mkdir()
        (folder / "half.html").write_text("half")
        raise BuildFailed

    monkeypatch.setattr("generator.releases.publish.build_site", failing)
    with pytest.raises(BuildFailed):
        put(root, store, "2", hours=1)
    assert texts(store) == before


def test_after_a_concurrent_update_the_release_is_built_again(root: Path, store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, store, "1")
    built: list[str] = []

    def overtaken(*given: Any, **options: Any) -> Any:
        built.append(options["before"].name)
        if len(built) == 1:
            put(root, store, "2", hours=1)
        return build_small(*given, **options)

    monkeypatch.setattr("generator.releases.publish.build_site", overtaken)
    put(root, store, "3", hours=2)
    assert built == ["1", "1", "2"]
    assert [one.name for one in ledger_of(store).newest_first] == ["3", "2", "1"]


def test_publishing_ends_after_five_concurrent_updates(root: Path, store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def moved(*_: object) -> None:
        raise ConcurrentUpdate

    monkeypatch.setattr(store, "update", moved, raising=False)
    with pytest.raises(InputFault, match="others updated the releases 5 times"):
        put(root, store, "1")


def test_notices_replace_the_actual_pages_whatever_a_list_says(root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    (store.root / "releases/1.sha256").write_text("d  1/../../../evil.html\n")
    delete(store, "1", "why", NOON, SETTINGS)
    assert sorted(path for path in texts(store) if path.startswith("1/")) == ["1/index.html", "1/sw.js"]
    assert not list(root.rglob("evil.html"))


def test_internal_releases_are_never_added_to_public_ones(root: Path, store: FolderStore) -> None:
    put(root, store, "1", visibility="public")
    before = texts(store)
    with pytest.raises(UsageFault, match="built with --visibility public, and this one is internal: publish it elsewhere"):
        put(root, store, "2", hours=1)
    assert texts(store) == before
    assert put(root, store, "2", hours=1, visibility="public").is_changed
    git(root, "tag", "3")
    with pytest.raises(UsageFault, match="publish it elsewhere"):
        publish_all_tags(root, store, (), NOON)


def test_uncommitted_data_prevent_a_release(root: Path) -> None:
    check_releasable(open_project(root, lint=True), draft=False)
    (root / "data/variants/shop/more.yaml").write_text("commands: {}\n")
    (root / "notes.txt").write_text("mine\n")
    edit(root, "Other words")
    with pytest.raises(
        InputFault, match=r"differ from the commit of the release: data/layers/base/base.yaml, data/variants/shop/more.yaml. Commit all"
    ):
        check_releasable(open_project(root, lint=True), draft=False)
    check_releasable(open_project(root, lint=True), draft=True)


MADE_OF_MORE = """\
INHERIT: ../base.yml
site_name: Tiny
use_directory_urls: false
docs_dir: pages
theme: {name: material, custom_dir: theme}
hooks: [hooks/main.py]
watch: [lists]
"""


@pytest.fixture
def composed(root: Path, commit: Callable[[Path], str]) -> Path:
    """A project below its repository, which is made of more than data and pages."""
    (root.parent / "top").mkdir()
    top = root.rename(root.parent / "top/ops")
    (top / "mkdocs.yml").write_text(MADE_OF_MORE)
    for path, text in {
        "../base.yml": "plugins: [runbook]\n",
        "hooks/main.py": "import words\n",
        **dict.fromkeys(("pages/known.md", "theme/known.css", "docs/known.md", "hooks/words.py", "lists/known.csv"), "# Known\n"),
    }.items():
        (top / path).parent.mkdir(exist_ok=True)
        (top / path).write_text(text)
    (top / "../.gitignore").write_text("ignored.*\npublished/\n.cache/\n")
    shutil.rmtree(top / ".git")
    commit(top.parent)
    return top


@pytest.mark.parametrize(
    ("path", "is_part"),
    [
        *(("pages/more.md", True), ("theme/main.html", True), ("pages/ignored.md", True), ("theme/ignored.css", True)),
        *(("data/variants/shop/ignored.yaml", True), ("hooks/words.py", True), ("../base.yml", True), ("lists/ignored.csv", True)),
        *(("docs/more.md", False), ("more.md", False), ("hooks/ignored.py", False), ("data/ignored.txt", False), ("../more.md", False)),
    ],
)
def test_all_that_the_site_is_made_of_must_be_committed(path: str, is_part: bool, composed: Path) -> None:
    """What the site is made of is compared with the commit, ignored files too, and nothing else is."""
    check_releasable(open_project(composed, lint=True), draft=False)
    with (composed / path).open("a") as stream:
        stream.write("# fresh\n")
    if path.startswith(("hooks", "..")):
        git(composed, "update-index", "--assume-unchanged", *(["--", path] if (composed / path).is_file() and is_part else []))
    with pytest.raises(InputFault, match=f"differ from the commit of the release: {path}. Commit") if is_part else nullcontext():
        check_releasable(open_project(composed, lint=True), draft=False)


def test_settings_outside_the_repository_prevent_a_release(composed: Path) -> None:
    """Nobody can look up what was in them."""
    (composed / "../../outside.yml").write_text("plugins: [runbook]\n")
    (composed / "mkdocs.yml").write_text(MADE_OF_MORE.replace("../base.yml", "../../outside.yml"))
    git(composed, "-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-q", "-a", "-m", "Inherit")
    with pytest.raises(InputFault, match=r"release: \.\./\.\./outside\.yml \(not in the repository\)\. Commit"):
        check_releasable(open_project(composed, lint=True), draft=False)
