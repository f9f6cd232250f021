"""Releases that 0.1.0 published: the current program lists, verifies and deletes them, publishes more, and does not change their files."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.frozen.past import NEWER, NEXT, OLDER, TRIAL, next_release, read_folder, runbook, write_project

# The files that publishing writes at the root of the published folder.
ROOT_FILES = {".nojekyll", ".runbook-releases", "404.html", "index.html", "releases.atom", "releases.json", "reviews.json", "versions.json"}
RECORDED = ("name", "published", "commit", "date", "draft", "digest", "files", "size", "program")


def list_releases(root: Path, folder: Path, code: int = 0) -> dict[str, dict[str, Any]]:
    """Return what `runbook releases` prints about each release, by name."""
    output = json.loads(runbook(root, "releases", "--to", str(folder), "--format", "json", code=code))
    return {release["name"]: release for release in output["releases"]}


def text_of(page: Path) -> str:
    """Return the text of a page's main part."""
    main = page.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project to run commands in."""
    return write_project(next_release(), tmp_path / "project")


@pytest.fixture
def copy(past_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the frozen folder that a test may change."""
    return shutil.copytree(past_folder, tmp_path / "published")


def test_each_release_is_listed_as_it_was_recorded_and_verified(project: Path, past_folder: Path) -> None:
    ledger = json.loads((past_folder / "releases.json").read_text(encoding="utf-8"))
    releases = list_releases(project, past_folder)
    assert list(releases) == [NEWER, TRIAL, OLDER]
    for release in ledger["releases"]:
        assert {name: releases[release["name"]][name] for name in RECORDED} == {name: release[name] for name in RECORDED}
    assert {name: (list(one["aliases"]), list(one["faults"])) for name, one in releases.items()} == {
        NEWER: (["latest"], []), TRIAL: ([], []), OLDER: ([], []),
    }  # fmt: skip
    assert releases[OLDER]["replaced"][0]["because"] == "a page was missing"
    assert releases[TRIAL]["deleted"]["because"] == "it was a trial"
    table = runbook(project, "releases", "--to", str(past_folder))
    assert re.search(rf"{re.escape(NEWER)} .*current, latest, verified\n", table)
    assert re.search(rf"{re.escape(OLDER)} .*verified\n.*a page was missing", table)


def test_verifying_names_a_file_of_an_old_release_that_was_altered(project: Path, copy: Path) -> None:
    page = copy / OLDER / "shop/prepare/index.html"
    text = page.read_text(encoding="utf-8")
    page.unlink()  # other names of a hard link keep their file
    page.write_text(text.replace("A backup restores", "No backup restores"), encoding="utf-8")
    releases = list_releases(project, copy, code=1)
    assert [len(releases[name]["faults"]) for name in (NEWER, TRIAL, OLDER)] == [0, 0, 1]
    assert "shop/prepare/index.html" in releases[OLDER]["faults"][0]


def test_publishing_does_not_change_a_byte_of_old_releases(project: Path, past_folder: Path, next_folder: Path) -> None:
    before, after = read_folder(past_folder), read_folder(next_folder)
    new = (f"{NEXT}/", "latest/", "stable/", f"releases/{NEXT}.sha256")
    differs = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path for path in differs if not path.startswith(new)} <= ROOT_FILES
    assert sum(path.startswith((f"{OLDER}/", f"{NEWER}/", f"{TRIAL}/")) for path in before) > 200
    for alias in ("latest", "stable"):
        assert read_folder(next_folder / alias) == read_folder(next_folder / NEXT)
    releases = list_releases(project, next_folder)
    assert list(releases) == [NEXT, NEWER, TRIAL, OLDER]
    assert [one["faults"] for one in releases.values()] == [[], [], [], []]
    former = list_releases(project, past_folder)
    for name in (TRIAL, OLDER):
        assert releases[name] == former[name]
    assert {**releases[NEWER], "aliases": ["latest"]} == former[NEWER]
    assert (releases[NEWER]["aliases"], releases[NEXT]["aliases"]) == ([], ["latest", "stable"])


