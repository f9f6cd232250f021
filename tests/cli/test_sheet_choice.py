"""Which sheet people ask for: by the names of lists and roles."""

from __future__ import annotations

import pytest

from generator.cli.sheet_choice import TAKES, chosen_sheet, refuse_unfit
from generator.document.sheets import BOOK, EMERGENCY, PACK, RECURRING, SHEETS
from generator.project.faults import UsageFault
from tests.document.role_shop import SHOP, document_of


@pytest.mark.parametrize("kind", [*SHEETS, BOOK, RECURRING, PACK])
@pytest.mark.parametrize("option", TAKES)
def test_an_option_that_does_not_fit_names_the_sheets_that_take_it(kind: str, option: str) -> None:
    refuse_unfit(kind, {option: None})
    if kind in TAKES[option]:
        refuse_unfit(kind, {option: "B"})
        return
    with pytest.raises(UsageFault, match=f"^`{kind}` takes no {option}; (the sheets that take it are |only `)") as fault:
        refuse_unfit(kind, {option: "B"})
    assert all(name in str(fault.value) for name in TAKES[option])


@pytest.mark.parametrize("name", ["C", "c", "cut-over", "checklists.cut-over"])
def test_a_list_is_found_by_its_names(name: str) -> None:
    assert chosen_sheet(document_of(SHOP), "deploy-day", None, name, None).title == "Deployment day: C · Cut-over"


def test_a_sheet_for_a_role_can_have_one_list() -> None:
    found = chosen_sheet(document_of(SHOP), "deploy-day", None, "C", "dba")
    assert (found.title, found.boxes) == ("Deployment day: C · Cut-over: Database administrator", 1)


@pytest.mark.parametrize(
    ("section", "role", "message"),
    [
        ("cutover", None, "no list `cutover`. Did you mean `cut-over`? Lists are A, B, C, D, "),
        (None, "dbaa", "--role: no role `dbaa`. Did you mean `dba`? Roles are dba, lead, web, head."),
        ("D", "head", "--role: `head` has no line on this sheet; the roles with lines are web, dba, lead"),
    ],
)
def test_a_name_that_does_not_exist_is_explained(section: str | None, role: str | None, message: str) -> None:
    with pytest.raises(UsageFault) as fault:
        chosen_sheet(document_of(SHOP), "deploy-day", None, section, role)
    assert message in str(fault.value)


def test_the_emergency_card_needs_no_names() -> None:
    assert chosen_sheet(document_of(SHOP), EMERGENCY, None, None, None).part == EMERGENCY


def test_a_pack_for_a_role_has_its_sheets_for_this_role() -> None:
    """The card stays whole. A role needs a line on one of the sheets only."""
    whole = chosen_sheet(document_of(SHOP), PACK, None, None, None)
    found = chosen_sheet(document_of(SHOP), PACK, None, None, "dba")
    assert (found.title, found.path) == ("Deployment pack: Database administrator", "shop/sheets/pack.role-dba.md")
    assert [one.part for one in found.chapters] == [one.part for one in whole.chapters]
    assert found.chapters[1] == chosen_sheet(document_of(SHOP), "deploy-day", None, None, "dba")
    assert found.chapters[0].sections == whole.chapters[0].sections
