"""The lines of a list on pages: their order, their numbers, and what is read without being ticked."""

from __future__ import annotations

from functools import cache
from typing import Any

import html5lib
import markdown

from tests.site_sample import rendered

EXTENSIONS = ["attr_list", "md_in_html"]


@cache
def page(part: str) -> Any:
    made = markdown.Markdown(extensions=EXTENSIONS).convert(rendered()[f"shop/{part}/index.md"].markdown)
    return html5lib.parseFragment(made, namespaceHTMLElements=False)


def words(tree: Any) -> str:
    return " ".join("".join(tree.itertext()).split())


def with_class(tree: Any, name: str) -> list[Any]:
    return [one for one in tree.iter() if name in (one.get("class") or "").split()]


def item(part: str, address: str) -> Any:
    return next(one for one in with_class(page(part), "rb-item") if any(box.get("data-rb-box") == address for box in one.iter("input")))


def test_a_line_has_its_parts_in_the_order_of_the_work() -> None:
    """First the act with its number, then the command, the expected result, the choices, the way on, and the way out."""
    shown = words(item("deploy-day", "checklists.cut-over.items.migrate"))
    places = [shown.index(part) for part in ("2 Migrations have run", "./migrate.sh", "Expect", "Slow", "Then", "If it fails")]
    assert places == sorted(places)


def test_a_choice_has_a_round_mark_and_leads_on_at_its_end() -> None:
    """A choice cannot be ticked."""
    ways = with_class(page("rollback"), "rb-ways")[0]
    assert [words(one) for one in ways.iter("p")] == ["Critical immediately → go to R2", "Not so high fix it within 30 min"]
    assert len(with_class(ways, "rb-round")) == 2
    assert list(ways.iter("input")) == []


def test_each_watched_list_has_the_stop_frame_with_links_and_without_boxes() -> None:
    """A trigger without a procedure leads to the phase of the rollback. The line that opens the frame on phones comes first."""
    (frame,) = with_class(page("deploy-day"), "rb-stop")
    assert words(frame).startswith("Stop and roll back if … 3 triggers STOP if any one is true.")
    assert list(frame.iter("input")) == []
    assert [one.get("href") for one in frame.iter("a") if words(one).startswith("→")] == [
        "../rollback/index.html",
        "../rollback/index.html#procedures.roll-back",
        "../incident/index.html#procedures.respond",
    ]


def test_the_emergency_page_has_the_whole_decision_of_a_rollback() -> None:
    """Every step, choice, role, condition and way out is there, not only the commands."""
    section = next(one for one in page("emergency").iter("section") if one.get("aria-labelledby") == "how-to-roll-back")
    shown = words(section)
    for text in (
        "Roll back a release",
        "by Database admin",
        "When a trigger fires",
        "R1 Assess Somebody decides",
        "Critical immediately → go to R2",
        "Not so high fix it within 30 min",
        "Caution: it *replaces* all data R2 The backup is restored T+30min 30 minutes after T-0 Must if data were lost",
        "./restore.sh Expect no errors On the screen restored 2 of 2 Then done If it fails go to I, Respond",
        "R2.1 Row counts agree",
    ):
        assert text in shown, text


def test_links_of_the_emergency_page_to_its_own_steps_stay_on_the_page() -> None:
    links = [
        one.get("href") for one in page("emergency").iter("a") if (one.get("href") or "").endswith((".roll-back", ".restore", ".respond"))
    ]
    assert set(links) == {"#procedures.roll-back", "#procedures.roll-back.steps.restore", "#procedures.respond"}


def test_contacts_on_the_emergency_page_are_below_the_headings_of_their_groups() -> None:
    section = next(one for one in page("emergency").iter("section") if one.get("aria-labelledby") == "call")
    assert [words(one) for one in section.iter("h4")] == ["Tech lead", "Database admin", "Host"]
    assert len(list(section.iter("h3"))) == 2


def test_the_emergency_page_is_in_the_order_of_hurry() -> None:
    """What to do comes first, then who to call; reference data come last, and what nobody has written is one line at the end."""
    titles = [words(one) for one in page("emergency").iter("h2")]
    assert titles == ["Roll back when", "How to roll back", "Call", "Commands", "Respond when", "How to respond", "Severities"]
    lines = rendered()["forum/emergency/index.md"].markdown.splitlines()
    (at,) = [number for number, line in enumerate(lines) if "Not written yet for this system: " in line]
    assert at > max(number for number, line in enumerate(lines) if line.startswith("<h2"))
