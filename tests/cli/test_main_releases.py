"""What the command line accepts to publish releases and to look at them, and what it hands on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import run
from generator.cli.publish_command import Asked


def test_publish_hands_on_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def take(*given: object) -> int:
        asked.append(given)
        return 0

    monkeypatch.setattr("generator.cli.publish_command.publish", take)
    assert run(["publish", "2026.12", "--alias", "latest", "--alias", "stable", "--branch", "gh-pages", "--push", "--draft"]) == 0
    assert run(["--project", "x", "publish", "--all-tags", "--to", "out"]) == 0
    assert run(["publish", "1", "--replace", "why"]) == 0
    assert run(["publish", "1", "--delete", "why"]) == 0
    assert asked == [
        (None, Asked("2026.12", ("latest", "stable"), branch="gh-pages", push=True, draft=True)),
        (Path("x"), Asked(folder=Path("out"), all_tags=True)),
        (None, Asked("1", replace="why")),
        (None, Asked("1", delete="why")),
    ]


def test_releases_hands_on_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def take(*given: object) -> int:
        asked.append(given)
        return 0

    monkeypatch.setattr("generator.cli.releases_command.releases", take)
    assert run(["releases"]) == run(["releases", "--branch", "gh-pages", "--format", "json"]) == run(["releases", "--to", "out"]) == 0
    assert asked == [(None, None, None, "text"), (None, None, "gh-pages", "json"), (None, Path("out"), None, "text")]
