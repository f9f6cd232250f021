"""Fixing files: mistakes are solved, nothing else changes, and no problem is introduced."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from generator.checks.resolve import find_problems
from generator.edits.fix_files import fix_files, to_diff
from generator.project.project_files import read_data
from tests.layered import BASE, SHOP
from tests.typing_mistakes.judging import edits

HEAD = "variant: {title: Shop, extends: [base]}\n"
LAYER = "layer: {title: Base}\nphases: {prepare: {title: Prepare}}\ncontacts: {dba: {title: Administrator}}\n"


def fixed(text: str) -> tuple[str, list[str]]:
    """Return a file of a variant after its fixes, and the codes of the remaining problems."""
    files = {BASE: LAYER.encode(), SHOP: (HEAD + text).encode()}
    changed = fix_files(files).changed
    return changed.get(SHOP, files[SHOP]).decode().removeprefix(HEAD), [one.code for one in find_problems({**files, **changed})]


def test_fixes_change_only_what_is_wrong() -> None:
    """Comments, quotes, blanks and line ends stay as they are."""
    text = (
        "# Lists\r\nchecklists:\r\n  a:   # first\r\n    phase: Prepare\r\n    titel:  'A'\r\n    items: {b: {text: B, blocking: yes}}\r\n"
    )
    right = text.replace("Prepare", "prepare").replace("titel", "title").replace("yes", "true")
    assert fixed(text) == (right, [])


def test_a_byte_order_mark_stays() -> None:
    files = {SHOP: b"\xef\xbb\xbfvariant: {titel: K\xc3\xb6ln}\n"}
    assert fix_files(files).changed == {SHOP: b"\xef\xbb\xbfvariant: {title: K\xc3\xb6ln}\n"}


def test_a_fix_shows_mistakes_that_are_fixed_too() -> None:
    """The misspelt first key hides the others, and a misspelt id hides the reference to it."""
    lists = "chekclists:\n  a:\n    phase: Prepare\n    titel: A\n    role: Tech Lead\n    items: {b: B}\n"
    right = "checklists:\n  a:\n    phase: prepare\n    title: A\n    role: tech-lead\n    items: {b: B}\n"
    contacts = "contacts:\n  {}: {{title: Lead}}\n"
    text, right = lists + contacts.format("Tech Lead"), right + contacts.format("tech-lead")
    assert fixed(text) == (right, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("contacts:\n  a:\n    titel: A\n    title: B\n", "unknown-field"),
        ("contacts:\n  Lead: {title: A}\n  lead: {title: B}\n", "bad-id"),
        ("contacts:\n  DBA: {title: Database lead}\n", "bad-id"),
        ("contacts:\n  dba: {titel: Database lead}\n", "unknown-field"),
    ],
)
def test_a_fix_that_would_introduce_a_problem_is_left_out(text: str, code: str) -> None:
    """A second key of the same name, a second entry with the same id, and an override without a reason are worse than the mistake."""
    after, codes = fixed(text)
    assert (after, code in codes) == (text, True)


def test_one_bad_fix_does_not_keep_others_back() -> None:
    after, codes = fixed("contacts:\n  a:\n    titel: A\n    title: B\n  b:\n    titel: B\n")
    assert after == "contacts:\n  a:\n    titel: A\n    title: B\n  b:\n    title: B\n"
    assert codes == ["unknown-field"]


def test_clean_files_stay() -> None:
    assert fix_files({BASE: LAYER.encode(), SHOP: HEAD.encode()}).changed == {}


def test_secrets_are_masked_in_a_diff_and_kept_in_the_file() -> None:
    secret = "hunter2secret"
    command = f"psql postgres://admin:{secret}@db"
    text = f"{HEAD}commands:\n  a: {{titel: A, run: {command}}}\n  b:\n    title: A: {command}\n    run: x\n"
    files = {BASE: LAYER.encode(), SHOP: text.encode()}
    done = fix_files(files)
    assert done.changed[SHOP].decode().count(secret) == text.count(secret)
    diff = to_diff(files, done.changed)
    assert secret not in diff
    assert f"--- a/{SHOP}\n+++ b/{SHOP}\n" in diff
    assert secret not in repr([problem for problem, _ in done.fixes])


@pytest.mark.parametrize("kind", ["misspell a key", "misspell a choice", "misspell a reference", "drop a colon"])
def test_seeded_mistakes_in_the_shipped_data_are_restored_or_left(kind: str) -> None:
    """A fix never writes anything else than what was there before the mistake."""
    right = read_data(Path(__file__).parents[2]).files
    restored = 0
    for path, edit in islice(edits(kind), 6):
        changed = fix_files({**right, path: edit.text.encode()}).changed
        assert changed in ({}, {path: right[path]}), path
        restored += bool(changed)
    assert restored
