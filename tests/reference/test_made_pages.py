"""The made pages hold what they are made from.

Also tests `__main__`, `architecture_parts`, `command_page`, `diagnostics_page`, `merge_cases` and `schema_page`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.main import runbook
from generator.model.code_table import CODES, OF_REFERENCES
from generator.model.field_facts import COLLECTIONS, OVERLAY_FIELDS, RECORDS
from generator.reference import __main__ as command
from generator.reference import architecture_parts
from generator.reference.command_page import command_page
from generator.reference.diagnostics_page import diagnostics_page, example_folder
from generator.reference.made_pages import made_pages
from generator.reference.merge_cases import merge_cases
from generator.reference.schema_page import schema_page

ROOT = Path(__file__).resolve().parents[2]


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{level}}} |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading}"
    return found[1]


def test_the_schema_page_has_every_field_of_every_record() -> None:
    page = schema_page()
    for record in RECORDS:
        title = {"VariantHead": "Variant", "LayerHead": "Layer", "SignOff": "Sign-off"}.get(record.name, record.name)
        told = section(page, f"## {title}")
        for key, spec in record.fields.items():
            row = section(page, "## Keys of every entry") if key in ("aliases", "waive") and record.overlay else told
            assert f"| `{key}`{' **needed**' if spec.required else ''} | " in row
            assert f" | {spec.description} |" in row
    for key in (*COLLECTIONS, *OVERLAY_FIELDS):
        assert f"| `{key}` | " in page


def test_the_schema_page_links_only_to_its_own_headings() -> None:
    page = schema_page()
    headings = {heading.lower() for heading in re.findall(r"^## (\S+)$", page, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= headings


def test_the_command_page_has_every_command_with_its_options() -> None:
    page = command_page()
    for name, entry in runbook.commands.items():
        told = section(page, f"## runbook {name}")
        assert f"[`{name}`](#runbook-{name})" in page
        for parameter in entry.params:
            assert all(option in told for option in parameter.opts if option.startswith("-"))


def test_the_command_page_shows_examples_as_a_shell_takes_them() -> None:
    assert "$ runbook check --format github  # annotations on a pull request\n" in command_page()


def test_the_example_of_a_code_is_its_own_fixture_or_else_a_variation(tmp_path: Path) -> None:
    (tmp_path / "one--b").mkdir()
    (tmp_path / "one--a").mkdir()
    assert example_folder(tmp_path, "one") == tmp_path / "one--a"
    (tmp_path / "one").mkdir()
    assert example_folder(tmp_path, "one") == tmp_path / "one"
    assert example_folder(tmp_path, "two") is None


def test_every_code_has_its_gravity_cause_fix_and_an_example() -> None:
    page = diagnostics_page(ROOT)
    for code in CODES.values():
        told = section(page, f"### {code.name}")
        first = told.strip().splitlines()[0]
        assert first.endswith(code.cause)
        assert first.startswith("A warning") is (code.severity == "warning")
        assert ("an error for a release" in first) is code.release
        assert f"**Fix:** {code.fix}\n" in told
        if code not in OF_REFERENCES:
            assert f"[{code.name}]" in told.partition("```text\n")[2], f"no report of {code.name}"


def test_what_cannot_be_seen_is_spelled_out_in_an_example(tmp_path: Path) -> None:
    folder = tmp_path / "tests/errors/tag"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_bytes(b"a: \xff\x07" + b"y" * 4000)
    (folder / "report.txt").write_text("the report\n")
    told = section(diagnostics_page(tmp_path), "### tag")
    assert "a: \\xff<U+0007>yyy" in told
    assert "yyy\n…\n```" in told
    assert "```text\nthe report\n```" in told


def test_a_case_becomes_a_section_and_its_files_stay(tmp_path: Path) -> None:
    folder = tmp_path / "tests/cases/merge"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("# One\n\n```yaml\n# a comment\na: b\n```\n")
    (folder / "b.md").write_text("# Two\n\nText.\n")
    assert merge_cases(tmp_path, "b,a") == "### Two\n\nText.\n\n### One\n\n```yaml\n# a comment\na: b\n```"


def test_the_folders_stand_from_the_ground_up_each_with_its_job() -> None:
    listed = architecture_parts.folders(ROOT)
    named = re.findall(r"`(\w+)/`", listed)
    assert sorted(named) == sorted(path.parent.name for path in (ROOT / "generator").glob("*/__init__.py"))
    assert (named[0], named[-1]) == ("text", "reference")
    assert "| `report/`, `project/` |" in listed


def test_every_module_stands_in_its_folder_with_its_opening_line() -> None:
    listed = architecture_parts.modules(ROOT)
    assert "| `join.py` | Join: " in section(listed, "### merge")
    assert "| `drawings/shapes.py` | " in section(listed, "### document")
    for path in (ROOT / "generator").glob("*/*.py"):
        assert path.name == "__init__.py" or f"| `{path.name}` |" in section(listed, f"### {path.parent.name}")


def test_a_library_stands_with_the_modules_that_import_it() -> None:
    assert "| `yaml` | `source/read.py` |" in architecture_parts.libraries(ROOT)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    made = {"docs/a.md": "a\n", "docs/reference/b.md": "b\n"}
    monkeypatch.setattr(command, "made_pages", lambda _: made)
    return made


def test_writing_makes_the_pages_and_checking_then_finds_no_drift(pages: dict[str, str], tmp_path: Path) -> None:
    assert command.main([], tmp_path) == 0
    assert {path: (tmp_path / path).read_text() for path in pages} == pages
    assert command.main(["--check"], tmp_path) == 0


def test_checking_writes_nothing_and_names_what_has_drifted(
    pages: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command.main([], tmp_path)
    (tmp_path / "docs/a.md").write_text("older\n")
    assert command.main(["--check"], tmp_path) == 1
    assert "docs/a.md has drifted" in capsys.readouterr().err
    assert (tmp_path / "docs/a.md").read_text() == "older\n"


def test_anything_else_is_told_how_to_call_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert command.main(["--chekc"], tmp_path) == 2
    assert "usage:" in capsys.readouterr().err


def test_every_made_page_says_so_or_is_written_by_hand() -> None:
    for path, text in made_pages(ROOT).items():
        assert text.startswith("<!-- Written by `make generated`") == path.startswith("docs/reference/")
