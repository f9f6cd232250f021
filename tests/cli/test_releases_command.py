"""The command line of `runbook releases`: the table, and releases that were changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.releases.small_site import use_small


@pytest.fixture
def root(tiny: Path, commit: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project with four releases, one of them a draft and one deleted."""
    use_small(monkeypatch)
    (tiny / ".gitignore").write_text("published/\n")
    commit(tiny)
    monkeypatch.chdir(tiny)
    for words in (["1"], ["2"], ["3", "--alias", "latest"], ["4-rc", "--draft"], ["1", "--delete", "never used"]):
        assert run(["publish", *words]) == 0
    assert run(["publish", "2", "--replace", "a wrong number"]) == 0
    capsys.readouterr()
    return tiny


def plain(text: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\d", "DAY", re.sub(r"[0-9a-f]{12}", "COMMIT", re.sub(r" +", " ", text)))


@pytest.mark.usefixtures("root")
def test_every_release_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["releases"]) == 0
    lines = plain(capsys.readouterr().out).splitlines()
    assert lines[0] == "release published commit files size state"
    assert sorted(re.sub(r"3 \d+ KB", "SIZE", line) for line in lines[1:]) == [
        " deleted on DAY: never used",
        " replaced on DAY: a wrong number",
        "1 DAY COMMIT deleted",
        "2 DAY COMMIT SIZE verified",
        "3 DAY COMMIT SIZE current, latest, verified",
        "4-rc DAY COMMIT SIZE draft, verified",
    ]


def test_a_reason_cannot_send_commands_to_a_terminal(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = root / "published/releases.json"
    place.write_text(place.read_text().replace("a wrong number", r"\u001b[2J\n9 verified"))
    assert run(["releases"]) == 0
    assert ": <U+001B>[2J<U+000A>9 verified\n" in capsys.readouterr().out


def test_a_changed_release_fails_and_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = root / "published/2/index.html"
    place.unlink()
    place.write_text("altered")
    assert run(["releases"]) == 1
    lines = plain(capsys.readouterr().out)
    assert re.search(r"\n2 DAY COMMIT 3 \d+ KB DIFFERS FROM WHAT WAS PUBLISHED\n 2: 1 changed: index.html\n", lines)
    assert run(["releases", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["current"] == "3"
    assert {one["name"]: one["faults"] for one in found["releases"]} == {"1": [], "2": ["2: 1 changed: index.html"], "3": [], "4-rc": []}


def test_versions_that_runbook_did_not_publish_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    versions = root / "published/versions.json"
    versions.write_text(json.dumps([*json.loads(versions.read_text()), {"version": "docs", "title": "Docs", "aliases": []}]))
    assert run(["releases"]) == 0
    assert capsys.readouterr().out.endswith("not published by runbook: docs\n")


@pytest.mark.usefixtures("root")
def test_a_folder_without_releases_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["releases", "--to", "nowhere"]) == 2
    assert capsys.readouterr().err == "runbook: nowhere has no releases; `runbook publish NAME` adds the first\n"
    assert run(["releases", "--to", "a", "--branch", "b"]) == 2
