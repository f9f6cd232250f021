"""Completion and hover while data files are typed, from yaml-language-server itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli.schema_command import PATH as SCHEMA
from tests.cli.bodies import new
from tests.editors.language_server import LanguageServer

FIRST = "# yaml-language-server: $schema=../../../schema/runbook.schema.json\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create a project with `runbook new project`; its files name the schema in their first line."""
    folder = tmp_path_factory.mktemp("editors")
    new(None, "project", str(folder), "Web shop", [])
    assert (folder / SCHEMA).is_file()
    return folder


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[LanguageServer]:
    with LanguageServer(project) as running:
        yield running


def place(project: Path, name: str) -> Path:
    return project / "data" / "variants" / "web-shop" / name


def test_a_new_project_has_no_problems(project: Path, server: LanguageServer) -> None:
    for path in sorted((project / "data").rglob("*.yaml")):
        assert server.open(path, path.read_text("utf-8")) == []


def test_keys_complete_with_what_they_mean(project: Path, server: LanguageServer) -> None:
    path = place(project, "keys.yaml")
    server.open(path, FIRST + "checklists:\n  deployment:\n    items:\n      smoke:\n        text: It answers\n        \n")
    offered = server.complete(path, 6, 8)
    assert {"role", "blocking", "because", "place"} <= set(offered)
    assert all(offered[key] for key in ("role", "blocking", "because", "place"))
    assert "text" not in offered


def test_collections_complete_at_the_margin(project: Path, server: LanguageServer) -> None:
    path = place(project, "margin.yaml")
    server.open(path, FIRST + "\n")
    assert {"checklists", "procedures", "contacts", "services", "slos"} <= set(server.complete(path, 1, 0))


def test_values_of_a_choice_complete(project: Path, server: LanguageServer) -> None:
    path = place(project, "values.yaml")
    server.open(path, FIRST + "triggers:\n  errors:\n    mode: \n")
    assert set(server.complete(path, 3, 10)) >= {"manual", "automatic"}


def test_phases_complete_by_their_ids(project: Path, server: LanguageServer) -> None:
    path = place(project, "phases.yaml")
    server.open(path, FIRST + "phases:\n  \n")
    assert {"prepare", "deploy-day", "rollback", "incident"} <= set(server.complete(path, 2, 2))


def test_a_key_says_what_it_is_for(project: Path, server: LanguageServer) -> None:
    path = place(project, "hover.yaml")
    server.open(path, FIRST + "contacts:\n  lead:\n    title: Lead\n    escalates-to: null\n")
    shown = {line: server.hover(path, line, column) for line, column in ((4, 8), (3, 6), (2, 3), (1, 3))}
    assert "Who is called next" in shown[4]
    assert [shown[line].splitlines()[0].strip("# ") for line in (4, 3, 2, 1)] == ["escalates-to", "title", "Contact", "contacts"]


def test_prose_has_no_fault_and_says_what_it_takes(project: Path, server: LanguageServer) -> None:
    """A block of prose is valid whatever Markdown it has; the hover lists what prose takes."""
    path = place(project, "prose.yaml")
    text = (
        "passages:\n  a:\n    phase: prepare\n    title: A\n    about: |\n      - b\n\n      ```sh\n      ls  # {{ params.x }}\n      ```\n"
    )
    assert server.open(path, FIRST + text) == []
    assert "paragraphs, lists, code, tables" in server.hover(path, 6, 6)


def test_a_wrong_key_is_marked_as_it_is_typed(project: Path, server: LanguageServer) -> None:
    faults = server.open(place(project, "wrong.yaml"), FIRST + "contacts:\n  lead:\n    titel: Lead\n")
    assert any("titel" in fault for fault in faults)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("slos:\n  a:\n    target: fast\n", 3),
        ("contacts:\n  lead:\n    phone: 3\n", 3),
        ("slos:\n  a:\n    waive:\n      no-alert: {because: nobody reads it}\n", 4),
        ("contacts:\n  lead:\n    remove: nobody has the role\n    title: Lead\n", 4),
        ("contacts:\n  lead:\n    unset: [phone]\n", 3),
        ("checklists:\n  a:\n    at: two hours before\n", 3),
    ],
)
def test_a_wrong_value_is_marked_as_it_is_typed(project: Path, server: LanguageServer, text: str, line: int) -> None:
    """A file with one mistake has a mark on the line of the mistake."""
    path = place(project, f"value-{line}-{len(text)}.yaml")
    server.open(path, FIRST + text)
    assert line in server.lines(path)
