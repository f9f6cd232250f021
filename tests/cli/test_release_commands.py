"""The options of `runbook publish` and `runbook releases`."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from generator.cli.main import run
from generator.cli.publish_command import PublishOptions
from generator.project.faults import UsageFault


def test_publish_passes_on_its_options(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def take(_root: object, _store: object, options: object) -> int:
        asked.append(options)
        return 0

    monkeypatch.setattr("generator.cli.publish_command.store_of", lambda *_, **__: SimpleNamespace(name="store"))
    monkeypatch.setattr("generator.cli.publish_command._publish", take)
    typed = (
        ["2026.12", "--alias", "latest", "--alias", "stable", "--branch", "gh-pages", "--push", "--draft"],
        ["--all-tags", "--to", "out"],
        ["1", "--replace", "why"],
        ["1", "--delete", "why"],
    )
    assert [run(["--project", str(tiny), "publish", *words]) for words in typed] == [0, 0, 0, 0]
    assert asked == [
        PublishOptions("2026.12", ("latest", "stable"), branch="gh-pages", push=True, draft=True),
        PublishOptions(to=Path("out"), all_tags=True),
        PublishOptions("1", replace="why"),
        PublishOptions("1", delete="why"),
    ]


def test_releases_passes_on_its_options(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def take(*given: object) -> NoReturn:
        asked.append(given)
        raise UsageFault("there is none")

    monkeypatch.setattr("generator.cli.releases_command.store_of", take)
    typed: tuple[list[str], ...] = ([], ["--branch", "gh-pages", "--format", "json"], ["--to", "out"])
    assert [run(["--project", str(tiny), "releases", *words]) for words in typed] == [2, 2, 2]
    assert asked == [(tiny, None, None), (tiny, None, "gh-pages"), (tiny, Path("out"), None)]
