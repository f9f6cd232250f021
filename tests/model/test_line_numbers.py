"""Numbers of lines."""

from __future__ import annotations

from typing import Any

from generator.model.entities import Runbook
from generator.model.line_numbers import line_numbers


def numbers(**data: Any) -> dict[str, str]:
    return line_numbers(Runbook.model_validate({"variant": {"title": "Shop"}, **data}))


def checklist(phase: str, items: int = 1) -> dict[str, Any]:
    return {"phase": phase, "title": "List", "items": {f"i{number}": {"text": "It"} for number in range(items)}}


def test_lists_have_letters_in_the_order_of_the_phases_and_lines_have_numbers() -> None:
    """A part has the number of its parent and its own; announcements have a letter too; a letter is used once in a runbook."""
    day = checklist("deploy-day", 2)
    day["items"]["i1"]["items"] = {"part": {"text": "Part", "items": {"deep": {"text": "Deep"}}}}
    messages = {"team": {"text": "They know", "audience": "internal"}, "press": {"text": "They know", "audience": "external"}}
    found = numbers(checklists={"day": day, "before": checklist("prepare"), "after": checklist("follow-up")}, announcements=messages)
    assert found == {
        "checklists.before": "A",
        "checklists.before.items.i0": "A1",
        "checklists.day": "B",
        "checklists.day.items.i0": "B1",
        "checklists.day.items.i1": "B2",
        "checklists.day.items.i1.items.part": "B2.1",
        "checklists.day.items.i1.items.part.items.deep": "B2.1.1",
        "announcements.team": "C1",
        "announcements.press": "C2",
        "checklists.after": "D",
        "checklists.after.items.i0": "D1",
    }


def test_rollback_incident_and_triggers_have_letters_that_no_other_list_has() -> None:
    """Of 600 lists none has a letter that begins with R, I or S, except those of the two phases."""
    lists = {f"l{number}": checklist("prepare") for number in range(600)} | {"ready": checklist("rollback"), "log": checklist("incident")}
    steps = {"back": {"phase": "rollback", "title": "Back", "steps": {"one": {"text": "One"}}}}
    found = numbers(checklists=lists, procedures=steps, triggers={"down": {"text": "It is down"}, "slow": {"text": "It is slow"}})
    assert (found["procedures.back"], found["procedures.back.steps.one"], found["checklists.ready"]) == ("R", "R1", "RB")
    assert (found["checklists.log"], found["triggers.down"], found["triggers.slow"]) == ("I", "S1", "S2")
    letters = [found[f"checklists.l{number}"] for number in range(600)]
    assert letters[22:25] == ["Z", "AA", "AB"]
    assert len({*letters}) == 600
    assert not [letter for letter in letters if set(letter) & set("RIS")]
