"""Records are read from files that somebody may have edited."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics.diagnostic import Diagnostic
from generator.report.diagnostics_report import to_text
from generator.runs.canonical_record import digest_of
from generator.runs.read_record import Predecessor, Record, RecordFinding, read_record
from tests.expectations import Expectation
from tests.node_programs import ROOT
from tests.runs.record_sample import event, record_bytes, run_file

PATH = "runs/shop/2025-12-01-night-7.json"
FIRST = ("2025-11-01-autumn", f"sha256:{'0' * 64}")
GOOD = record_bytes(event(0, "begun"), previous=(FIRST,), findings=[{"kind": "unknown-address", "address": "checklists.x"}, {}, 3])


def test_a_record_has_the_run_and_what_was_there_before_it() -> None:
    record = read_record(GOOD, PATH)
    assert isinstance(record, Record)
    assert (record.name, record.run.id, record.previous) == ("2025-12-01-night-7", "night-7", (Predecessor(*FIRST),))
    assert record.findings == (RecordFinding("unknown-address", "checklists.x"),)
    assert (record.digest, record.is_canonical) == (digest_of(GOOD), True)


@pytest.mark.parametrize("change", [lambda data: json.dumps(json.loads(data)).encode(), lambda data: data.replace(b"\n", b"\r\n")])
def test_another_form_of_the_same_content_has_the_same_digest(change: object) -> None:
    """Editors and git on Windows change the form of a file; that is not an altered record, but it is noticed."""
    assert callable(change)
    record = read_record(change(GOOD), PATH)
    assert isinstance(record, Record)
    assert (record.digest, record.is_canonical) == (digest_of(GOOD), False)


@pytest.mark.parametrize(
    "previous", [None, "x", [{"record": "../../etc", "digest": FIRST[1]}], [{"record": FIRST[0], "digest": "sha256:1"}]]
)
def test_a_file_that_does_not_name_the_records_before_it_is_refused(previous: object, expectation: Expectation) -> None:
    problem = read_record(json.dumps({**run_file(event(0, "begun")), "previous": previous}).encode(), PATH)
    assert isinstance(problem, Diagnostic)
    assert problem.code == "unreadable-record"
    expectation.holds(ROOT / "tests/errors/_made/unreadable-record.txt", to_text([problem]))


def test_a_damaged_record_is_refused_with_its_place() -> None:
    problem = read_record(GOOD[:-20], PATH)
    assert isinstance(problem, Diagnostic)
    assert (problem.code, problem.span.file) == ("unreadable-record", PATH)
    assert "git" in problem.help
