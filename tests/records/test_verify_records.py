"""What is wrong comes in the order of the chain, whether the digests or git know it."""

from __future__ import annotations

from dataclasses import replace

from generator.project.record_history import RecordHistory, RewrittenRecord
from generator.records.verify_records import verify_records
from tests.runs.test_record_chain import record


def test_the_first_record_of_the_chain_comes_first() -> None:
    first = record("a")
    second = record("b", first)
    third = record("c", second)
    history = RecordHistory(
        (RewrittenRecord(first.path, "1" * 40, "2025-12-09"), RewrittenRecord("runs/shop/2025-11-01-lost.json", gone=True))
    )
    checked = verify_records((third, record("b", first, text="x"), first), history, ("shop",))
    assert [text.split(" ")[0] for text in checked.problems] == ["runs/shop/2025-11-01-lost.json", first.path, second.path]
    assert checked.heads == (third,) or [head.name for head in checked.heads] == [second.name, third.name]


def test_a_file_in_the_folder_of_the_new_id_is_not_deleted() -> None:
    moved = record("a")
    gone = RewrittenRecord(f"runs/kiosk/{moved.name}.json", gone=True, copies=(moved.path,))
    assert verify_records((moved,), RecordHistory((gone,)), ("shop",)).problems == ()
    altered = verify_records((moved,), RecordHistory((replace(gone, copies=()),)), ("shop",))
    assert [text.split(" was ")[0] for text in altered.problems] == [gone.path]


def test_a_chain_has_each_content_once() -> None:
    """A copy under a later name would be the record that people read."""
    first = record("a")
    second = record("b", first)
    copy = replace(first, name=f"{first.name}.2", path=first.path.replace(".json", ".2.json"))
    (problem,) = verify_records((first, copy, second), RecordHistory(), ("shop",)).problems
    assert problem.startswith(f"{copy.path} has the same content as {first.path}: ")
