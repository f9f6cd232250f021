"""The plan of the day on one page: who works when, what waits for a go, and the last moment for a rollback.

The day is the phase of the deployment. Of the phases before and after it, what begins within a day of T-0 is on the plan as a mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeGuard

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box, Cell, Moment, Row, Section, as_text, plain
from generator.document.drawings.plan_drawing import PlannedWork, passed, plan_drawing
from generator.document.last_moment import EVERYBODY, going_back, name_of
from generator.document.line_roles import LEAD, LISTS, in_order, roles_in, title_of_role
from generator.document.phase_sections import DAY
from generator.document.phase_sheet import end_of_day, facts_of_the_day
from generator.document.plan_times import PlanTimes
from generator.document.runbook_context import RunbookContext
from generator.document.sheet_head import headed
from generator.document.sheets import PLAN, Sheet
from generator.model.entities import PhaseId
from generator.model.moments import SECONDS

BEFORE: PhaseId = "prepare"
AFTER: PhaseId = "follow-up"
NEAR = SECONDS["d"]
TIMES = "times"  # the anchor of the table that says the same as the drawing
GROUP_LEVEL = 2


def plan_sheet(document: RunbookDocument) -> Sheet:
    """Return the plan: its drawing, the same as a table of times, then what has no time, and what the plan cannot know."""
    context, times = document.context, PlanTimes(document.context)
    back, notes = going_back(document, times)
    found = (*nearby(document, times, BEFORE), *works_of(document, times), *back, *nearby(document, times, AFTER))
    works = sorted(found, key=lambda one: (one.start, one.kind != "last", one.kind != "go"))
    used = dict.fromkeys(row for one in works for row in one.rows)
    order = dict.fromkeys((EVERYBODY, LEAD, *context.runbook.contacts, *used))
    rows = {row: title_of_row(context, row) for row in order if row in used}
    shown = (
        times_section(document, works, rows),
        *untimed(document),
        *(Section("", kind="rows", summary=as_text(note)) for note in notes),
    )
    # The sheet is a draft if nobody is assigned to a role on it. People who sign write their names themselves.
    at_work = dict.fromkeys(row for one in works if one.kind != "sign-off" for row in one.rows)
    made = headed(document, PLAN, (*shown, *(Section("", role=row) for row in at_work)), *facts_of_the_day(document, DAY))
    head = tuple(fact for number, fact in enumerate(made.head) if number == 0 or fact.kind in ("stamp", "day"))
    end, begins = end_of_day(context, times.clock) or (None, "")
    drawing = replace(
        plan_drawing(works, times.labels(works), rows, times.zone), end=passed(times.passed(end)) if end else "", begins=begins
    )
    return replace(made, head=head, sections=shown, drawing=drawing)


def is_timed(document: RunbookDocument) -> bool:
    """Return whether a list, procedure or line of the day has a time. Without one, there is nothing to plan."""
    return any(one.kind in ("list", "line") for one in works_of(document, PlanTimes(document.context)))


def works_of(document: RunbookDocument, times: PlanTimes) -> Iterator[PlannedWork]:
    """Yield everything of the day that has a time, in the order of the page."""
    words, sections = document.context.words, document.phases[DAY].sections
    for number, section in enumerate(sections):
        if section.kind == "group":
            within = lists_below(sections, number)
            if starts(section.moment) and (section.moment.lasts or not any(starts(one.moment) for one in within)):
                yield times.work("group", section.moment, section.title, roles_of(within), section.anchor)
        elif section.kind == "hold":
            begins = held_from(times, sections[number + 1 :])
            if begins is not None:
                yield PlannedWork("go", begins, None, times.hours(begins), section.title, (EVERYBODY,), signers(section))
        elif section.anchor.startswith(LISTS) and starts(section.moment):
            yield times.work("list", section.moment, named(section), roles_in(section), section.anchor)
        for box, role in in_order(section):
            if starts(box.moment):
                kind = "line" if section.anchor.startswith(LISTS) else "sign-off" if box.signed else "announcement"
                text = name_of_box(box) if kind == "line" else words(f"plan.{kind}", text=name_of_box(box))
                yield times.work(kind, box.moment, text, (role,), box.address)


def nearby(document: RunbookDocument, times: PlanTimes, phase: PhaseId) -> Iterator[PlannedWork]:
    """Yield what begins within a day of T-0 in another phase: a mark for each group, and for each list with a start of its own."""
    sections = document.phases[phase].sections
    for number, section in enumerate(sections):
        is_group = section.kind == "group"
        is_list = section.anchor.startswith(LISTS) and not (section.moment and section.moment.repeated)
        if (is_group or is_list) and starts(section.moment) and abs(section.moment.seconds or 0) <= NEAR:
            roles = roles_of(lists_below(sections, number)) if is_group else roles_in(section)
            text = f"{document.context.phase_titles[phase]}: {named(section)}"
            yield replace(times.work("other", section.moment, text, roles, section.anchor), end=None)


def untimed(document: RunbookDocument) -> Iterator[Section]:
    """Yield what has no time: the lists with their holds, in their order among all lists, then announcements and sign-offs."""
    words, sections = document.context.words, document.phases[DAY].sections
    chain: list[str] = []
    beside: list[str] = []
    missing = False
    for number, section in enumerate(sections):
        if section.kind == "hold" and held_from(PlanTimes(document.context), sections[number + 1 :]) is None:
            chain.append(f"{section.title} ({signers(section)})")
        elif section.anchor.startswith(LISTS) and starts(section.moment):
            chain.append(section.letter or section.title)
        elif section.anchor.startswith(LISTS):
            chain.append(f"{named(section)} ({', '.join(title_of_role(document.context, role) for role in roles_in(section))})")
            missing = True
        elif section.kind != "hold" and any(not starts(box.moment) for box in section.boxes):
            beside.append(name_of(section))
    if missing:
        yield Section(words("plan.untimed"), kind="rows", summary=as_text(" → ".join(chain)))
    if beside:
        yield Section(words("plan.any-time"), kind="rows", summary=as_text(" · ".join(beside)))


def times_section(document: RunbookDocument, works: Sequence[PlannedWork], rows: Mapping[str, str]) -> Section:
    """Return the works as a table: when, what and who."""
    words = document.context.words

    def row(one: PlannedWork) -> Row:
        titles = [one.who] if one.who else [title for role, title in rows.items() if role in one.rows]
        who = tuple(part for number, title in enumerate(titles) for part in (*as_text(", " if number else ""), *as_text(title)))
        cells = (Cell("what", words("plan.what"), as_text(one.text)), Cell("who", words("plan.who"), who))
        return Row(one.anchor, one.time, cells=cells)

    return Section(words("plan.times"), TIMES, kind="rows", heads=("", words("sheet.time")), rows=tuple(map(row, works)))


def title_of_row(context: RunbookContext, row: str) -> str:
    """Return the title of a role, with the name of the person if it is known."""
    title, name = context.words("plan.everybody") if row == EVERYBODY else title_of_role(context, row), context.name_in(row)
    return f"{title} ({name})" if name else title


def held_from(times: PlanTimes, following: Sequence[Section]) -> int | None:
    """Return when what a hold holds begins: the list or group after it; None without a time. A group may begin with its first list."""
    moments = (one.moment for one in (*following[:1], *(lists_below(following, 0) if following[0].kind == "group" else ())))
    return min((times.span(one)[0] for one in moments if starts(one)), default=None)


def lists_below(sections: Sequence[Section], number: int) -> tuple[Section, ...]:
    """Return the sections in a group, which come after its heading."""
    return tuple(takewhile(lambda one: one.level > GROUP_LEVEL, sections[number + 1 :]))


def roles_of(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return the roles in several sections, each once."""
    return tuple(dict.fromkeys(role for section in sections for role in roles_in(section))) or (LEAD,)


def signers(hold: Section) -> str:
    """Return who signs a hold, with the names that are known."""
    return ", ".join(f"{plain(box.text)} ({box.name})" if box.name else plain(box.text) for box in hold.boxes)


def named(section: Section) -> str:
    """Return the letter and title of a list or group, with the condition on which it is done."""
    return " ".join((name_of(section), *(f"({fact.label} {plain(fact.text)})" for fact in section.facts if fact.how == "condition")))


def name_of_box(box: Box) -> str:
    """Return the number of a box and what it says."""
    return " · ".join(filter(None, (box.number, box.title or plain(box.text))))


def starts(moment: Moment | None) -> TypeGuard[Moment]:
    """Return whether there is a moment with a start."""
    return moment is not None and bool(moment.at)
