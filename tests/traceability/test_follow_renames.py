"""The tables in this folder, and the script that updates them after a rename."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.open_project import open_project
from tests.cli.bodies import rename
from tests.traceability.follow_renames import FOLDER, ROOT, follow, main, present_addresses

TABLE = "line,address\n1,variant.title\n2,checklists.database\n3,checklists.database.items.pooling\n4,checklists.cut-over.at\n"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_every_address_in_a_table_leads_somewhere(path: Path) -> None:
    table = path.read_text("utf-8")
    assert follow(table, present_addresses(open_project(ROOT).outcome.variants[path.stem])) == (table, [])


@pytest.fixture
def traced(tiny: Path) -> Path:
    for name, table in (("shop", TABLE), ("forum", TABLE.replace("4,checklists.cut-over.at\n", ""))):
        (tiny / f"{name}.csv").write_text(table)
    return tiny


def test_rows_follow_a_renamed_item_and_the_items_and_fields_of_a_renamed_list(traced: Path) -> None:
    rename(traced, "database/pooling", "pool")
    rename(traced, "checklists.database", "storage")
    rename(traced, "checklists.cut-over", "switch")
    assert main(traced, traced) == 0
    assert (traced / "shop.csv").read_text() == (
        "line,address\n1,variant.title\n2,checklists.storage\n3,checklists.storage.items.pool\n4,checklists.switch.at\n"
    )


def test_a_rename_without_an_alias_is_reported(traced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rename(traced, "database/pooling", "pool", no_alias=True)
    capsys.readouterr()
    assert main(traced, traced) == 1
    assert capsys.readouterr().out == "".join(
        f"{name}.csv: nothing is at checklists.database.items.pooling\n" for name in ("forum", "shop")
    )
    assert (traced / "shop.csv").read_text() == TABLE
