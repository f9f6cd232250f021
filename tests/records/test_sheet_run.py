"""A typed sheet becomes a run as a page would have recorded it: at addresses, at moments, and the same for the same sheet."""

from __future__ import annotations

import pytest

from generator.document.run_fit import fitted
from generator.records.read_sheet import TypedSheet, read_sheet
from generator.records.sheet_run import run_of_sheet
from generator.runs.read_run import Run
from generator.runs.run_state import state_of
from tests.document.night_run import AFTER, BEFORE, CUT_OVER, ORDERS, STOCK, TILLS, shop

HEAD = "system: shop\nday: 2026-12-01\nzone: Asia/Dhaka\nlead: Mona\nbegan: 20:50\nended: 00:40\n"
SHEET = f"""{HEAD}
name: Release 42
t0: 22:00
drill: yes
lines:
  A: {{done: 21:20, began: 21:00, by: Wei}}
  A3: {{na: no Visa here}}
  B1: 22:05
  B2: done
  b2.3: {{failed: two rows are missing, at: 22:10, by: Wei, note: see the ticket}}
  B3: {{way: go, at: 22:15}}
  {CUT_OVER}start: done
values: {{previous-commit: 4f2a91c, size: {{B1: 12}}}}
triggers: {{S1: 22:20, latency: {{by: Wei, at: 22:21}}}}
sign-offs: {{go: Ann, closed: {{refused: no mail, by: Ann, at: 00:35}}}}
notes: It rained.
"""


def run_of(text: str) -> Run:
    sheet = read_sheet(text.encode(), "night.yaml")
    assert isinstance(sheet, TypedSheet), sheet
    run = run_of_sheet(sheet, shop())
    assert isinstance(run, Run), run
    return run


def test_each_line_has_its_own_answer_else_that_of_the_item_or_list_above() -> None:
    """A time after midnight is that of the next day. A line without a time was done by the last time of its list."""
    state = state_of(run_of(SHEET).events)
    answers = {address: state.answer_of(address) for address in state.addresses if not address.startswith("phases.")}
    assert {address: (one.state, one.at[11:16], one.by, one.text or one.way) for address, one in answers.items() if one} == {
        BEFORE + "backup": ("done", "15:00", "Wei", ""),
        BEFORE + "freeze": ("done", "15:20", "Wei", ""),
        BEFORE + "visa": ("na", "15:20", "Mona", "no Visa here"),
        CUT_OVER + "note": ("done", "16:05", "Mona", ""),
        ORDERS: ("done", "16:15", "Mona", ""),
        TILLS: ("done", "16:15", "Mona", ""),
        STOCK: ("failed", "16:10", "Wei", "two rows are missing"),
        CUT_OVER + "decide": ("done", "16:15", "Mona", "go"),
        CUT_OVER + "start": ("done", "16:15", "Mona", ""),
        "triggers.errors": ("seen", "16:20", "Mona", ""),
        "triggers.latency": ("seen", "16:21", "Wei", ""),
        "sign-offs.go": ("signed", "18:40", "Ann", ""),
        "sign-offs.closed": ("failed", "18:35", "Ann", "no mail"),
    }
    stock = answers[STOCK]
    assert stock is not None and (stock.note, stock.through) == ("see the ticket", "")
    assert {one.through for address in (ORDERS, TILLS) if (one := answers[address])} == {CUT_OVER + "tables"}
    assert state.facts.drill and (state.facts.t0, state.facts.zone) == ("2026-12-01T22:00", "Asia/Dhaka")
    assert (state.facts.began, state.facts.ended) == ("2026-12-01T14:50:00Z", "2026-12-01T18:40:00Z")
    assert [event.text for event in (*state.blank_of("previous-commit"), *state.blank_of("size", CUT_OVER + "note"))] == ["4f2a91c", "12"]


def test_the_run_fits_the_runbook_and_what_is_not_listed_is_open() -> None:
    document = shop()
    fit = fitted(document, run_of(SHEET))
    states = {box.address: fit.state_of(box) for box in document.phases["deploy-day"].boxes}
    assert {address for address, state in states.items() if state == "open"} == {AFTER + "order", AFTER + "mail"}
    assert "changed" not in states.values() and not fit.gone


def test_the_same_sheet_gives_the_same_run_and_no_two_events_share_an_id(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even if their hashes are the same by chance."""
    run = run_of(SHEET)
    assert run_of(SHEET.replace("lines:", "\n# typed again\nlines:")) == run
    assert len({event.id for event in run.events}) == len(run.events) == 23
    other = run_of(SHEET.replace("B1: 22:05", "B1: 22:06"))
    assert other.id == run.id and len({event.id for event in other.events} - {event.id for event in run.events}) == 1
    monkeypatch.setattr("generator.records.sheet_run.short_hash", lambda _: "aaaaa")
    assert len(run_of(SHEET).events) == 23


@pytest.mark.parametrize(
    ("t0", "began", "ended", "expected"),
    [
        ("00:30", "22:00", "01:10", ("2026-11-30T16:00:00Z", "2026-11-30T19:10:00Z")),
        ("22:00", "22:10", "23:00", ("2026-12-01T16:10:00Z", "2026-12-01T17:00:00Z")),
        ("22:00", "2026-11-29 09:00", "2026-12-02 01:00", ("2026-11-29T03:00:00Z", "2026-12-01T19:00:00Z")),
    ],
)
def test_the_day_is_that_of_t_0(t0: str, began: str, ended: str, expected: tuple[str, str]) -> None:
    """A run that begins in the evening for a T-0 after midnight begins on the day before; longer runs name their days."""
    text = HEAD.replace("20:50", began).replace("00:40", ended)
    facts = state_of(run_of(f"{text}t0: {t0}\n").events).facts
    assert (facts.began, facts.ended, facts.t0) == (*expected, f"2026-12-01T{t0}")
