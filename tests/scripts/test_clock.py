"""The deploy clock of pages and sheets: the scripts pass the cases that Python passes, and some of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.site.js_strings import string_scripts
from tests.clock_cases import CASES, cases_of
from tests.node_programs import answer_in_node

ROWS = {name: cases_of("browser", name) for name in CASES}
QUESTIONS = {"text", "t0", "zone", "at", "from", "lasts", "moment", "now", "only", "why"}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    strings = tmp_path_factory.mktemp("scripts") / "strings.en.js"
    strings.write_text(string_scripts(["en"])[0].text, "utf-8")
    found: dict[str, list[Any]] = answer_in_node(Path(__file__).with_name("clock_answers.js"), [strings], ROWS, zone="Europe/Berlin")
    return found


@pytest.mark.parametrize(("name", "number"), [(name, number) for name, rows in ROWS.items() for number in range(len(rows))])
def test_scripts_give_the_expected_answers(name: str, number: int, answers: dict[str, list[Any]]) -> None:
    row = ROWS[name][number]
    expected = None if isinstance(row, str) else {key: value for key, value in row.items() if key not in QUESTIONS}
    assert answers[name][number] == expected, row
