"""A checklist as a gate: it opens for whole answers alone, and each way in which it could open wrongly keeps it closed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from generator.records.gate import Gate, GateRules, judge_gate
from generator.records.gate_lists import GateList, gate_list
from generator.runs.read_record import Record
from generator.runs.read_run import Run, read_run
from tests.document.night_run import CUT_OVER, ORDERS, SHOP, STOCK, TILLS, Night, shop

NOW = datetime(2026, 12, 1, 16, tzinfo=UTC)
RULES = GateRules(NOW, timedelta(hours=24))
# Of the cut-over, the tables and the start must be answered, and the sign-off before it.
MUST = SHOP.replace("text: All tables are there", "text: All tables are there\n        blocking: true")
MUST = MUST.replace("wait: {", "out: {text: nothing works, then: procedures.back}, wait: {")
START, DECIDE = CUT_OVER + "start", CUT_OVER + "decide"
DEMANDED = ("sign-offs.go", ORDERS, TILLS, STOCK, START)


def answered(*without: str) -> Night:
    """Return a run in which everything that the gate asks for is answered, without some of it."""
    night = Night(MUST)
    night.done(*(address for address in DEMANDED if address not in without))
    return night


def judged(night: Night, *names: str, text: str = MUST, rules: GateRules = RULES, site: str = "") -> Gate:
    document = shop(text)
    lists = [gate_list(document, name) for name in names or ("deploy-day/cut-over",)]
    assert all(isinstance(one, GateList) for one in lists), lists
    night.head["site"] = site
    return judge_gate(document, night.run(), [one for one in lists if isinstance(one, GateList)], rules)


def why(gate: Gate) -> list[tuple[str, str]]:
    """Return what keeps a gate closed: the kinds of the reasons, and those of the open lines with their addresses."""
    return [(one.kind, "") for one in gate.reasons] + [(line.kind, line.address) for one in gate.lists for line in one.lines]


def test_the_gate_is_passed_if_every_line_is_answered() -> None:
    """Also by "not applicable" for a reason, and in a run that has ended."""
    night = answered(TILLS)
    night.note("na", TILLS, text="sold online alone")
    night.note("ended")
    assert judged(night).passed
    assert judged(night, "B").lists[0].number == len(DEMANDED)


@pytest.mark.parametrize("address", DEMANDED)
def test_each_line_keeps_the_gate_closed_until_it_is_answered(address: str) -> None:
    assert why(judged(answered(address))) == [("open", address)]


def undone(night: Night) -> None:
    night.note("undo", undoes=[night.events[-1]["id"]])


def on_hold(night: Night) -> None:
    night.note("hold", text="the database is slow")


def last_month(night: Night) -> None:
    """Move the answers back by a month: a note of today does not make them new."""
    for event in night.events:
        event["at"] = event["at"].replace("2026-12-01", "2026-11-01")
    night.note("note", START, text="looks good")


def in_the_future(night: Night) -> None:
    for event in night.events:
        event["at"] = event["at"].replace("2026-12-01", "2026-12-31")


def differing(night: Night) -> None:
    night.note("failed", START, "Wei", text="it hangs")


def half_a_trigger(night: Night) -> None:
    """Somebody saw it; somebody else, who did not know that, says that it is not so."""
    night.done("triggers.errors")
    night.note("open", "triggers.errors", "Wei")


def without_prints(night: Night) -> None:
    """Write as no page does: without the texts that were answered, and without the boxes of the release."""
    for event in night.events:
        event.pop("print", None)
    night.boxes = {}


# What happens in a run in which everything is answered but the start, before the start is answered; and after it; and what closes the gate.
CLOSED: dict[str, tuple[Callable[[Night], object], list[tuple[str, str]]]] = {
    "failed": (lambda night: night.note("failed", START, text="it hangs", replaces=[night.events[-1]["id"]]), [("failed", START)]),
    "no reason": (lambda night: night.note("na", START, replaces=[night.events[-1]["id"]]), [("without-reason", START)]),
    "undone": (undone, [("open", START)]),
    "two answers": (differing, [("differs", START)]),
    "hold": (on_hold, [("hold", "")]),
    "drill": (lambda night: night.note("drill", text="yes"), [("drill", "")]),
    "old": (last_month, [("old", "")]),
    "future": (in_the_future, [("ahead", "")]),
    "trigger": (lambda night: night.done("triggers.errors", by="Wei"), [("trigger", "")]),
    "half a trigger": (half_a_trigger, [("trigger", "")]),
    "no name": (
        lambda night: night.note("signed", "sign-offs.go", by="", replaces=[night.events[3]["id"]]),
        [("without-name", "sign-offs.go")],
    ),
    "rollback": (lambda night: night.done("procedures.back.steps.restore"), [("rollback", "")]),
    "a way back": (lambda night: night.note("done", DECIDE, way="wait"), [("way", "")]),
    "a way out": (lambda night: night.note("done", DECIDE, way="out"), [("way", "")]),
    "broken entry": (lambda night: night.events.append({"what": "undo"}), [("unreadable-entries", "")]),
    "unknown texts": (without_prints, [("unknown-text", address) for address in DEMANDED]),
}


@pytest.mark.parametrize("name", CLOSED)
def test_what_else_keeps_the_gate_closed(name: str) -> None:
    happens, expected = CLOSED[name]
    night = answered()
    assert judged(night).passed
    happens(night)
    assert why(judged(night)) == expected


def test_what_is_over_or_said_to_be_allowed_does_not_close_the_gate() -> None:
    night = answered()
    on_hold(night)
    night.note("hold", text="", replaces=[night.events[-1]["id"]])
    night.note("done", DECIDE, way="go")
    night.done("triggers.errors")
    undone(night)
    assert judged(night).passed
    night.note("drill", text="yes")
    last_month(night)
    assert judged(night, rules=replace(RULES, drill=True, max_age=timedelta(days=60))).passed


def test_a_way_out_does_not_close_the_gate_of_the_way_out() -> None:
    night = answered()
    night.done("triggers.errors", "procedures.back.steps.restore")
    every = replace(RULES, every=True)
    assert why(judged(night, "rollback/back", rules=every)) == []
    assert [kind for kind, _ in why(judged(night, "rollback/back", "C", rules=every))][:2] == ["open", "open"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Start the web workers", "Start all workers", ("changed", START)),
        ("      start: {text", "      flags: {text: Set the flags, blocking: true}\n      start: {text", ("new", CUT_OVER + "flags")),
        ("text: Decide", "blocking: true\n        text: Decide", ("open", DECIDE)),
    ],
)
def test_a_run_is_judged_against_the_list_of_today(old: str, new: str, expected: tuple[str, str]) -> None:
    """A run of an earlier release cannot pass on its own list: lines that are new or changed since are open."""
    assert MUST.count(old) == 1
    assert why(judged(answered(), text=MUST.replace(old, new))) == [expected]


def test_a_record_of_the_same_run_with_more_entries_closes_the_gate() -> None:
    """Otherwise an earlier export of a run, from before something failed, would open it."""
    document, night = shop(MUST), answered()
    (chosen,) = [gate_list(document, "cut-over")]
    assert isinstance(chosen, GateList)
    early = night.run()
    night.note("failed", START, text="it hangs")
    for run, expected in ((night.run(), ["newer-record"]), (early, [])):
        record = Record("2026-12-01-night-7", "runs/shop/2026-12-01-night-7.json", run, "sha256:0", True, ())
        found = judge_gate(document, early, [chosen], RULES, [record])
        assert [one.kind for one in found.reasons] == expected


def test_a_run_of_version_0_1_is_judged_too() -> None:
    night = answered()
    answers = {
        event["address"]: {"at": event["at"].replace("Z", ".000Z"), "by": "Mona", "state": "done", "print": event["print"]}
        for event in night.events
        if "address" in event
    }
    earlier = {"format": "runbook-run", "version": 1, "id": "night-7", "variant": "shop", "began": "2026-12-01T15:00:00.000Z"}
    for left_out, expected in ((None, []), (START, [("open", START)])):
        kept = {address: answer for address, answer in answers.items() if address != left_out}
        run = read_run(json.dumps({**earlier, "at": earlier["began"], "answers": kept}).encode(), "old.json")
        assert isinstance(run, Run)
        chosen = gate_list(shop(MUST), "B")
        assert isinstance(chosen, GateList)
        assert why(judge_gate(shop(MUST), run, [chosen], RULES)) == expected


def test_an_open_line_says_why_who_has_it_and_where_it_is() -> None:
    night = answered(START, STOCK)
    night.note("failed", STOCK, "Wei", text="two rows are missing")
    night.note("claim", "checklists.cut-over", "Wei", text="Wei")
    night.note("claim", STOCK, text="Mona")
    stock, start = judged(night, site="https://ops.example/2026.11/").lists[0].lines
    assert (stock.number, stock.text, stock.link) == (
        "B2.3",
        "Stock",
        f"https://ops.example/2026.11/shop/deploy-day/index.html#{STOCK}",
    )
    assert stock.why == "failed: two rows are missing (21:06, Wei) · Mona has it since 21:08"
    assert start.why == "not answered · Wei has it since 21:07"
    assert not judged(night, site="javascript:alert(1)").lists[0].lines[0].link
