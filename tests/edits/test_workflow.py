"""Complete edits: formatting loses nothing, errors that an edit introduces are found, and unreadable files are not edited."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from generator.edits import workflow as editing
from generator.edits.rename import rename
from generator.project.faults import UsageFault
from generator.source.comments import comments
from generator.source.nodes import MappingNode, plain_value
from generator.source.read import read
from generator.source.splices import CannotEdit
from tests.conftest import FILES
from tests.odd_yaml import odd_files

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted((ROOT / "data").rglob("*.yaml")) + sorted((ROOT / "generator" / "templates" / "project" / "data").rglob("*.yaml"))
TINY = {path: text.encode() for path, text in FILES.items() if path.startswith("data/")}
SHOP, BASE = "data/variants/shop/variant.yaml", "data/layers/base/base.yaml"
REFUSALS = (
    "a comment is between",
    "formatting would change",
    "formatting would move this comment",
    "this file cannot be formatted: ruamel",
)


def tree(data: bytes) -> MappingNode:
    found = read("x.yaml", data).tree
    assert found is not None
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_shipped_data_is_formatted(path: Path) -> None:
    if path.name != "variant.yaml" or "<<" not in path.read_text("utf-8"):
        assert editing.format_file("x.yaml", path.read_bytes()) == path.read_bytes()


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(odd_files)
def test_formatting_keeps_values_order_and_comments_and_is_idempotent(data: bytes) -> None:
    try:
        formatted = editing.format_file("x.yaml", data)
    except CannotEdit as fault:
        assert str(fault).startswith(REFUSALS)  # noqa: PT017 - a refusal is allowed, for these reasons
        return
    assert plain_value(tree(formatted)) == plain_value(tree(data))
    assert repr(plain_value(tree(formatted))) == repr(plain_value(tree(data)))  # in the same order
    assert comments(tree(formatted)) == comments(tree(data))
    assert b"\r" not in formatted
    assert not formatted.startswith(b"\xef\xbb\xbf")
    assert editing.format_file("x.yaml", formatted) == formatted


def test_an_unusual_layout_is_formatted() -> None:
    odd = (
        b"\xef\xbb\xbf\r\n---   # of the shop\r\nchecklists :\r\n    cut-over:    # the day\r\n        items:\r\n# first of all\r\n"
        b"           smoke :   The shop\r\n             opens\r\n\r\n\r\n           doors: {text: 'Open' , if: it rains}\r\n"
        b"        # of the list\r\n        aliases:\r\n        - a\r\n..."
    )
    assert editing.format_file("x.yaml", odd).decode() == (
        "# of the shop\nchecklists:\n  cut-over:  # the day\n    items:\n      # first of all\n"
        "      smoke: The shop opens\n\n      doors: {text: 'Open', if: it rains}\n"
        "    # of the list\n    aliases:\n      - a\n"
    )


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb:\n  # why\n  text\n", 3, "put it on the line above the key"),
        ("a: |\n x y\n  \nb: 1\n", 1, "formatting would change this value"),
    ],
)
def test_a_file_that_would_lose_something_is_refused_with_the_place(text: str, line: int, reason: str) -> None:
    with pytest.raises(CannotEdit, match=reason) as refused:
        editing.format_file("x.yaml", text.encode())
    assert refused.value.span.line == line


def test_a_file_with_errors_is_not_formatted() -> None:
    with pytest.raises(editing.UnreadableFiles) as unread:
        editing.format_file("x.yaml", b"a: 1\na: 2\n")
    assert [problem.code for problem in unread.value.diagnostics] == ["duplicate-key"]


def test_a_rename_gives_every_changed_file() -> None:
    *_, changed = rename(TINY, "cut-over/smoke", "open")
    assert list(changed) == [SHOP]
    assert editing.introduced(TINY, changed) == ()


def test_nothing_is_renamed_if_any_file_cannot_be_read() -> None:
    with pytest.raises(editing.UnreadableFiles):
        rename({**TINY, "data/variants/forum/more.yaml": b"a: [\n"}, "cut-over/smoke", "open")


def test_a_review_needs_only_the_files_of_its_variant() -> None:
    broken = {**TINY, "data/variants/forum/more.yaml": b"a: [\n"}
    assert list(editing.review(broken, "shop", date(2026, 11, 20))) == [SHOP]
    with pytest.raises(editing.UnreadableFiles):
        editing.review(broken, "forum", date(2026, 11, 20))


def review_of(text: str) -> str:
    files = {**TINY, SHOP: text.encode()}
    return {**files, **editing.review(files, "shop", date(2026, 11, 20))}[SHOP].decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("variant:\n  title: Shop\n  reviewed: 2025-01-01  # by all\n", "variant:\n  title: Shop\n  reviewed: 2026-11-20  # by all\n"),
        ("variant:\n  title: Shop\n  reviewed:\n", "variant:\n  title: Shop\n  reviewed: 2026-11-20\n"),
        (
            "variant:\n  title: Shop\n  extends: [base]\n  review-every: 90d\n",
            "variant:\n  title: Shop\n  extends: [base]\n  reviewed: 2026-11-20\n  review-every: 90d\n",
        ),
        ("variant: {title: Shop, review-every: 90d}\n", "variant: {title: Shop, reviewed: 2026-11-20, review-every: 90d}\n"),
        ("variant:\n  title: Shop\n  reviewed: '2026-11-20'\n", "variant:\n  title: Shop\n  reviewed: '2026-11-20'\n"),
    ],
)
def test_a_review_changes_only_its_date(text: str, expected: str) -> None:
    assert review_of(text) == expected
    assert review_of(expected) == expected


@pytest.mark.parametrize("text", ["variant:\n  reviewed: [2026-11-01]\n", 'variant:\n  reviewed: "2026-1\\u0031-01"\n'])
def test_a_head_that_cannot_be_edited_is_left_unchanged(text: str) -> None:
    with pytest.raises(CannotEdit):
        review_of(text)


def test_a_variant_without_a_head_cannot_be_reviewed() -> None:
    with pytest.raises(editing.UnreadableFiles) as unread:
        review_of("contacts: {}\n")
    assert [problem.code for problem in unread.value.diagnostics] == ["missing-head"]


def test_a_review_of_an_unknown_variant_lists_the_variants() -> None:
    with pytest.raises(UsageFault, match=r"no variant `shpo`\. Did you mean `shop`\? Variants are forum, shop\."):
        editing.review(TINY, "shpo", date(2026, 11, 20))


def test_only_errors_that_an_edit_introduces_are_found() -> None:
    wrong = {**TINY, SHOP: TINY[SHOP] + b"services: {a: {title: A, contact: nobody}}\n"}
    assert editing.introduced(wrong, {SHOP: b"\n" + wrong[SHOP]}) == ()
    found = editing.introduced(wrong, {BASE: b"layer: {extends: [nowhere]}\n"})
    assert "unknown-layer" in {problem.code for problem in found}
    assert [problem.code for problem in editing.introduced(TINY, {SHOP: wrong[SHOP]})] == ["unknown-role"]
