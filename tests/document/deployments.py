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
def lines(draw: st.DrawFn, deep: int = 0) -> Data:
    """Draw items by id, some with parts."""
    found: Data = {}
    for number in range(draw(st.integers(1, 4 - deep))):
        entry = _with_role({"text": "Do it"}, draw(ROLES))
        if deep < 2 and draw(st.integers(0, 4)) == 0:
            entry["items"] = draw(lines(deep + 1))
        found[f"i{number}"] = entry
    return found


@st.composite
def deployments(draw: st.DrawFn) -> Data:
    """Draw the data of a variant with a deployment day and a rollback."""
    lists, holds, procedures = {}, {}, {}
    for number in range(draw(st.integers(1, 4))):
        key = f"l{number}"
        one = _with_role({"title": f"List {number}", "phase": "deploy-day", "items": draw(lines())}, draw(ROLES))
        one |= draw(st.sampled_from(({}, {"at": f"T+{number + 1}h", "lasts": "1 h"}, {"at": f"T+{number + 1}h", "lasts": "3 h"})))
        lists[key] = one | draw(st.sampled_from(({}, {"method": "read-do"}, {"method": "do-confirm"})))
        if draw(st.booleans()):
            before = {"title": f"Go {number}", "phase": "deploy-day", "before": f"checklists.{key}"}
            holds[f"h{number}"] = _with_role(before, draw(ROLES))
    if draw(st.booleans()):
        holds["end"] = _with_role({"title": "Closed", "phase": "deploy-day"}, draw(ROLES))
    for number in range(draw(st.integers(0, 2))):
        one = {"title": f"Back {number}", "phase": draw(st.sampled_from(("rollback", "deploy-day"))), "steps": draw(lines())}
        procedures[f"p{number}"] = one | draw(st.sampled_from(({}, {"when": "It is slow"})))
    return {
        "variant": {"title": "Shop"},
        "phases": {"deploy-day": {"title": "Deployment day"}, "rollback": {"title": "Rollback"}},
        "contacts": {key: {"title": title} for key, title in TITLES.items()},
        "checklists": lists,
        "sign-offs": holds,
        "procedures": procedures,
    }
