"""What the command line accepts to publish releases and to look at them, and what it hands on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import pytest

from generator.cli.main import run
from generator.cli.publish_command import PublishOptions
from generator.project.faults import UsageFault


def test_publish_hands_on_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def take(*given: object) -> int:
        asked.append(given)
        return 0

    monkeypatch.setattr("generator.cli.publish_command.publish_as_asked", take)
    assert run(["publish", "2026.12", "--alias", "latest", "--alias", "stable", "--branch", "gh-pages", "--push", "--draft"]) == 0
    assert run(["--project", "x", "publish", "--all-tags", "--to", "out"]) == 0
    assert run(["publish", "1", "--replace", "why"]) == 0
    assert run(["publish", "1", "--delete", "why"]) == 0
    assert asked == [
        (None, PublishOptions("2026.12", ("latest", "stable"), branch="gh-pages", push=True, draft=True)),
        (Path("x"), PublishOptions(folder=Path("out"), all_tags=True)),
        (None, PublishOptions("1", replace="why")),
        (None, PublishOptions("1", delete="why")),
    ]


def test_releases_hands_on_what_was_typed(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def take(*given: object) -> NoReturn:
        asked.append(given)
        raise UsageFault("there is none")

    monkeypatch.setattr("generator.cli.releases_command.store_of", take)
    typed: tuple[list[str], ...] = ([], ["--branch", "gh-pages", "--format", "json"], ["--to", "out"])
    assert [run(["--project", str(tiny), "releases", *words]) for words in typed] == [2, 2, 2]
    assert asked == [(tiny, None, None), (tiny, None, "gh-pages"), (tiny, Path("out"), None)]
