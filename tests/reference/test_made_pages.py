"""The generated documentation contains what it is generated from.

Also tests `__main__`, `architecture_parts`, `command_page`, `diagnostics_page` and `schema_page`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.main import runbook
from generator.diagnostics.codes import RULES
from generator.diagnostics.practice_codes import PRACTICE
from generator.model.code_table import CODES, OF_REFERENCES
from generator.model.field_facts import COLLECTIONS, OVERLAY_FIELDS, RECORDS
from generator.reference import __main__ as command
from generator.reference import architecture_parts, schema_page
from generator.reference.command_page import command_list, command_sections
from generator.reference.diagnostics_page import diagnostics, example_folder, waivable
from generator.reference.made_pages import merge_cases, with_parts

ROOT = Path(__file__).resolve().parents[2]
PAGE_WITH_PARTS = "before\n\n<!-- made: a -->\nold\n<!-- end -->\n\nbetween\n\n<!-- made: b/c.d -->\n\n<!-- end -->\n"


def section(page: str, heading: str) -> str:
    """Return the text below a heading, up to the next heading of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{level}}} |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading}"
    return found[1]


@pytest.fixture(scope="module")
def schema() -> str:
    makers = {
        "top-level-keys": schema_page.top_level_keys,
        "shared-keys": schema_page.shared_keys,
        "records": schema_page.records,
        "forms": schema_page.forms,
    }
    page = (ROOT / "docs/reference/schema.md").read_text("utf-8")
    return with_parts(page, {name: lambda _, make=make: make() for name, make in makers.items()})  # type: ignore[misc]


def test_the_schema_page_has_every_field_of_every_record(schema: str) -> None:
    for record in RECORDS:
        fields = section(schema, f"## {record.word.capitalize()}")
        for key, spec in record.fields.items():
            row = section(schema, "## Keys of every entry") if key in ("aliases", "waive") and record.overlay else fields
            assert f"| `{key}`{' **needed**' if spec.required else ''} | " in row
            assert f" | {spec.description} |" in row
    for key in (*COLLECTIONS, *OVERLAY_FIELDS):
        assert f"| `{key}` | " in schema


