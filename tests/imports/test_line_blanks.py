"""Room to write and choices in one line become blanks."""

from __future__ import annotations

import pytest

from generator.imports.line_blanks import FoundBlank, LineBlanks, line_blanks

# Each line, the text that is left, and its blanks as `label, kind, unit, choices`.
LINES: dict[str, tuple[str, list[FoundBlank]]] = {
    "Pressure: **>1.2 bar** (Target) | Actual: _____ bar": (
        "Pressure: **>1.2 bar** (Target)",
        [FoundBlank("Actual", "number", "bar")],
    ),
    "Level before: ______ m, level after: ______ m/s": (
        "Level before, level after",
        [FoundBlank("Level before", "number", "m"), FoundBlank("level after", "number", "m/s")],
    ),
    "Lights are on, colour: ____": ("Lights are on", [FoundBlank("colour")]),
    "Backup size: ____ GB. Restore tested.": ("Restore tested.", [FoundBlank("Backup size", "number", "GB")]),
    "Cluster has ___ nodes": ("Cluster has … nodes", [FoundBlank("Cluster has", "number", "nodes")]),
    "Signed by ______ on ______": ("Signed by … on …", [FoundBlank("Signed by"), FoundBlank("Signed by … on", "date")]),
    r"Water: \_\_\_/6": ("Water", [FoundBlank("Water", "number", "/6")]),
    r"**Total: \_\_\_/10**": ("Total", [FoundBlank("Total", "number", "/10")]),
    r"**Guard**: **\*\***\_\_\_**\*\***": ("Guard", [FoundBlank("Guard")]),
    "Note the serial number: `__________`": ("Note the serial number", [FoundBlank("Note the serial number")]),
    "Name: ____ Title: ____ Date: ____": ("Name, Title, Date", [FoundBlank("Name"), FoundBlank("Title"), FoundBlank("Date", "date")]),
    "Date: __/__/____": ("Date", [FoundBlank("Date", "date")]),
    "Started: ________ (DD/MM/YYYY)": ("Started", [FoundBlank("Started", "date")]),
    "Started: ________ (HH:MM)": ("Started", [FoundBlank("Started", "time")]),
    "Start: __:__": ("Start", [FoundBlank("Start", "time")]),
    "Phone: (___) ___-____": ("Phone", [FoundBlank("Phone")]),
    "Cost: $____": ("Cost", [FoundBlank("Cost", "number", "$")]),
    "Unterschrift: ..........": ("Unterschrift", [FoundBlank("Unterschrift")]),
    "温度：____ ℃": ("温度", [FoundBlank("温度", "number", "℃")]),
    "التاريخ: ______": ("التاريخ", [FoundBlank("التاريخ", "date")]),
    "**Boiler chosen:** _______________ (oil / wood)": ("Boiler chosen", [FoundBlank("Boiler chosen", "choice", choices=("oil", "wood"))]),
    "Risk: [ ] low [ ] middle [ ] high": ("Risk", [FoundBlank("Risk", "choice", choices=("low", "middle", "high"))]),
    "**Result:** ☐ safe ☐ empty the lake": ("Result", [FoundBlank("Result", "choice", choices=("safe", "empty the lake"))]),
    "**DECISION: [ ] DRAIN  [ ] WAIT A WEEK**": ("DECISION", [FoundBlank("DECISION", "choice", choices=("DRAIN", "WAIT A WEEK"))]),
    "Risk: low ☐ high ☐": ("Risk", [FoundBlank("Risk", "choice", choices=("low", "high"))]),
    "Result: [x] pass [ ] fail | Notes: ____": (
        "Result, Notes",
        [FoundBlank("Result", "choice", choices=("pass", "fail"), chosen=("pass",)), FoundBlank("Notes")],
    ),
    "Approved? (Y/N)": ("Approved?", [FoundBlank("Approved?", "choice", choices=("Y", "N"))]),
    "Genehmigt: Ja / Nein": ("Genehmigt", [FoundBlank("Genehmigt", "choice", choices=("Ja", "Nein"))]),
    "Decision: **Go / No-Go / N/A**": ("Decision", [FoundBlank("Decision", "choice", choices=("Go", "No-Go", "N/A"))]),
}


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_blanks_of_a_line(line: str, expected: tuple[str, list[FoundBlank]]) -> None:
    """Words before a blank are its label, the word behind it is its unit, and the other words stay as the text."""
    text, blanks = expected
    assert line_blanks(line) == LineBlanks(text, tuple(blanks))


@pytest.mark.parametrize(
    ("cell", "expected"),
    {
        "Litres added:": [FoundBlank("Litres added")],
        "Fitted on: · By:": [FoundBlank("Fitted on", "date"), FoundBlank("By")],
        "_____": [FoundBlank("Leaks")],
        "☐ Yes / ☐ No": [FoundBlank("Leaks", "choice", choices=("Yes", "No"))],
        "Yes/No": [FoundBlank("Leaks", "choice", choices=("Yes", "No"))],
    }.items(),
)
def test_blanks_of_a_cell(cell: str, expected: list[FoundBlank]) -> None:
    """In a cell, words with a colon ask for a value, and the head of the column labels a blank without words."""
    assert line_blanks(cell, label="Leaks", cell=True) == LineBlanks("", tuple(expected))


@pytest.mark.parametrize(
    "text",
    [
        "Plain text",
        "snake_case_name and __init__ stay",
        "a ___b___ c",
        "Confirm that Yes / No works",
        "Go / No-Go",
        "[link](x) and [other](y)",
        "See:",
        "wait... then go",
        "Range 10 - 20",
        "[ ] one box",
        "**Spread < 3%**",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    """What only looks like a blank or a choice is text."""
    assert line_blanks(text) == LineBlanks(text)
