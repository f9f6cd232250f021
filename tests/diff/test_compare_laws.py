"""Laws of comparing: nothing differs from itself, what is not told is the same, and both directions tell the same story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diff.compare import compare
from generator.model.differences import BECAUSE, LAYER, REMOVE, Difference, Differences, Snapshot
from generator.site.compare_with_pages import compare_with_pages
from tests.snapshots import Edit, edited, snapshot

BACKUP = "      backup: A backup restores into a scratch database\n"
REPLICAS = "      replicas: A replica follows the primary\n"
EDITS: tuple[Edit, ...] = (
    ("base", "at: T-7d", "at: T-5d"),
    ("base", BACKUP, "      restore: {aliases: [backup], text: A backup restores}\n"),
    ("base", "Connection pooling is", "Pooling is"),
    ("base", REPLICAS, f"      more: {{text: More, items: {{deep: Deep}}}}\n{REPLICAS}"),
    ("base", "layer: {title: Every system}", "layer: {title: All systems}"),
    ("web", "The certificate is", "Certificates are"),
    ("web", "items: {tls:", "items: {http: It answers, tls:"),
    (
        "forum",
        "{remove: one instance by design}",
        "{because: it has two, text: Replicas follow each other, aliases: [other]}",
    ),
    ("shop", "title: Shop, ", "title: The shop, "),
    ("shop", "host: shop.example", "host: www.example"),
    ("shop", "extends: [base, web]", "extends: [base]"),
    ("shop", "smoke: The shop opens, ", ""),
    ("shop", "      rls: {text:", "      rls: {place: first, text:"),
    ("shop", "      pooling: {because: the pool is PgBouncer, text: PgBouncer pools are sized}\n", ""),
    ("shop", "under 200 ms", "under 300 ms"),
    ("shop", "  cut-over: {phase: deploy-day, title: Cut-over, role: dba", "  cut-over: {phase: prepare, title: Cut-over, role: lead"),
    ("wiki", "variant: {title: Wiki, extends: [web]}", "variant: {title: Wiki, extends: [web], reviewed: 2026-11-01}"),
)
some_edits = st.frozensets(st.sampled_from(EDITS), max_size=6)
few = settings(max_examples=60)
# With every page composed for both sides, which takes the time of a hundred comparisons.
fewer = settings(max_examples=15)


@cache
def made(edits: frozenset[Edit]) -> Snapshot:
    return snapshot(edited(*sorted(edits)))


def without_origins(data: Any) -> Any:
    """Plain data as a reader sees them, with the order of entities."""
    if isinstance(data, Mapping):
        return [(key, without_origins(value)) for key, value in data.items() if key != "origin"]
    return data


def all_told(found: Differences, variant: str) -> Iterator[Difference]:
    for shared in found.shared:
        if variant in shared.variants:
            yield from shared.differences
    for one in found.variants:
        if one.id == variant:
            yield from one.differences


@few
@given(some_edits)
def test_nothing_differs_from_itself(edits: frozenset[Edit]) -> None:
    assert not compare(made(edits), made(edits))


@few
@given(some_edits, some_edits)
def test_what_is_not_told_is_the_same(one: frozenset[Edit], other: frozenset[Edit]) -> None:
    old, new = made(one), made(other)
    found = compare(old, new)
    for variant in found.compared:
        if not any(all_told(found, variant)):
            assert without_origins(old[variant]) == without_origins(new[variant])


@fewer
@given(some_edits, some_edits)
def test_a_page_changes_only_for_something_that_is_told(one: frozenset[Edit], other: frozenset[Edit]) -> None:
    found = compare_with_pages(made(one), made(other))
    for variant in found.variants:
        overriding = any(variant.id in shared.overriding for shared in found.shared) or ("base", *EDITS[2][1:]) in one ^ other
        assert any(all_told(found, variant.id)) or overriding


@few
@given(some_edits, some_edits)
def test_both_directions_tell_the_same(one: frozenset[Edit], other: frozenset[Edit]) -> None:
    there, back = compare(made(one), made(other)), compare(made(other), made(one))
    for variant in there.compared:
        assert gone(there, variant) == come(back, variant)
        assert come(there, variant) == gone(back, variant)
        assert kept(there, variant) == {(old, new, field, now, was) for new, old, field, was, now in kept(back, variant)}


def come(found: Differences, variant: str) -> set[str]:
    return {one.address for one in all_told(found, variant) if one.kind == "added"}


def gone(found: Differences, variant: str) -> set[str]:
    return {one.address for one in all_told(found, variant) if one.kind == "removed"}


def kept(found: Differences, variant: str) -> set[tuple[object, ...]]:
    """Each field of what both sides have, with the address that it has there."""
    new = come(found, variant)
    return {
        (one.formerly or one.address, one.address, field.field, field.old, field.new)
        for one in all_told(found, variant)
        if one.kind == "kept" and one.address not in new
        for field in one.fields
        if field.field not in (BECAUSE, REMOVE, LAYER)
    }


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit[1].strip()[:20])
def test_every_edit_of_these_laws_is_told(edit: Edit) -> None:
    assert compare(made(frozenset()), made(frozenset([edit])))
