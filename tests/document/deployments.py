"""Draw deployments of several people: lists in order and without, parts, holds, times, and lines that name nobody."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

TITLES = {"lead": "Deployment lead", "dba": "Database administrator", "web": "Web engineer", "ops": "Operator"}
ROLES = st.sampled_from((None, None, "lead", "dba", "web", "ops"))
Data = dict[str, Any]


def _with_role(entry: Data, role: str | None) -> Data:
    return entry | ({"role": role} if role else {})


@st.composite
def lines(draw: st.DrawFn, deep: int = 0, ordered: bool = False) -> Data:
    """Draw items by id, some with parts. In a list in order, some lead past other lines, or decide whether they do."""
    found: Data = {}
    for number in range(draw(st.integers(1, 4 - deep))):
        entry = _with_role({"text": "Do it"}, draw(ROLES))
        if deep < 2 and draw(st.integers(0, 4)) == 0:
            entry["items"] = draw(lines(deep + 1))
        found[f"i{number}"] = entry
    for number, entry in enumerate(found.values()) if ordered and not deep else ():
        ways = st.sampled_from((*list(found)[number + 1 :], "done"))
        if draw(st.integers(0, 3)) == 0:
            entry["choices"] = {"yes": {"text": "Yes", "then": draw(ways)}, "no": {"text": "No", "then": draw(ways)}}
        elif draw(st.integers(0, 7)) == 0:
            entry["then"] = draw(ways)
    return found


def _with_value(lists: list[Data], places: list[int]) -> None:
    """Let one line note a value that another needs, which may be before it."""
    found = [line for one in lists for line in (one.get("items") or one["steps"]).values()]
    noting, needing = (found[place % len(found)] for place in places)
    noting["blanks"] = {"version": "Version"}
    needing["run"] = "./install <version>"


@st.composite
def deployments(draw: st.DrawFn) -> Data:
    """Draw the data of a variant with a deployment day and a rollback."""
    lists, signed, procedures, announced = {}, {}, {}, {}
    window = draw(st.booleans())
    for number in range(draw(st.integers(1, 4))):
        key = f"l{number}"
        method = draw(st.sampled_from((None, "read-do", "do-confirm")))
        items = draw(lines(ordered=method == "read-do"))
        one = _with_role({"title": f"List {number}", "phase": "deploy-day", "items": items}, draw(ROLES))
        one |= draw(st.sampled_from(({}, {"at": f"T+{number + 1}h", "lasts": "1 h"}, {"at": f"T+{number + 1}h", "lasts": "3 h"})))
        one |= {"method": method} if method else {}
        lists[key] = one | ({"group": "window"} if window and not number else {})
        if draw(st.booleans()):
            before = {"title": f"Go {number}", "phase": "deploy-day", "before": f"checklists.{key}"}
            signed[f"h{number}"] = _with_role(before, draw(ROLES))
    if window and draw(st.booleans()):
        whole = {"title": "Go for all", "phase": "deploy-day", "before": "phases.deploy-day.groups.window"}
        signed["window"] = _with_role(whole, draw(ROLES))
    for number in range(draw(st.integers(0, 2))):
        end = {"title": f"Closed {number}", "phase": "deploy-day"} | draw(st.sampled_from(({}, {"group": "Heads"}, {"at": "T+2h"})))
        signed[f"end{number}"] = _with_role(end, draw(ROLES))
        one = {"text": "They know", "phase": "deploy-day", "audience": draw(st.sampled_from(("internal", "external")))}
        announced[f"a{number}"] = _with_role(one | draw(st.sampled_from(({}, {"at": "T+2h"}, {"at": "T+90min"}))), draw(ROLES))
    for number in range(draw(st.integers(0, 2))):
        one = {"title": f"Back {number}", "phase": draw(st.sampled_from(("rollback", "deploy-day"))), "steps": draw(lines(ordered=True))}
        if one["phase"] == "deploy-day" and "group" not in lists["l0"] and draw(st.booleans()):
            one["place"] = "after checklists.l0"
        procedures[f"p{number}"] = one | draw(st.sampled_from(({}, {"when": "It is slow"})))
    if draw(st.booleans()):
        _with_value([*lists.values(), *procedures.values()], draw(st.lists(st.integers(0, 30), min_size=2, max_size=2)))
    groups = {"groups": {"window": {"title": "The window"}}} if window else {}
    return {
        "variant": {"title": "Shop"},
        "phases": {"deploy-day": {"title": "Deployment day"} | groups, "rollback": {"title": "Rollback"}},
        "contacts": {key: {"title": title} for key, title in TITLES.items()},
        "checklists": lists,
        "sign-offs": signed,
        "announcements": announced,
        "procedures": procedures,
    }