def test_versions_entrance_and_feed_have_old_and_new_releases(past_folder: Path, next_folder: Path) -> None:
    entries = {entry["version"]: entry for entry in json.loads((next_folder / "versions.json").read_text(encoding="utf-8"))}
    assert {name: entry["aliases"] for name, entry in entries.items()} == {NEXT: ["latest", "stable"], NEWER: [], OLDER: []}
    assert list(entries) == [NEXT, NEWER, OLDER]
    for entry in json.loads((past_folder / "versions.json").read_text(encoding="utf-8")):
        assert {**entry, "aliases": []} == entries[entry["version"]]
    assert "latest/index.html" in (next_folder / "index.html").read_text(encoding="utf-8")
    old, new = ((folder / "releases.atom").read_text(encoding="utf-8") for folder in (past_folder, next_folder))
    ids = re.findall(r"<id>(.*?)</id>", old)
    assert len(ids) == 3 and set(ids) < set(re.findall(r"<id>(.*?)</id>", new))
    assert f"/{NEXT}/changes/" in new


def test_the_new_release_lists_what_changed_since_the_old_one(next_folder: Path) -> None:
    text = text_of(next_folder / NEXT / "changes/index.html")
    assert NEWER in text
    for words in (
        *("Connection pooling is configured", "database/pool ", "database/connections"),
        *("A backup restores into a scratch database", "the host restores by itself"),
        *("Migrations have run to the end", "All migrations have run to the end"),
        *("The queue is empty", "The poster hangs", "Daily", "Pay desk"),
    ):
        assert words in text
    for words in ("A card is charged", "one instance by design", "The shop opens", "Nobody merges"):
        assert words not in text, "that did not change"


def test_places_have_the_addresses_of_both_old_releases(next_folder: Path) -> None:
    places = json.loads((next_folder / NEXT / "shop/places.json").read_text(encoding="utf-8"))
    database = "checklists.database.items"
    for former in ("pooling", "pool", "connections"):
        assert places["places"][f"{database}.{former}"] == f"prepare/index.html#{database}.connections"
    assert places["places"]["checklists.daily.items.disk"] == "follow-up/index.html#checklists.daily.items.disk"
    gone = {address: (one["release"], one["title"], one.get("because", "")) for address, one in places["gone"].items()}
    assert gone == {
        f"{database}.replicas": (NEWER, "A replica follows the primary", "one instance by design"),
        f"{database}.indexes": (NEWER, "Every slow query has an index", ""),
        "checklists.cut-over.items.banner": (NEWER, "The sale's banner hangs", ""),
        "checklists.cut-over.items.poster": (NEXT, "The poster hangs", ""),
        f"{database}.backup": (NEXT, "A backup restores into a scratch database", "the host restores by itself"),
    }


def test_deleting_an_old_release_leaves_a_note_at_each_of_its_pages(project: Path, copy: Path) -> None:
    before = read_folder(copy)
    runbook(project, "publish", OLDER, "--delete", "it names a host that is gone", "--to", str(copy))
    releases = list_releases(project, copy)
    assert releases[OLDER]["deleted"]["because"] == "it names a host that is gone"
    assert [releases[name]["faults"] for name in (NEWER, OLDER)] == [[], []]
    assert [entry["version"] for entry in json.loads((copy / "versions.json").read_text(encoding="utf-8"))] == [NEWER]
    after = read_folder(copy)
    pages = {path for path in before if path.startswith(f"{OLDER}/") and path.endswith(".html")}
    assert len(pages) > 60
    for path in pages:
        text = after[path].decode()
        assert "it names a host that is gone" in text and "A backup restores" not in text, path
    assert 'href="../../../latest/shop/prepare/index.html"' in after[f"{OLDER}/shop/prepare/index.html"].decode()
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path for path in changed if not path.startswith(f"{OLDER}/")} <= ROOT_FILES


def test_two_old_releases_are_compared(project: Path, past_folder: Path) -> None:
    comparison = json.loads(runbook(project, "diff", str(past_folder / OLDER), str(past_folder / NEWER), "--format", "json"))
    forum, shop = sorted(comparison["variants"], key=lambda variant: str(variant["id"]))
    assert (forum["id"], forum["state"], shop["id"], shop["state"]) == ("forum", "removed", "shop", "changed")
    assert {one["address"]: (*one["what"], one["because"]) for one in shop["differences"]} == {
        "variant": ("changed", None),
        "checklists.warm-up.items.caches": ("changed", None),
        "checklists.cut-over.items.smoke": ("changed", None),
        "checklists.cut-over.items.banner": ("removed", None),
        "checklists.database.items.replicas": ("removed", "one instance by design"),
    }
    (base,) = comparison["shared"]
    assert {one["address"]: (*one["what"], one["formerly"]) for one in base["differences"]} == {
        "checklists.database.items.pool": ("renamed", "checklists.database.items.pooling"),
        "checklists.database.items.indexes": ("removed", None),
        "checklists.database.items.vacuum": ("added", None),
        "checklists.logs": ("changed", None),
    }
