"""The house rules find violations."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house_rules import MOST_LINES, PLACES, broken_rules

GOOD = {
    "generator/reading/parse.py": '"""Parse."""\n\n\ndef parse() -> None:\n    """Parse."""\n',
    "tests/reading/test_parse.py": '"""Parsing."""\n',
}
REGISTRY = "https://pypi" + ".org/simple"
PAUSE, SILENCE = "wait_for_" + "timeout", "network" + "idle"


def broken(folder: Path, files: dict[str, str]) -> list[str]:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return [problem for problem in broken_rules(folder) if "out of PLACES" not in problem]


def test_a_sound_project_breaks_none(tmp_path: Path) -> None:
    assert broken(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        ("generator/reading/parse.py", "def parse(): ...\n", "the docstring must open"),
        ("generator/reading/parse.py", '"""Parse\nmuch."""\n', "the docstring must open"),
        ("generator/reading/other.py", GOOD["generator/reading/parse.py"], "no tests; write them in tests/reading/test_other.py"),
        ("generator/reading/parse.py", '"""Parse."""\n' + "X = 1\n" * MOST_LINES, f"{MOST_LINES + 1} lines"),
        ("tests/reading/test_parse.py", '"""Parsing."""\n' + "X = 1\n" * MOST_LINES, f"{MOST_LINES + 1} lines"),
        ("generator/utils/rows.py", '"""Rows."""\n', "a drawer"),
        ("tests/helpers.py", '"""Help."""\n', "a drawer"),
        ("generator/writing/parse.py", '"""Parse."""\n', "parse.py is in generator/reading/parse.py too"),
        ("generator/writing/write.py", '"""Write."""\n\n\nclass _Tree: ...\n\n\nclass Tree: ...\n', "class Tree is in"),
        ("generator/reading/parse.py", '"""Parse."""\n\nimport yaml\n', "imports yaml, whose place is"),
        ("generator/reading/parse.py", '"""Parse."""\n\nimport requests\n', "imports requests; give it one place"),
        ("tests/reading/test_parse.py", f'"""Parsing."""\n\npage.{PAUSE}(300)\n', f"`{PAUSE}` waits for time; wait for a state"),
        ("tests/pages.py", f'"""Pages."""\n\npage.goto("/", wait_until="{SILENCE}")\n', f"`{SILENCE}` waits for time; wait for a state"),
        ("generator/templates/x.jinja", "{{ text|safe }}\n", "`|safe`; escape in Python"),
        ("docs/x.md", f"pip install -i {REGISTRY}\n", "is a registry"),
        ("Makefile", f"pip install -i {REGISTRY}\n", "is a registry"),
    ],
)
def test_what_breaks_a_rule_is_named_with_its_file(path: str, text: str, problem: str, tmp_path: Path) -> None:
    (found,) = broken(tmp_path, {**GOOD, path: text})
    assert found.startswith(f"{path}: ")
    assert problem in found


def test_a_test_module_may_say_what_else_it_tests(tmp_path: Path) -> None:
    more = {"generator/reading/other.py": GOOD["generator/reading/parse.py"]}
    said = {"tests/reading/test_parse.py": '"""Parsing.\n\nAlso tests `odd` and `other`.\n"""\n'}
    assert broken(tmp_path, {**GOOD, **more, **said}) == []


def test_a_place_that_imports_its_library_no_more_is_named(tmp_path: Path) -> None:
    (tmp_path / "generator").mkdir()
    unused = [problem for problem in broken_rules(tmp_path) if "out of PLACES" in problem]
    assert len(unused) == sum(map(len, PLACES.values()))
