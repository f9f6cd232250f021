"""The incident log, a sheet to write on during an incident: when something happened or was decided, who did it, and the next update."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Row, Section, WritingSpace, as_text
from generator.document.phase_sections import severities_section
from generator.document.sheet_head import headed
from generator.document.sheets import INCIDENT_LOG, HeadFact, Sheet

# More than fit on a page: paper fills both sides of a sheet with lines, whatever its size.
LINES = 30
COLUMNS = ("sheet.time", "sheet.log.event", "sheet.log.who", "sheet.log.update")
# What to do at a level is on the sheet of incidents.
SHORT = ("respond", "escalation")


def incident_log(document: RunbookDocument) -> Sheet:
    """Return the log. Every system has one, also without severities or without the phase."""
    words = document.context.words
    columns = tuple(WritingSpace("", words(key)) for key in COLUMNS)
    lines = Section(words("sheet.log.title"), kind="log", columns=columns, spaces=(WritingSpace("", "", lines=LINES),))
    sheet = headed(document, INCIDENT_LOG, (*meanings(document), lines), *facts_of_an_incident(document))
    return replace(sheet, summary=as_text(words("sheet.log.lead")))


def meanings(document: RunbookDocument) -> Iterator[Section]:
    """Yield a short table of what the severities mean, if the system defines any."""
    if document.severities:
        section = severities_section(document.context, tuple(map(in_short, document.severities)))
        yield replace(section, more=None)


def in_short(row: Row) -> Row:
    """Return a severity with its meaning, how soon somebody responds, and who is called."""
    return replace(row, text=(), cells=tuple(cell for cell in row.cells if cell.key in SHORT))


def facts_of_an_incident(document: RunbookDocument) -> Iterator[HeadFact]:
    """Yield the blanks of the head: when the incident began, one round mark for each severity, who leads, and who writes."""
    marks = {"severity": tuple(row.mark for row in document.severities)}
    for key in ("began", "severity", "commander", "writer"):
        yield HeadFact(document.context.words(f"sheet.head.{key}"), kind="day", choices=marks.get(key, ()))
