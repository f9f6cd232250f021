"""Laws of comparison: a snapshot equals itself, data without differences are equal, and swapping the sides swaps the differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diff.compare import compare, compare_with_pages
from generator.model.differences import BECAUSE, LAYER, REMOVE, Difference, Differences, Snapshot
from tests.snapshots import Edit, edited_files, snapshot

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
    (
        "web",
        "checklists: {web: {phase: prepare,",
        "procedures: {go: {phase: prepare, title: Go, steps: {one: One}}}\nchecklists: {web: {place: after procedures.go, phase: prepare,",
    ),
    ("shop", "under 200 ms", "under 300 ms"),
    ("shop", "  cut-over: {phase: deploy-day, title: Cut-over, role: dba", "  cut-over: {phase: prepare, title: Cut-over, role: lead"),
    ("wiki", "variant: {title: Wiki, extends: [web]}", "variant: {title: Wiki, extends: [web], reviewed: 2026-11-01}"),
)
some_edits = st.frozensets(st.sampled_from(EDITS), max_size=6)
many_examples = settings(max_examples=60)
# Each example composes all pages of both sides, which takes as long as a hundred comparisons.
few_examples = settings(max_examples=15)


@cache
def snapshot_after(edits: frozenset[Edit]) -> Snapshot:
    return snapshot(edited_files(*sorted(edits)))


def without_origins(data: Any) -> Any:
    """Return plain data without origins, and with mappings as lists, since their order matters."""
    if isinstance(data, Mapping):
        return [(key, without_origins(value)) for key, value in data.items() if key != "origin"]
    return data


def all_differences(found: Differences, variant: str) -> Iterator[Difference]:
    for shared in found.shared:
        if variant in shared.variants:
            yield from shared.differences
    for one in found.variants:
        if one.id == variant:
            yield from one.differences


@many_examples
@given(some_edits)
def test_nothing_differs_from_itself(edits: frozenset[Edit]) -> None:
    assert not compare(snapshot_after(edits), snapshot_after(edits))


@many_examples
@given(some_edits, some_edits)
def test_variants_without_differences_have_equal_data(one: frozenset[Edit], other: frozenset[Edit]) -> None:
    old, new = snapshot_after(one), snapshot_after(other)
    found = compare(old, new)
    for variant in found.compared:
        if not any(all_differences(found, variant)):
            assert without_origins(old[variant]) == without_origins(new[variant])


@few_examples
@given(some_edits, some_edits)
def test_a_page_changes_only_with_a_reported_difference(one: frozenset[Edit], other: frozenset[Edit]) -> None:
    found = compare_with_pages(snapshot_after(one), snapshot_after(other))
    for variant in found.variants:
        overriding = any(variant.id in shared.overriding for shared in found.shared) or ("base", *EDITS[2][1:]) in one ^ other
        assert any(all_differences(found, variant.id)) or overriding


@many_examples
@given(some_edits, some_edits)
def test_swapping_the_sides_swaps_added_and_removed(one: frozenset[Edit], other: frozenset[Edit]) -> None:
    there, back = compare(snapshot_after(one), snapshot_after(other)), compare(snapshot_after(other), snapshot_after(one))
    for variant in there.compared:
        assert removed(there, variant) == added(back, variant)
        assert added(there, variant) == removed(back, variant)
        assert kept_fields(there, variant) == {(old, new, field, now, was) for new, old, field, was, now in kept_fields(back, variant)}


def added(found: Differences, variant: str) -> set[str]:
    return {one.address for one in all_differences(found, variant) if one.kind == "added"}


def removed(found: Differences, variant: str) -> set[str]:
    return {one.address for one in all_differences(found, variant) if one.kind == "removed"}


def kept_fields(found: Differences, variant: str) -> set[tuple[object, ...]]:
    """Return each changed field of the entities that are on both sides, with the old and the new address."""
    new = added(found, variant)
    return {
        (one.formerly or one.address, one.address, field.field, field.old, field.new)
        for one in all_differences(found, variant)
        if one.kind == "kept" and one.address not in new
        for field in one.fields
        if field.field not in (BECAUSE, REMOVE, LAYER)
    }


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit[1].strip()[:20])
def test_every_edit_of_these_laws_is_reported(edit: Edit) -> None:
    assert compare(snapshot_after(frozenset()), snapshot_after(frozenset([edit])))
