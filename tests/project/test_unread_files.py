"""Files in the data folder with other names than data files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.open_project import judge, open_project
from generator.project.project_files import read_data
from generator.project.unread_files import unread_file
from generator.report.diagnostics_report import to_text
from tests.conftest import SHOP

FOLDER = "data/variants/shop"


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("commands.YAML", "rename it to `commands.yaml`"),
        ("commands.Yml", "rename it to `commands.yml`"),
        ("contacts.yaml.txt", "rename it to `contacts.yaml`"),
        ("contacts.yml.TXT", "rename it to `contacts.yml`"),
        ("contacts.yalm", "rename it to `contacts.yaml`"),
        ("contacts.yaml ", "rename it to `contacts.yaml`"),
        ("contacts.v2.yaml1", "rename it to `contacts.v2.yaml`"),
        ("contacts.ya", "rename it to `contacts.yaml`"),
        ("contacts-yaml", "rename it to `contacts.yaml`"),
        ("roll-back,YML", "rename it to `roll-back.yml`"),
        ("contactsyaml", "rename it to `contacts.yaml`"),
        ("contacts", "rename it to `contacts.yaml`"),
        ("contacts.json", "write its content as YAML, in a file named `contacts.yaml`"),
        ("contacts.toml", "write its content as YAML, in a file named `contacts.yaml`"),
        *(
            (f"people.yml.{more}", "if it is data, put its content into a file named `people.yml`; else move it out of `data/`")
            for more in ("orig", "bak", "rej", "enc", "gz", "j2", "BAK.1")
        ),
    ],
)
def test_a_name_that_is_meant_for_data_is_an_error(name: str, right: str) -> None:
    problem = unread_file(f"{FOLDER}/{name}", {name})
    assert problem is not None
    assert (problem.code, problem.severity, problem.help) == ("misnamed-file", "error", right)


OTHERS = ("contacts.yaml.example", "contacts.yaml~", "contacts.txt", "plan", "plan.pdf", "a.xml", "a.html")


@pytest.mark.parametrize("name", OTHERS)
def test_any_other_file_is_a_warning(name: str) -> None:
    problem = unread_file(f"{FOLDER}/{name}", {name})
    assert problem is not None
    assert (problem.code, problem.severity, problem.message) == ("unread-file", "warning", f"`{name}` is not read")
    assert "`*.yaml`" in problem.help


@pytest.mark.parametrize("name", ["contacts.YAML", "contacts.yaml.txt", "contacts.json", "contacts.yml.bak", "contacts"])
def test_a_copy_of_a_data_file_is_a_warning(name: str) -> None:
    """The help of an error would be to replace the data file with its copy."""
    problem = unread_file(f"{FOLDER}/{name}", {name, "contacts.yaml"})
    assert problem is not None
    assert problem.code == "unread-file"


DOCUMENTATION = ("README.md", "README", "LICENSE.txt", "notes.rst", "CODEOWNERS", "runbook.schema.json")
LEFT_BY_EDITORS = ("contacts.yaml~", "#contacts.yaml#", "contacts.yaml.swp", "contacts.yaml___jb_tmp___", "Thumbs.db")


@pytest.mark.parametrize("name", [*DOCUMENTATION, *LEFT_BY_EDITORS])
def test_documentation_and_what_editors_leave_is_not_reported(name: str) -> None:
    assert unread_file(f"{FOLDER}/{name}", {name, "contacts.yaml"}) is None


@pytest.mark.parametrize(
    ("name", "help"),
    [
        (".contacts.yaml", "rename it to `contacts.yaml`, or move it out of `data/`"),
        (".people.YML", "rename it to `people.yml`, or move it out of `data/`"),
        (".yaml", "give it a name before `.yaml`"),
    ],
)
def test_a_hidden_data_file_is_an_error(name: str, help: str) -> None:
    """What the layer lacks is in this file. Outside of layers and variants, and beside a file with its name, it may be anything."""
    problem = unread_file(f"{FOLDER}/{name}", set())
    assert problem is not None
    assert (problem.code, problem.severity, problem.help) == ("misnamed-file", "error", help)
    assert unread_file(f"data/variants/{name}", set()) is None
    assert unread_file(f"{FOLDER}/{name}", {"contacts.yaml", "people.yml"}) is None or name == ".yaml"


HIDDEN = (".#contacts.yaml", "._contacts.yaml", ".contacts.yaml.swp", ".contacts.yaml.x1", ".yamllint.yml", ".prettierrc.yaml", ".DS_Store")


@pytest.mark.parametrize("name", HIDDEN)
def test_other_hidden_files_are_left_alone(name: str) -> None:
    assert unread_file(f"{FOLDER}/{name}", set()) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"{FOLDER}/variant.yaml", f"{FOLDER}/variant.YAML"),
        (f"{FOLDER}/variant.yaml", f"{FOLDER}/.variant.yaml"),
        (f"{FOLDER}/variant.yaml", f"{FOLDER}/variant.yaml.orig"),
        ("data/layers/base/base.yaml", "data/layers/base/base.json"),
        ("data/layers/base/base.yaml", "data/layers/base.yaml.txt"),
        ("data/variants/shop", "data/variants/shop.YAML"),
    ],
)
def test_a_misnamed_file_is_the_only_problem(tiny: Path, old: str, new: str) -> None:
    """References to its entries, overrides of them and a missing head follow from it."""
    if (tiny / old).is_dir():
        (tiny / old / "variant.yaml").rename(tiny / new)
        (tiny / old / "people.yaml").write_text("contacts: {lead: {title: Lead, name: Ann, phone: '+1 555 0100'}}")
    else:
        (tiny / old).rename(tiny / new)
    project = open_project(tiny, lint=True)
    problems = judge(tiny, read_data(tiny), project.today, "check")
    assert [(problem.code, problem.span.file) for problem in problems] == [("misnamed-file", new)]
    assert not project.outcome.ok
    assert "shop" not in project.outcome.variants
    assert {"forum", "shop"} >= {*project.outcome.names}


def test_a_variant_without_one_of_its_files_is_not_used(tiny: Path) -> None:
    """Its sheets would lack what the file says, although nothing refers to it."""
    (tiny / FOLDER / "people.YAML").write_text("contacts: {lead: {title: Lead}}")
    assert list(open_project(tiny).outcome.variants) == ["forum"]
    (tiny / "data/layers/base/people.YAML").write_text("contacts: {lead: {title: Lead}}")
    assert not open_project(tiny).outcome.variants


def test_a_file_that_is_not_data_changes_nothing_else(tiny: Path) -> None:
    (tiny / FOLDER / "variant.yaml.bak").write_text(SHOP)
    project = open_project(tiny)
    assert project.outcome.ok
    assert list(project.outcome.variants) == ["forum", "shop"]
    assert "variant.yaml.bak:1:1: warning[unread-file]" in to_text(project.outcome.diagnostics)
