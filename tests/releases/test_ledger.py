"""The ledger: what it records of releases, and how it is written and parsed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest

from generator.releases.ledger import Deletion, Ledger, LedgerError, Release, Replacement, parse_ledger, timestamp, to_json

FIRST = Release("1", "2026-11-01T10:00:00Z", "a" * 40, "2026-11-01T09:00:00Z", draft=False, digest="d1", files=3, size=30, program="0.1")
SECOND = replace(FIRST, name="2", published="2026-11-02T10:00:00Z", digest="d2", changes="1 entry changed in 1 system.")
DRAFT = replace(FIRST, name="3-rc", published="2026-11-03T10:00:00Z", draft=True)
GONE = replace(
    FIRST,
    name="0",
    published="2026-10-01T10:00:00Z",
    replaced=(Replacement("2026-10-02T10:00:00Z", "d0", "a number was wrong"),),
    deleted=Deletion("2026-10-03T10:00:00Z", "never used"),
)
LEDGER = Ledger(
    {one.name: one for one in (FIRST, DRAFT, GONE, SECOND)}, {"latest": "2", "next": "3-rc"}, "urn:uuid:1", FIRST.published, "internal"
)


def test_a_written_ledger_parses_to_the_same_ledger() -> None:
    assert parse_ledger(to_json(LEDGER)) == LEDGER
    assert parse_ledger(to_json(Ledger())) == Ledger()


def test_releases_are_sorted_newest_first_and_the_current_one_is_neither_draft_nor_deleted() -> None:
    assert [one.name for one in LEDGER.newest_first] == ["3-rc", "2", "1", "0"]
    assert [one.name for one in LEDGER.available] == ["3-rc", "2", "1"]
    assert LEDGER.current == "2"
    assert replace(LEDGER, aliases={}).current == "2"
    assert replace(LEDGER, aliases={"latest": "1"}).current == "1"
    assert Ledger().current == ""


@pytest.mark.parametrize(("name", "before"), [("4", "2"), ("3-rc", "2"), ("2", "1"), ("1", None)])
def test_the_predecessor_is_the_finished_release_published_before(name: str, before: str | None) -> None:
    found = LEDGER.predecessor(name)
    assert (found.name if found else None) == before


def test_versions_are_in_the_format_of_mike_and_keep_the_entries_of_others() -> None:
    others = [{"version": "docs", "title": "Docs", "aliases": ["latest", "stable"]}, {"version": "2", "title": "2", "aliases": []}]
    assert LEDGER.versions(others) == [
        {
            "version": "3-rc",
            "title": "3-rc",
            "aliases": ["next"],
            "properties": {"date": DRAFT.published, "commit": "a" * 40, "draft": True},
        },
        {"version": "2", "title": "2", "aliases": ["latest"], "properties": {"date": SECOND.published, "commit": "a" * 40, "draft": False}},
        {"version": "1", "title": "1", "aliases": [], "properties": {"date": FIRST.published, "commit": "a" * 40, "draft": False}},
        {"version": "docs", "title": "Docs", "aliases": ["stable"]},
    ]


def test_an_alias_that_others_added_to_a_release_stays() -> None:
    others = [{"version": "1", "title": "1", "aliases": ["stable", "latest"]}]
    assert {entry["version"]: entry["aliases"] for entry in LEDGER.versions(others)} == {"3-rc": ["next"], "2": ["latest"], "1": ["stable"]}


def test_the_next_release_is_later_than_all_others_whatever_the_clock_says() -> None:
    assert timestamp(LEDGER.next_moment(datetime.fromisoformat("2026-12-01T00:00:00Z"))) == "2026-12-01T00:00:00Z"
    assert timestamp(LEDGER.next_moment(datetime.fromisoformat("2026-11-03T10:00:00Z"))) == "2026-11-03T10:00:01Z"
    assert timestamp(LEDGER.next_moment(datetime.fromisoformat("1970-01-01T00:00:00Z"))) == "2026-11-03T10:00:01Z"


def test_an_alias_leads_to_one_release() -> None:
    moved = LEDGER.with_release(FIRST, ("latest",))
    assert (moved.aliases_of("1"), moved.aliases_of("2"), moved.current) == (("latest",), (), "1")


def test_timestamps_are_in_utc_to_the_second() -> None:
    assert timestamp(datetime.fromisoformat("2026-11-21T06:30:00.5+06:00")) == "2026-11-21T00:30:00Z"


def broken(**changes: object) -> str:
    data = json.loads(to_json(LEDGER))
    data["releases"][0] |= changes
    return json.dumps(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2}',
        broken(size="30"),
        broken(draft="no"),
        broken(published="yesterday"),
        broken(published="2026-11-01T10:00:00"),
        broken(unknown=1),
        broken(deleted={"at": "x"}),
        to_json(LEDGER).replace('"latest": "2"', '"latest": "9"'),
        to_json(LEDGER).replace('"latest": "2"', '"latest": "0"'),
        to_json(LEDGER).replace('"latest"', '"../../latest"'),
        to_json(LEDGER).replace('"latest"', '"index.html"'),
        to_json(LEDGER).replace('"latest"', '"1"'),
        to_json(LEDGER).replace('"latest": "2"', '"latest": ["2"]'),
        to_json(LEDGER).replace('"id": ', '"is": '),
        to_json(LEDGER).replace('"since": "2026', '"since": "x2026'),
        broken(name="../../evil"),
        broken(name="2"),
        broken(size=-1),
        broken(size=10**400),
        broken(commit="\ud800"),
        broken(published="0001-01-01T00:00:00+23:59"),
        broken(published="9999-12-31T23:59:59Z"),
        broken(published="1969-12-31T23:59:59Z"),
        broken(replaced=[{"at": 1, "digest": "d", "because": "b"}]),
        broken(replaced=[{"at": "never", "digest": "d", "because": "b"}]),
        broken(deleted={"at": "2026-11-01T10:00:00Z", "because": 2}),
        "[" * 100_000,
    ],
)
def test_an_invalid_ledger_is_refused(text: str) -> None:
    with pytest.raises(LedgerError):
        parse_ledger(text)
