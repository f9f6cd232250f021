"""Names of releases, and the choice of the current one."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.release_names import current_of, is_release_name


@pytest.mark.parametrize("name", ["2026.11", "v1.2.3", "1", "2026-11-21", "1.0+hotfix", "A_b", "console", "com"])
def test_valid_release_names(name: str) -> None:
    assert is_release_name(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "a..b", "a/b", "-x", ".hidden", "a b", "ä", "x.", "assets", "Versions.JSON", "x" * 65, "a\n", "CON", "nul.1", "com1"],
)
def test_invalid_release_names(name: str) -> None:
    assert not is_release_name(name)


def version(name: str, *aliases: str, draft: bool = False) -> dict[str, Any]:
    return {"version": name, "title": name, "aliases": list(aliases), "properties": {"draft": draft}}


def test_the_current_release_is_latest_or_the_first_that_is_not_a_draft() -> None:
    assert current_of([version("3", draft=True), version("2"), version("1")]) == "2"
    assert current_of([version("2"), version("1", "latest")]) == "1"
    assert current_of([version("3", draft=True)]) == ""
    assert current_of([{"version": "1", "title": "1", "aliases": []}]) == "1"
    assert current_of([]) == ""
