"""The lines of a record are those that the pages of its release have."""

from __future__ import annotations

import json

from generator.records.make_record import event_data, parts_of
from generator.runs.read_events import read_event
from generator.runs.run_events import RunEvent
from generator.site.run_data import boxes_file
from tests.document.night_run import shop


def test_lines_and_lists_are_those_of_the_pages() -> None:
    document = shop()
    text = boxes_file(document).text
    data = json.loads(text[text.index("{") : text.rindex("}") + 1])
    rows = [(phase["id"], one["id"], row) for phase in data["phases"] for one in phase["lists"] for row in one["boxes"]]
    lists, lines = parts_of(document)
    assert [(lists[line.list].phase, lists[line.list].address, line.address, line.print, line.must, line.depth) for line in lines] == [
        (phase, list, row[1], row[2], bool(row[3]), row[0]) for phase, list, row in rows
    ]
    assert any(line.depth for line in lines) and any(line.role for line in lines) and any(one.lasts for one in lists)


def test_an_event_is_written_as_it_was_read() -> None:
    given = [
        {"id": "tp6wkw.0.aaaaaa", "at": "2025-12-01T18:00:00Z", "what": "t0", "t0": ""},
        {"id": "tp6wkw.1.aaaaaa", "at": "2025-12-01T18:00:00Z", "what": "begun", "release": "1", "from": "0", "by": "Mona"},
        {
            "id": "tp6wkw.2.aaaaaa",
            "at": "2025-12-01T18:00:00Z",
            "what": "carried",
            "moved": {"a.b": "a.c"},
            "replaces": ["tp6wkw.1.aaaaaa"],
        },
    ]
    for one in given:
        found = read_event(one)
        assert found is not None
        assert event_data(RunEvent(**{f"{name}_" if name == "from" else name: value for name, value in found.items()})) == one
