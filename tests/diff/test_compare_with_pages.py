"""Differences with the pages that show them."""

from __future__ import annotations

from generator.diff.compare import compare_with_pages
from tests.snapshots import edited_files, snapshot


def test_changed_pages_and_sheets_are_listed() -> None:
    found = compare_with_pages(snapshot(), snapshot(edited_files(("shop", "PgBouncer pools are sized", "PgBouncer has pools"))))
    (shop,) = found.variants
    assert "shop/prepare/index.md" in shop.pages.changed
    assert "shop/emergency/index.md" not in shop.pages.changed
    assert "shop/sheets/prepare" in " ".join(shop.sheets.changed)
    assert found.pages_known


def test_data_without_valid_pages_give_no_list_of_pages() -> None:
    odd = {**snapshot(), "shop": {"variant": {"title": "Shop", "colour": "red"}}}
    assert not compare_with_pages(snapshot(), odd).pages_known