def test_the_schema_page_links_only_to_its_own_headings(schema: str) -> None:
    headings = {heading.lower() for heading in re.findall(r"^## (\S+)$", schema, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", schema)) <= headings


def test_the_command_page_has_every_command_with_its_options() -> None:
    page = command_sections()
    for name, entry in runbook.commands.items():
        shown = section(page, f"## runbook {name}")
        assert f"[`{name}`](#runbook-{name})" in command_list()
        for parameter in entry.params:
            assert all(option in shown for option in parameter.opts if option.startswith("-"))


def test_remarks_in_examples_are_comments_of_the_shell() -> None:
    assert "$ runbook check --format github  # annotations on a pull request\n" in command_sections()


def test_the_example_of_a_code_is_its_fixture_or_else_its_first_variation(tmp_path: Path) -> None:
    (tmp_path / "one--b").mkdir()
    (tmp_path / "one--a").mkdir()
    assert example_folder(tmp_path, "one") == tmp_path / "one--a"
    (tmp_path / "one").mkdir()
    assert example_folder(tmp_path, "one") == tmp_path / "one"
    assert example_folder(tmp_path, "two") is None


def test_every_code_has_its_severity_cause_fix_and_an_example() -> None:
    page = diagnostics(ROOT)
    for name, code in CODES.items():
        shown = section(page, f"### {name}")
        first = shown.strip().splitlines()[0]
        assert first.endswith(code.cause)
        assert first.startswith("A warning") is (code.severity == "warning")
        assert ("an error for a release" in first) is code.release
        assert f"**Fix:** {code.fix}\n" in shown
        if name not in OF_REFERENCES:
            assert f"[{name}]" in shown.partition("```text\n")[2], f"no report of {name}"


def test_invisible_characters_are_spelled_out_in_an_example(tmp_path: Path) -> None:
    folder = tmp_path / "tests/errors/tag"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_bytes(b"a: \xff\x07" + b"y" * 4000)
    (folder / "report.txt").write_text("the report\n")
    shown = section(diagnostics(tmp_path), "### tag")
    assert "a: \\xff<U+0007>yyy" in shown
    assert "yyy\n…\n```" in shown
    assert "```text\nthe report\n```" in shown


def test_a_merge_case_becomes_a_section_with_unchanged_code(tmp_path: Path) -> None:
    folder = tmp_path / "tests/cases/merge"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("# One\n\n```yaml\n# a comment\na: b\n```\n")
    (folder / "b.md").write_text("# Two\n\nText.\n")
    assert merge_cases(tmp_path, "b,a") == "### Two\n\nText.\n\n### One\n\n```yaml\n# a comment\na: b\n```"


def test_folders_are_listed_from_the_lowest_layer_up_with_their_purpose() -> None:
    listed = architecture_parts.folders(ROOT)
    named = re.findall(r"`(\w+)/`", listed)
    assert sorted(named) == sorted(path.parent.name for path in (ROOT / "generator").glob("*/__init__.py"))
    assert (named[0], named[-1]) == ("text", "reference")
    assert "| `report/`, `project/` |" in listed


def test_every_module_is_listed_in_its_folder_with_its_opening_line() -> None:
    listed = architecture_parts.modules(ROOT)
    assert "| `join.py` | Join the trees of several parents. " in section(listed, "### merge")
    assert "| `drawings/shapes.py` | " in section(listed, "### document")
    for path in (ROOT / "generator").glob("*/*.py"):
        assert path.name == "__init__.py" or f"| `{path.name}` |" in section(listed, f"### {path.parent.name}")


def test_a_library_is_listed_with_the_modules_that_import_it() -> None:
    assert "| `yaml` | `source/read.py` |" in architecture_parts.libraries(ROOT)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    made = {"docs/a.md": "a\n", "docs/reference/b.md": "b\n"}
    monkeypatch.setattr(command, "made_pages", lambda _: made)
    return made


def test_checking_after_writing_finds_nothing_out_of_date(pages: dict[str, str], tmp_path: Path) -> None:
    assert command.main([], tmp_path) == 0
    assert {path: (tmp_path / path).read_text() for path in pages} == pages
    assert command.main(["--check"], tmp_path) == 0


def test_checking_writes_nothing_and_lists_what_is_out_of_date(
    pages: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command.main([], tmp_path)
    (tmp_path / "docs/a.md").write_text("older\n")
    assert command.main(["--check"], tmp_path) == 1
    assert "docs/a.md is out of date" in capsys.readouterr().err
    assert (tmp_path / "docs/a.md").read_text() == "older\n"


def test_other_arguments_print_the_usage(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert command.main(["--chekc"], tmp_path) == 2
    assert "usage:" in capsys.readouterr().err


def test_rules_outside_of_good_practice_that_can_be_waived_are_linked() -> None:
    others = set(RULES) - PRACTICE.keys()
    assert others
    assert set(re.findall(r"\[([\w-]+)\]\(#\1\)", waivable())) == others


def test_a_part_is_replaced_and_the_text_around_it_stays() -> None:
    made = with_parts(PAGE_WITH_PARTS, {"a": lambda name: f"new {name}", "b": lambda name: f"new {name}\n"})
    assert made == ("before\n\n<!-- made: a -->\n\nnew a\n\n<!-- end -->\n\nbetween\n\n<!-- made: b/c.d -->\n\nnew b/c.d\n\n<!-- end -->\n")


def test_making_twice_changes_nothing() -> None:
    makers = {"a": str.upper, "b": str.upper}
    assert with_parts(with_parts(PAGE_WITH_PARTS, makers), makers) == with_parts(PAGE_WITH_PARTS, makers)


def test_a_kind_without_a_maker_is_an_error() -> None:
    with pytest.raises(KeyError, match="b"):
        with_parts(PAGE_WITH_PARTS, {"a": str})
