"""Each threat on the page names tests that exist."""

from __future__ import annotations

import re

import pytest

from tests.docs.documents import ROOT

PAGE = (ROOT / "docs/threats.md").read_text("utf-8")
POINT = re.compile(r"^- \*\*(.+?)\*\*(.*?)(?=^- \*\*|^#|\Z)", re.MULTILINE | re.DOTALL)
TEST = re.compile(r"`([\w/.-]+)::([^`]+)`")
POINTS = [(re.sub(r"\s+", " ", found[1]), TEST.findall(re.sub(r"\s+", " ", found[2]))) for found in POINT.finditer(PAGE)]
# No test can hold these: they are about people and things outside of the program.
BEYOND_TESTS = {"A stolen phone.", "Wrong content."}


@pytest.mark.parametrize(("threat", "tests"), POINTS, ids=[threat for threat, _ in POINTS])
def test_each_threat_names_tests_that_exist(threat: str, tests: list[tuple[str, str]]) -> None:
    assert bool(tests) != (threat in BEYOND_TESTS)
    for file, name in tests:
        text = (ROOT / "tests" / file).read_text("utf-8")
        assert (f'test("{name}' if file.endswith(".js") else f"def {name}(") in text, f"{file} has no test {name}"


def test_the_page_has_points_in_every_section() -> None:
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    assert len(sections) > 5
    assert [section.split("\n")[0] for section in sections if not POINT.search(section)] == []
