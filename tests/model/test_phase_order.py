"""The order of what people do in a phase."""

from __future__ import annotations

from typing import Any

from generator.model.entities import PhaseId, Runbook
from generator.model.moments import parse_offset
from generator.model.phase_order import phase_order, with_page_order


def order(phase: PhaseId, **data: Any) -> list[str]:
    """Return the kind of each stop with the last part of its addresses, and the list that a hold is for."""
    for entry in (*data.get("announcements", {}).values(), *data.get("sign_offs", {}).values(), *data.get("checklists", {}).values()):
        if "at" in entry:
            entry["at"] = parse_offset(entry["at"])
    runbook = Runbook.model_validate({"variant": {"title": "Shop"}, **data})
    return [
        " ".join((stop.kind, *(address.rpartition(".")[2] for address in stop.addresses), *([f"> {stop.held}"] if stop.held else [])))
        for stop in phase_order(runbook, phase)
    ]


def checklist(phase: PhaseId = "deploy-day", **more: Any) -> dict[str, Any]:
    return {"phase": phase, "title": "List", "items": {"one": {"text": "One"}}, **more}


def message(at: str = "", audience: str = "internal", phase: PhaseId = "deploy-day") -> dict[str, Any]:
    return {"text": "They know", "audience": audience, "phase": phase, **({"at": at} if at else {})}


def test_an_announcement_with_a_time_comes_before_the_first_list_that_starts_later() -> None:
    """An announcement at the time of a list comes after that list; one without a time comes last."""
    lists = {"warn": checklist(at="T-2h"), "start": checklist(at="T-0"), "loose": checklist(), "watch": checklist(at="T+1h")}
    messages = {"press": message(), "soon": message("T-30min"), "now": message("T-0", "external"), "over": message("T+2h")}
    assert order("deploy-day", checklists=lists, announcements=messages) == [
        "list warn",
        "announcements soon",
        "list start",
        "list loose",
        "announcements now",
        "list watch",
        "announcements over press",
    ]


def test_announcements_that_come_together_are_one_stop_and_those_without_a_time_are_by_audience() -> None:
    lists = {"start": checklist(at="T-0")}
    messages = {"a": message("T-2h"), "b": message("T-1h", "external"), "c": message(), "d": message(audience="external"), "e": message()}
    assert order("deploy-day", checklists=lists, announcements=messages) == ["announcements a b", "list start", "announcements c e d"]


def test_an_approval_before_a_list_comes_right_before_it_whatever_its_time() -> None:
    """Approvals for the same list are one hold; other approvals come by their time, or last."""
    lists = {"warn": checklist(at="T-2h"), "start": checklist(at="T-0")}
    approvals = {
        "go": {"title": "Go", "before": "checklists.start", "at": "T-3h"},
        "done": {"title": "Done"},
        "early": {"title": "Early", "at": "T-1d"},
        "dba": {"title": "Go", "before": "checklists.start"},
    }
    assert order("deploy-day", checklists=lists, sign_offs=approvals) == [
        "sign-offs early",
        "list warn",
        "hold go dba > checklists.start",
        "list start",
        "sign-offs done",
    ]


def test_an_approval_before_a_list_of_another_phase_is_not_lost() -> None:
    """`check` refuses such data, but a box must never disappear."""
    lists = {"start": checklist(), "elsewhere": checklist("prepare")}
    assert order("deploy-day", checklists=lists, sign_offs={"go": {"title": "Go", "before": "checklists.elsewhere"}}) == [
        "list start",
        "sign-offs go",
    ]


def test_a_hold_of_a_group_comes_before_its_heading() -> None:
    phases = {"deploy-day": {"title": "Day", "groups": {"night": {"title": "Night", "at": parse_offset("T-0")}}}}
    lists = {"start": checklist(group="night"), "more": checklist(group="night")}
    approvals = {"go": {"title": "Go", "before": "phases.deploy-day.groups.night"}}
    messages = {"soon": message("T-5min")}
    assert order("deploy-day", phases=phases, checklists=lists, sign_offs=approvals, announcements=messages) == [
        "announcements soon",
        "hold go > phases.deploy-day.groups.night",
        "group night",
        "list start",
        "list more",
    ]


def test_what_people_do_in_a_rollback_comes_before_what_they_prepare() -> None:
    """Procedures come first, then lists that are read and done; all other lists are below one heading."""
    lists = {"backup": checklist("rollback"), "verify": checklist("rollback", method="read-do"), "drill": checklist("rollback")}
    steps = {"back": {"phase": "rollback", "title": "Back", "steps": {"one": {"text": "One"}}}}
    assert order("rollback", checklists=lists, procedures=steps) == [
        "list back",
        "list verify",
        "beforehand",
        "list backup",
        "list drill",
    ]
    assert order("prepare", checklists={"backup": checklist("prepare")}) == ["list backup"]


def procedure(phase: PhaseId = "deploy-day", **more: Any) -> dict[str, Any]:
    return {"phase": phase, "title": "Steps", "steps": {"one": {"text": "One"}}, **more}


def test_procedures_are_in_groups_too() -> None:
    phases = {"deploy-day": {"title": "Day", "groups": {"night": {"title": "Night", "at": parse_offset("T-0")}}}}
    procedures = {"loose": procedure(), "in-night": procedure(group="night")}
    assert order("deploy-day", phases=phases, checklists={"start": checklist(group="night")}, procedures=procedures) == [
        "group night",
        "list start",
        "list in-night",
        "list loose",
    ]


def test_what_is_placed_beside_a_section_comes_there_whatever_its_time() -> None:
    """A page order fixes announcements and approvals, except approvals that hold a list; the others are merged in by their time."""
    lists = {"warn": checklist(at="T-2h"), "start": checklist(at="T-0")}
    placed = ("checklists.start", "announcements.soon", "procedures.copy", "sign-offs.go", "checklists.warn", "sign-offs.held")
    assert order(
        "deploy-day",
        page_order=placed,
        checklists=lists,
        procedures={"copy": procedure()},
        announcements={"soon": message("T-3h"), "now": message("T-30min")},
        sign_offs={"go": {"title": "Go"}, "held": {"title": "Held", "before": "checklists.start"}},
    ) == [
        "announcements now",
        "hold held > checklists.start",
        "list start",
        "announcements soon",
        "list copy",
        "sign-offs go",
        "list warn",
    ]


def test_a_list_that_is_placed_above_what_people_do_is_not_below_the_heading_of_those_prepared_beforehand() -> None:
    lists = {"backup": checklist("rollback"), "drill": checklist("rollback")}
    placed = ("checklists.backup", "procedures.back", "checklists.drill")
    assert order("rollback", page_order=placed, checklists=lists, procedures={"back": procedure("rollback")}) == [
        "list backup",
        "list back",
        "beforehand",
        "list drill",
    ]


def test_an_order_with_the_default_positions_is_not_kept_and_another_one_is_complete() -> None:
    """A section that an order does not name comes last, so that no box disappears."""
    data = {"variant": {"title": "Shop"}, "checklists": {"a": checklist(), "b": checklist()}, "procedures": {"c": procedure()}}
    runbook = Runbook.model_validate(data)
    assert with_page_order(runbook, ("checklists.a", "checklists.b", "procedures.c")) is runbook
    assert with_page_order(runbook, ("procedures.c", "checklists.b")).page_order == ("procedures.c", "checklists.b", "checklists.a")
