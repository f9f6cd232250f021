"""The lines and lists of a release are read from files that anybody can write."""

from __future__ import annotations

from generator.runs.run_lines import LineOfRun, ListOfRun, lines_in, lists_in


def test_columns_that_a_file_does_not_have_are_empty() -> None:
    """Earlier files have four columns; later ones say too who does a line, whether it is a must, and where it is."""
    rows = [["a.b", "p", "A1", "Text"], ["a.c", "p", "A2", "Text", 1, 1, "dba", 2], ["a.d", "p", "A3", "Text", 0, "yes", ["x"], -4]]
    assert list(lines_in(rows)) == [
        LineOfRun("a.b", "p", "A1", "Text"),
        LineOfRun("a.c", "p", "A2", "Text", must=True, role="dba", list=2),
        LineOfRun("a.d", "p", "A3", "Text"),
    ]


def test_a_list_that_cannot_be_read_keeps_its_place() -> None:
    """Lines say which list has them by its position."""
    rows = [["prepare", "checklists.a", "A", "T-1d", "", "more"], None, ["too", "short"], ["deploy-day", "checklists.b", "B", "", "1 h"]]
    empty = ListOfRun("", "", "")
    second = ListOfRun("deploy-day", "checklists.b", "B", "", "1 h")
    assert list(lists_in(rows)) == [ListOfRun("prepare", "checklists.a", "A", "T-1d"), empty, empty, second]
    assert [*lists_in("x"), *lines_in({})] == []
