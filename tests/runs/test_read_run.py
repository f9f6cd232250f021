"""Files without a run are refused: where they are wrong, why, and what to do."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest

from generator.diagnostics.diagnostic import Diagnostic
from generator.report.diagnostics_report import to_text
from generator.runs.read_run import MOST_BYTES, Run, read_run
from generator.runs.run_lines import LineOfRun
from tests.expectations import Expectation
from tests.node_programs import ROOT
from tests.runs.run_cases import CASES, text_of

FILE = text_of(CASES[0]).replace(', "', ',\n"')
EXPORTED = (ROOT / "tests/frozen/0.1.0/exports/of-the-day.json").read_text("utf-8")


def replaced(old: str, new: str) -> bytes:
    assert old in FILE
    return FILE.replace(old, new).encode()


# The bytes of a file, the place of the problem, and words of the message.
WRONG: dict[str, tuple[bytes, str, str]] = {
    "empty": (b" \n", "2:1", "the file is empty"),
    "text": (b"\nnight", "2:1", "does not begin with `{`"),
    "list": (b"[1]", "1:1", "does not begin with `{`"),
    "record for a ticket": (b"# Night \xc2\xb7 Shop\n\n- System: Shop\n", "1:1", "Markdown, which lacks the addresses"),
    "link": (b"https://x.example/shop/deploy-day/#run=e4f2a9", "1:1", "the link of a run"),
    "truncated": (FILE.encode()[:-9], "", "ends in the middle"),
    "truncated in a text": (FILE.encode()[: FILE.index("no Visa") + 3], "", "ends in the middle"),
    "comma": (b'{"format": "runbook-run",\n"id": "x",}', "2:11", "the file is not JSON"),
    "two": (b"{}\n{}", "2:1", "the file is not JSON"),
    "no number": (b'{"format": NaN}', "1:12", "does not have the number `NaN`"),
    "long number": (b'{"format": %s}' % (b"9" * 5000), "1:12", "it lacks `format: runbook-run`"),
    "another format": (b'{"a": {},\n "format": "runbook"}', "2:12", "its format is `runbook`, not `runbook-run`"),
    "no format": (b'\n{"a": 1}', "2:1", "it lacks `format: runbook-run`"),
    "two formats": (b'{"format": "runbook-run",\n"format": 1}', "2:11", "it lacks `format: runbook-run`"),
    "nested": (b'{"a":' + b"[" * 100_000, "1:105", "nested deeper than 100 levels"),
    "nested mappings": (b'{"a":' * 100_000, "1:501", "nested deeper than 100 levels"),
    "large": (b"{" + b" " * MOST_BYTES, "1:1", "more than 32 MB"),
    "Latin-1": ('{"format":\n"é'.encode("latin-1"), "2:2", "not UTF-8"),
    "UTF-16": (FILE.encode("utf-16"), "1:1", "not UTF-8"),
    "no events": (b'{"format": "runbook-run", "id": "x"}', "1:33", "neither the events nor the answers"),
    "wrong events": (replaced('"events": [', '"events": {}, "other": ['), "7:11", "`events` is not a list"),
    "nothing recorded": (b'{"format": "runbook-run", "id": "x", "events": []}', "1:48", "no entries that can be read"),
    "later entries": (replaced('"what": "', '"what": "later-'), "7:11", "no entries that can be read"),
    "wrong id": (replaced('"id": "night-7"', '"id": ["x"]'), "3:7", "no id"),
    "wrong system": (replaced('"variant": "shop"', '"variant": 7'), "5:12", "`variant` is not a text"),
    "wrong answers": (b'{"format": "runbook-run", "id": "x", "answers": 7}', "1:49", "neither the events nor the answers"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_without_a_run_is_refused_with_place_reason_and_fix(name: str) -> None:
    data, place, words = WRONG[name]
    problem = read_run(data, "night.json")
    assert isinstance(problem, Diagnostic)
    assert (problem.code, problem.span.file, problem.severity) == ("unreadable-run", "night.json", "error")
    assert words in problem.message
    assert not place or f"{problem.span.line}:{problem.span.column}" == place, problem.span
    assert problem.help and len(problem.span.text) <= 400
    # What is not the right file needs another one; what was damaged on its way must be sent again.
    assert ("export the run again" in problem.help) != ("`Export as JSON`" in problem.help)


def test_the_report_shows_where_the_file_ends(expectation: Expectation) -> None:
    problem = read_run(WRONG["truncated in a text"][0], "night.json")
    assert isinstance(problem, Diagnostic)
    expectation.holds(ROOT / "tests/errors/_made/unreadable-run.txt", to_text([problem]))


def test_a_run_is_read_from_todays_file_and_from_one_of_version_0_1() -> None:
    run = read_run(b"\xef\xbb\xbf" + FILE.encode(), "night.json")  # some editors add a mark
    assert isinstance(run, Run)
    assert (run.id, run.variant, run.release, len(run.events), run.refused) == ("night-7", "shop", "2026.11", 2, 0)
    earlier = read_run(EXPORTED.encode(), "day.json")
    assert isinstance(earlier, Run)
    assert (earlier.variant, len(earlier.events), earlier.refused) == ("shop", 6, 0)


def test_the_lines_of_the_release_are_read_where_the_file_has_them() -> None:
    row = ["list.items.visa", "1f2e", "B2", "Switch the till on\u0007"]
    given = [row, ["<b>", "1", "B3", "x"], ["list.items.cash"], ["list.items.cash", 1, "B4", "x"], None]
    run = read_run(json.dumps({**json.loads(FILE), "boxes": given}).encode(), "night.json")
    assert isinstance(run, Run)
    assert run.lines == (LineOfRun("list.items.visa", "1f2e", "B2", "Switch the till on"),)


def test_whatever_is_changed_in_a_file_it_is_refused_or_gives_safe_events() -> None:
    """Half a file, foreign pieces in it, and missing parts: a run or one problem, and no exception."""
    chosen, text = random.Random(5), EXPORTED[:2500] + EXPORTED[-300:]
    pieces = ["null", "[]", "{}", '"__proto__"', "1e999", ",", '"', "}", '"events":', '"\\ud800"', "\\u0000", "-1", "\ud800", "[[" * 60]
    changes: list[Callable[[str], str]] = [
        lambda given: given[: chosen.randrange(len(given))],
        lambda given: (
            ((at := chosen.randrange(len(given))) and given[:at] + chosen.choice(pieces) + given[at + chosen.randrange(9) :]) or given
        ),
    ]
    for source in (FILE, text, EXPORTED):
        for _ in range(400):
            data = chosen.choice(changes)(source).encode("utf-8", "surrogatepass")
            assert isinstance(read_run(data, "x.json"), Run | Diagnostic)
