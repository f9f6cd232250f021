"""What differs, with the pages on which it is seen."""

from __future__ import annotations

from generator.site.compare_with_pages import compare_with_pages
from tests.snapshots import edited, snapshot


def test_pages_and_sheets_that_say_something_else_are_named() -> None:
    found = compare_with_pages(snapshot(), snapshot(edited(("shop", "PgBouncer pools are sized", "PgBouncer has pools"))))
    (shop,) = found.variants
    assert "shop/prepare/index.md" in shop.pages.changed
    assert "shop/emergency/index.md" not in shop.pages.changed
    assert "shop/sheets/prepare" in " ".join(shop.sheets.changed)
    assert found.pages_known


def test_of_data_that_no_page_can_be_made_of_the_pages_are_not_known() -> None:
    odd = {**snapshot(), "shop": {"variant": {"title": "Shop", "colour": "red"}}}
    assert not compare_with_pages(snapshot(), odd).pages_known
