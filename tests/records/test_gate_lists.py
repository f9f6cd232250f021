"""The lists of a gate are found by the names that people use, and say what they hold."""

from __future__ import annotations

from generator.records.gate_lists import GateList, gate_list
from tests.document.night_run import SHOP, shop


def test_each_list_says_what_it_would_hold() -> None:
    """A list is found by its id, its address and its letter; one without a "Must" item or a sign-off of its own holds nothing."""
    document = shop()
    names = ("deploy-day/cut-over", "cut-over", "checklists.cut-over", "deploy-day/checklists.cut-over", "B", "b", "deploy-day/B")
    assert {one.anchor for name in names if isinstance(one := gate_list(document, name), GateList)} == {"checklists.cut-over"}
    holds = {
        name: one.holds_nothing for name in ("A", "B", "C", "sign-offs", "R") if isinstance(one := gate_list(document, name), GateList)
    }
    assert holds == {"A": False, "B": False, "C": True, "sign-offs": False, "R": True}
    assert gate_list(document, "deploy-day/cut-ovr") == (
        "no list `deploy-day/cut-ovr`. Did you mean `deploy-day/cut-over`? "
        "Lists are deploy-day/before, deploy-day/cut-over, deploy-day/after, deploy-day/sign-offs."
    )
    assert gate_list(document, "deploy/cut-over") == "no phase `deploy`. Did you mean `deploy-day`? Phases are deploy-day, rollback."
    assert str(gate_list(document, "triggers")).startswith("no list `triggers`.")


def test_a_name_that_several_phases_have_needs_its_phase() -> None:
    text = SHOP.replace("phases:\n", "phases:\n  operate: {title: Operate}\n")
    document = shop(text.replace("sign-offs:\n", "sign-offs:\n  later: {title: Later, role: head, phase: operate}\n"))
    assert gate_list(document, "sign-offs") == "several phases have a list `sign-offs`: write `deploy-day/sign-offs` or `operate/sign-offs`"
    assert isinstance(gate_list(document, "operate/sign-offs"), GateList)
