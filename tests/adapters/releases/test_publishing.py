"""Publishing, deleting and building anew: what is refused, what is recorded, what readers of the folder find."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.adapters.faults import InputFault, UsageFault
from generator.adapters.mkdocs_build import BuildFailed
from generator.adapters.project import open_project
from generator.adapters.releases.deleting import delete
from generator.adapters.releases.folder import FolderShelf
from generator.adapters.releases.judging import refuse_unfit
from generator.adapters.releases.past import read_ledger, read_versions
from generator.adapters.releases.publishing import Published, Wanted, publish
from generator.adapters.releases.rebuilding import publish_all_tags
from generator.adapters.releases.shelf import LEDGER, Moved
from generator.adapters.releases.tags import projects_at, release_tags, uncommitted
from generator.adapters.releases.verifying import verify
from generator.domain.ledger import Ledger
from generator.domain.pages import SiteSettings
from generator.domain.release import Gone
from tests.adapters.releases.shelves import git
from tests.adapters.releases.small_site import build_small, edit, use_small

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SETTINGS = SiteSettings("Tiny", "https://ops.example/")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    use_small(monkeypatch)


@pytest.fixture
def root(tiny: Path, commit: Callable[[Path], str]) -> Path:
    (tiny / ".gitignore").write_text("published/\n")
    commit(tiny)
    return tiny


@pytest.fixture
def shelf(root: Path) -> FolderShelf:
    return FolderShelf(root / "published")


def ledger_of(shelf: FolderShelf) -> Ledger:
    return read_ledger(shelf)[1]


def texts(shelf: FolderShelf) -> dict[str, str]:
    return {path.relative_to(shelf.root).as_posix(): path.read_text() for path in sorted(shelf.root.rglob("*")) if path.is_file()}


def put(root: Path, shelf: FolderShelf, name: str, hours: int = 0, **wanted: Any) -> Published:
    return publish(root, shelf, Wanted(name, NOON + timedelta(hours=hours), **wanted))


def test_a_release_is_recorded_and_the_root_leads_to_it(root: Path, shelf: FolderShelf) -> None:
    done = put(root, shelf, "1", aliases=("latest",))
    assert (done.fresh, done.aliases, done.release.files) == (True, ("latest",), 3)
    found = texts(shelf)
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
    release = ledger_of(shelf).releases["1"]
    assert (release.date, release.published) == ("2026-11-20T12:00:00Z", "2026-12-01T12:00:00Z")
    assert [one.faults for one in verify(shelf, ledger_of(shelf))] == [()]


def test_the_next_one_follows_it_and_tells_what_changed(root: Path, shelf: FolderShelf, commit: Callable[[Path], str]) -> None:
    put(root, shelf, "1", aliases=("latest",))
    edit(root, "A backup restores into an empty database")
    commit(root)
    done = put(root, shelf, "2", hours=1, aliases=("latest",))
    assert done.release.changes == "1 entry changed in 2 systems."
    found = texts(shelf)
    assert (found["1/index.html"], found["2/index.html"]) == ("1 False after none", "2 False after 1")
    assert found["latest/index.html"] == found["2/index.html"]
    assert ledger_of(shelf).current == "2"


def test_a_root_without_an_alias_leads_to_the_newest_finished_release(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1")
    put(root, shelf, "2-rc", hours=1, draft=True)
    assert "url=1/index.html" in texts(shelf)["index.html"]


def test_the_same_content_again_changes_nothing(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1", aliases=("latest",))
    before = texts(shelf)
    assert not put(root, shelf, "1", hours=5, aliases=("latest",)).fresh
    assert not put(root, shelf, "1", hours=5).fresh
    assert texts(shelf) == before


def test_the_same_content_on_a_later_day_judges_the_reviews_anew_and_nothing_else(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1", aliases=("latest",))
    before = texts(shelf)
    assert not put(root, shelf, "1", hours=24, aliases=("latest",)).fresh
    after = texts(shelf)
    assert [path for path in after if after[path] != before.get(path)] == ["reviews.json"]
    assert "as of 2026-12-02" in after["reviews.json"]


def test_an_alias_is_moved_to_a_release_that_stands_there(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1")
    put(root, shelf, "2", hours=1, aliases=("latest",))
    assert put(root, shelf, "1", hours=2, aliases=("latest",)).fresh
    assert texts(shelf)["latest/index.html"] == "1 False after none"
    assert ledger_of(shelf).releases["1"].published == "2026-12-01T12:00:00Z"
    assert (ledger_of(shelf).current, ledger_of(shelf).aliases_of("2")) == ("1", ())


def test_other_content_under_the_same_name_is_refused_and_the_difference_named(
    root: Path, shelf: FolderShelf, commit: Callable[[Path], str]
) -> None:
    put(root, shelf, "1")
    old, before = git(root, "rev-parse", "HEAD"), texts(shelf)
    edit(root, "A backup restores into an empty database")
    new = commit(root)
    with pytest.raises(InputFault) as fault:
        put(root, shelf, "1", hours=1)
    assert str(fault.value) == (
        "release 1 is published already, with other content:\n"
        "  1 changed: runbook.json\n"
        "  data: 1 entry changed in 2 systems.\n"
        f"  commit: {old[:12]} then, {new[:12]} now\n"
        'Give it a name of its own, or say with --replace "why" that it takes the place of the other; the reason is recorded.'
    )
    assert texts(shelf) == before


def test_a_reason_lets_it_take_the_place_and_is_recorded(root: Path, shelf: FolderShelf, commit: Callable[[Path], str]) -> None:
    put(root, shelf, "1", aliases=("latest",))
    old = ledger_of(shelf).releases["1"]
    edit(root, "A backup restores into an empty database")
    commit(root)
    put(root, shelf, "1", hours=1, replace="a step was missing")
    release = ledger_of(shelf).releases["1"]
    (replaced,) = release.replaced
    assert (replaced.at, replaced.digest, replaced.because) == ("2026-12-01T13:00:00Z", old.digest, "a step was missing")
    assert (release.published, ledger_of(shelf).aliases) == (old.published, {"latest": "1"})
    found = texts(shelf)
    assert "empty database" in found["latest/runbook.json"]
    assert found["latest/runbook.json"] == found["1/runbook.json"]
    assert "<updated>2026-12-01T13:00:00Z</updated>" in found["releases.atom"]


def test_a_draft_is_no_release_until_it_becomes_one(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1", draft=True, aliases=("next",))
    assert texts(shelf)["next/index.html"] == "1 True after none"
    assert ("index.html" in texts(shelf), ledger_of(shelf).current) == (False, "")
    edit(root, "A backup restores into an empty database")
    put(root, shelf, "1", hours=1, draft=True)
    done = put(root, shelf, "1", hours=2)
    assert (done.release.draft, done.release.published, done.release.replaced) == (False, "2026-12-01T14:00:00Z", ())
    assert texts(shelf)["next/index.html"] == "1 False after none"


def test_a_release_never_becomes_a_draft_again_without_a_reason(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1")
    with pytest.raises(InputFault, match="published already, with other content"):
        put(root, shelf, "1", draft=True)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted("latest", NOON), "`latest` is an alias, of release 1"),
        (Wanted("docs", NOON), "`docs` stands there already and was not published by runbook"),
        (Wanted("2", NOON, ("1",)), "--alias: `1` is the name of a release"),
        (Wanted("2", NOON, ("2",)), "--alias: `2` is the name of a release"),
        (Wanted("2", NOON, ("docs",)), "--alias: `docs` is the name of a release"),
        (Wanted("2", NOON, ("latest",), draft=True), "`latest` is where people look for what holds"),
        (Wanted("2", NOON, ("stable",), draft=True), "`stable` is where people look for what holds"),
    ],
)
def test_names_that_are_taken_are_refused(wanted: Wanted, message: str, root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1", aliases=("latest", "stable"))
    versions = shelf.root / "versions.json"
    versions.write_text(json.dumps([*json.loads(versions.read_text()), {"version": "docs", "title": "Docs", "aliases": []}]))
    before = texts(shelf)
    with pytest.raises(UsageFault, match=re.escape(message)):
        publish(root, shelf, wanted)
    assert texts(shelf) == before


def test_what_others_put_there_stays_listed(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1")
    versions = shelf.root / "versions.json"
    versions.write_text(json.dumps([*json.loads(versions.read_text()), {"version": "docs", "title": "Docs", "aliases": ["latest"]}]))
    put(root, shelf, "2", hours=1, aliases=("latest",))
    listed = [(entry["version"], entry["aliases"]) for entry in json.loads(versions.read_text())]
    assert listed == [("2", ["latest"]), ("1", []), ("docs", [])]
    assert [entry["version"] for entry in read_versions(shelf)] == ["2", "1", "docs"]


@pytest.mark.parametrize(("path", "text"), [(LEDGER, "{"), ("versions.json", '{"a": 1}'), ("versions.json", "[1]")])
def test_root_files_that_cannot_be_read_are_told_and_kept(path: str, text: str, root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1")
    (shelf.root / path).write_text(text)
    before = texts(shelf)
    with pytest.raises(InputFault, match=path):
        put(root, shelf, "2", hours=1)
    assert texts(shelf) == before


def test_a_build_that_fails_leaves_all_as_it_was(root: Path, shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, shelf, "1")
    before = texts(shelf)

    def failing(root: Path, folder: Path, edition: object, visibility: object) -> None:
        folder.mkdir()
        (folder / "half.html").write_text("half")
        raise BuildFailed

    monkeypatch.setattr("generator.adapters.releases.publishing.build_site", failing)
    with pytest.raises(BuildFailed):
        put(root, shelf, "2", hours=1)
    assert texts(shelf) == before


def test_who_is_overtaken_builds_upon_what_stands_there_now(root: Path, shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, shelf, "1")
    built: list[str] = []

    def overtaken(root: Path, folder: Path, edition: Any, visibility: Any) -> Any:
        built.append(edition.before.name)
        if len(built) == 1:
            put(root, shelf, "2", hours=1)
        return build_small(root, folder, edition)

    monkeypatch.setattr("generator.adapters.releases.publishing.build_site", overtaken)
    put(root, shelf, "3", hours=2)
    assert built == ["1", "1", "2"]
    assert [one.name for one in ledger_of(shelf).newest_first] == ["3", "2", "1"]


def test_one_who_is_always_overtaken_gives_up(root: Path, shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def moved(*_: object) -> None:
        raise Moved

    monkeypatch.setattr(shelf, "renew", moved, raising=False)
    with pytest.raises(InputFault, match="was changed by others 5 times"):
        put(root, shelf, "1")


def test_a_deleted_release_leaves_tombstones_and_its_place_in_the_ledger(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1")
    put(root, shelf, "2", hours=1, aliases=("latest",))
    delete(shelf, "1", "a wrong number", NOON + timedelta(days=1), SETTINGS)
    assert sorted(path for path in texts(shelf) if path.startswith("1/")) == ["1/index.html", "1/sw.js"]
    assert "taken away on 2026-12-02: a wrong number" in texts(shelf)["1/index.html"]
    assert 'href="../2/index.html"' in texts(shelf)["1/index.html"]
    assert [entry["version"] for entry in json.loads(texts(shelf)["versions.json"])] == ["2"]
    assert "Release 1<" not in texts(shelf)["releases.atom"]
    deleted = ledger_of(shelf).releases["1"].deleted
    assert deleted is not None
    assert deleted.because == "a wrong number"
    with pytest.raises(InputFault, match="release 1 was deleted: a wrong number"):
        put(root, shelf, "1", hours=30)
    assert put(root, shelf, "1", hours=30, replace="the number is right now").release.deleted is None


def test_what_people_are_led_to_or_never_was_is_not_deleted(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "2026.12", aliases=("latest",))
    with pytest.raises(UsageFault, match=r"`latest` leads to release 2026\.12"):
        delete(shelf, "2026.12", "why", NOON, SETTINGS)
    with pytest.raises(UsageFault, match=r"no release `2026.11`. Did you mean `2026.12`\?"):
        delete(shelf, "2026.11", "why", NOON, SETTINGS)


def test_without_any_release_left_the_root_leads_nowhere(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1")
    delete(shelf, "1", "why", NOON, SETTINGS)
    assert "index.html" not in texts(shelf)
    assert "No release stands in its place." in texts(shelf)["1/index.html"]


def test_every_altered_missing_and_added_file_is_told(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1", aliases=("latest",))
    for path in ("1/index.html", "latest/assets/a.css"):
        (shelf.root / path).unlink()  # a second name of the same bytes would be altered too
    (shelf.root / "1/index.html").write_text("altered")
    (shelf.root / "1/more.html").write_text("more")
    (one,) = verify(shelf, ledger_of(shelf))
    assert one.faults == ("1: 1 changed: index.html", "1: 1 new: more.html", "latest: 1 missing: assets/a.css")
    (shelf.root / "releases/1.sha256").write_text("")
    assert verify(shelf, ledger_of(shelf))[0].faults[0] == "releases/1.sha256 is not the list that was recorded"
    (shelf.root / "releases/1.sha256").unlink()
    assert verify(shelf, ledger_of(shelf))[0].faults == ("releases/1.sha256 is missing, and with it the digests of its files",)


def test_a_release_is_of_one_commit(root: Path) -> None:
    refuse_unfit(open_project(root), draft=False)
    (root / "data/variants/shop/more.yaml").write_text("commands: {}\n")
    (root / "notes.txt").write_text("mine\n")
    edit(root, "Other words")
    assert uncommitted(root) == ("data/layers/base/base.yaml", "data/variants/shop/more.yaml")
    with pytest.raises(
        InputFault, match=r"this differs from it: data/layers/base/base.yaml, data/variants/shop/more.yaml. Commit it first"
    ):
        refuse_unfit(open_project(root), draft=False)
    refuse_unfit(open_project(root), draft=True)


@pytest.fixture
def tagged(root: Path, commit: Callable[[Path], str]) -> Path:
    """A repository of two releases, and of tags that are none."""
    git(root, "tag", "1.0")
    git(root, "tag", "deploys/1")
    edit(root, "A backup restores into an empty database")
    (root / "data/variants/shop/variant.yaml").write_text((root / "data/variants/shop/variant.yaml").read_text().replace("Sells", "Buys"))
    commit(root)
    git(root, "tag", "1.1")
    git(root, "checkout", "-q", "--orphan", "other")
    git(root, "rm", "-q", "-r", "--cached", ".")
    git(root, "-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-q", "--allow-empty", "-m", "no data")
    git(root, "tag", "empty")
    git(root, "checkout", "-q", "-f", "1.1")
    return root


def test_tags_with_data_are_releases_and_are_checked_out_elsewhere(tagged: Path) -> None:
    before = git(tagged, "status", "--porcelain"), git(tagged, "rev-parse", "HEAD"), sorted(path.name for path in tagged.iterdir())
    tags = release_tags(tagged)
    assert sorted(tag.name for tag in tags) == ["1.0", "1.1"]
    with projects_at(tagged) as checkout:
        found = {tag.name: "Buys" in (checkout.at(tag) / "data/variants/shop/variant.yaml").read_text() for tag in tags}
    assert found == {"1.0": False, "1.1": True}
    assert (
        git(tagged, "status", "--porcelain"),
        git(tagged, "rev-parse", "HEAD"),
        sorted(path.name for path in tagged.iterdir()),
    ) == before


def test_all_tags_are_built_anew_to_the_same_bytes(tagged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = FolderShelf(tagged / "published"), FolderShelf(tagged / "other")
    assert publish_all_tags(tagged, one, ("latest",), NOON) == ("1.0", "1.1")
    assert capsys.readouterr().err == "runbook: building 1.0\nrunbook: building 1.1\n"
    assert publish_all_tags(tagged, other, ("latest",), NOON) == ("1.0", "1.1")
    assert texts(one) == texts(other)
    assert texts(one)["1.1/index.html"] == "1.1 False after 1.0"
    ledger = ledger_of(one)
    assert (ledger.current, ledger.aliases, ledger.releases["1.1"].changes) == ("1.1", {"latest": "1.1"}, "2 entries changed in 2 systems.")
    assert [item.faults for item in verify(one, ledger)] == [(), ()]
    before = texts(one)
    publish_all_tags(tagged, one, (), NOON)
    assert texts(one) == before


def test_what_has_no_tag_stays_and_what_was_deleted_stays_deleted(tagged: Path) -> None:
    shelf = FolderShelf(tagged / "published")
    put(tagged, shelf, "hand-made", hours=-99999)
    publish_all_tags(tagged, shelf, (), NOON)
    delete(shelf, "1.0", "why", NOON, SETTINGS)
    assert publish_all_tags(tagged, shelf, (), NOON) == ("1.1",)
    assert ledger_of(shelf).releases["1.0"].deleted is not None
    assert texts(shelf)["hand-made/index.html"] == "hand-made False after none"


def test_a_release_that_differs_from_its_tag_is_replaced_with_the_reason(tagged: Path) -> None:
    shelf = FolderShelf(tagged / "published")
    put(tagged, shelf, "1.0")
    publish_all_tags(tagged, shelf, (), NOON)
    assert [one.because for one in ledger_of(shelf).releases["1.0"].replaced] == ["built anew from its tag"]


def test_a_tag_that_cannot_be_built_leaves_all_as_it_was(
    tagged: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = FolderShelf(tagged / "published")
    put(tagged, shelf, "0")
    before = texts(shelf)

    def failing(root: Path, folder: Path, edition: Any, visibility: Any) -> Any:
        if edition.release == "1.1":
            raise InputFault("mkdocs.yml is missing")
        return build_small(root, folder, edition)

    monkeypatch.setattr("generator.adapters.releases.rebuilding.build_site", failing)
    with pytest.raises(BuildFailed):
        publish_all_tags(tagged, shelf, (), NOON)
    assert capsys.readouterr().err.endswith("runbook: mkdocs.yml is missing\nrunbook: the tag 1.1 cannot be built by this version\n")
    assert texts(shelf) == before


def test_a_clone_without_tags_says_what_to_fetch(root: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="`git fetch --tags` brings those of the remote"):
        release_tags(root)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    with pytest.raises(UsageFault, match="`git fetch --tags --unshallow`"):
        release_tags(tmp_path / "shallow")


def test_a_ledger_names_its_folder_for_ever(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1")
    first = ledger_of(shelf)
    put(root, shelf, "2", hours=9)
    assert (ledger_of(shelf).id, ledger_of(shelf).since) == (first.id, first.since)
    assert first.id.startswith("urn:uuid:")


def test_what_is_gone_is_handed_on_from_release_to_release(root: Path, shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def keeping(root: Path, folder: Path, edition: Any, visibility: Any) -> Any:
        seen.append(edition.before)
        built = build_small(root, folder, edition)
        (folder / "shop").mkdir()
        gone = {"checklists.old": {"release": "1", "title": "Old", "because": "not needed"}, "checklists.odd": 1}
        (folder / "shop/places.json").write_text(json.dumps({"gone": gone}))
        (folder / "forum").mkdir()
        (folder / "forum/places.json").write_text("{")
        return built

    monkeypatch.setattr("generator.adapters.releases.publishing.build_site", keeping)
    put(root, shelf, "1")
    put(root, shelf, "2", hours=1)
    assert (seen[0], seen[1].name) == (None, "1")
    assert seen[1].gone == {"shop": {"checklists.old": Gone("1", "Old", "not needed")}}


def test_what_is_internal_never_gets_among_what_anybody_reads(root: Path, shelf: FolderShelf) -> None:
    put(root, shelf, "1", visibility="public")
    before = texts(shelf)
    with pytest.raises(UsageFault, match="built with --visibility public, and this one is internal: publish it elsewhere"):
        put(root, shelf, "2", hours=1)
    assert texts(shelf) == before
    assert put(root, shelf, "2", hours=1, visibility="public").fresh
    git(root, "tag", "3")
    with pytest.raises(UsageFault, match="publish it elsewhere"):
        publish_all_tags(root, shelf, (), NOON)
