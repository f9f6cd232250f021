"""Contacts that a document may mean."""

from __future__ import annotations

from generator.imports.draft import DraftText
from generator.imports.proposal_sources import ProposalSources, SourceFence, SourceLine, SourceList, SourceTable, TableRow
from generator.imports.propose_people import propose_people
from tests.imports.taken import errors_when_taken

TABLES = (
    SourceTable(("Role", "First", "Second", "Does"), (TableRow(3, ("**Lead**", "Keeper of maps", "Porter", "decides")),)),
    SourceTable(
        ("Rolle", "Name", "Telefon", "E-Mail", "Slack"),
        (
            TableRow(13, ("CTO", "Ida Berg", "+41 44 123 45 67", "[mail](mailto:ida@shop.test)", "#cto")),
            TableRow(14, ("DBA", "TBD", "+41-XX-XXX-XX-XX", "", "@dba")),
        ),
    ),
    SourceTable(("Role", "Name", "Signature"), (TableRow(23, ("Baker", "____", "____")),)),
    SourceTable(("Edition", "Paper", "Editor"), (TableRow(33, ("41", "grey", "Noor")),)),
    SourceTable(("Contact", "Phone"), (TableRow(36, ("Press", "24/7")), TableRow(37, ("", "+41 44 123 45 68")))),
)
FENCE = SourceFence(
    "",
    (
        SourceLine(50, "Keeper of maps: +41-XX-XXX-XX-XX (day), +41-XX-XXX-XX-XX (night)"),
        SourceLine(51, "Porter: +41 44 123 45 69"),
        SourceLine(52, "   ↓ (nobody after 10 min)"),
        SourceLine(53, "Fire brigade"),
    ),
)
CODE = SourceFence("yaml", (SourceLine(56, "owner: ida@shop.test"),))
LINES = SourceList(
    (
        SourceLine(60, "**On-call:** #ops"),
        SourceLine(61, "**Mail**: <pool@town.test>"),
        SourceLine(62, "**Version:** 2.3"),
        SourceLine(63, "Backup of 2026-03-04: done"),
        SourceLine(64, "Host: 10.0.0.12:8080"),
        SourceLine(65, "Ticket: #12"),
        SourceLine(66, "mongodb+srv://ida@cluster.test/shop"),
    )
)
CONTACTS = SourceList((SourceLine(70, "**DBA:** Noor"), SourceLine(71, "**SRE:** TBD")), ("Shop", "Ansprechpartner"))
SOURCES = ProposalSources(TABLES, (LINES, CONTACTS), (FENCE, CODE))


def test_people_of_tables_lines_and_fences() -> None:
    """Each person has a title, and the ways that the document gives; what is not known yet is null."""
    found, _ = propose_people(SOURCES)
    drafts = {one.id: {key: value.text for key, value in one.draft.items() if isinstance(value, DraftText)} for one in found}
    assert drafts == {
        "lead": {"title": "Lead", "name": "Keeper of maps", "text": "decides", "backup": "porter"},
        "cto": {"title": "CTO", "name": "Ida Berg", "phone": "+41 44 123 45 67", "email": "ida@shop.test", "channel": "#cto"},
        "dba": {"title": "DBA", "name": "Noor", "phone": "", "channel": "@dba"},
        "press": {"title": "Press"},
        "keeper-maps": {"title": "Keeper of maps", "phone": ""},
        "porter": {"title": "Porter", "phone": "+41 44 123 45 69"},
        "on-call": {"title": "On-call", "channel": "#ops"},
        "mail": {"title": "Mail", "email": "pool@town.test"},
        "sre": {"title": "SRE"},
    }


def test_what_is_not_known_yet_is_reported_as_it_was() -> None:
    """A placeholder is not written, so the report keeps it."""
    _, notes = propose_people(SOURCES)
    found = sorted((one.line, one.found) for one in notes)
    assert found == [
        (14, "`+41-XX-XXX-XX-XX` for DBA"),
        (14, "`TBD` for DBA"),
        (50, "`+41-XX-XXX-XX-XX` for Keeper of maps"),
        (50, "`+41-XX-XXX-XX-XX` for Keeper of maps"),
        (71, "`TBD` for SRE"),
    ]


def test_backup_that_is_nowhere_else_becomes_a_contact() -> None:
    """A reference needs its entry, so the person who is named gets one."""
    found, _ = propose_people(ProposalSources(TABLES[:1]))
    assert [(one.id, one.draft.get("backup")) for one in found] == [("lead", DraftText("porter", (3,))), ("porter", None)]


def test_taken_people_pass_the_checks() -> None:
    """A proposal that is taken never makes an error."""
    assert errors_when_taken(propose_people(SOURCES)[0]) == []


def test_numbers_that_are_no_phone_end() -> None:
    """Law: a number that has the form of a phone number and is none, such as a date, is not looked into forever."""
    lines = (SourceLine(1, "**Lead:** 2018-02-03 10.20.2018"), SourceLine(2, "**Lead:** 2018-02-03"))
    found, _ = propose_people(ProposalSources(lists=(SourceList(lines, ("Contacts",)),)))
    assert len(found) < 3
