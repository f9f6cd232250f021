"""The boxes of one phase."""

from __future__ import annotations

from tests.document.role_shop import SHOP, document_of


def test_a_phase_knows_all_its_boxes_and_how_many_are_blocking() -> None:
    """A parent comes before its parts."""
    part = document_of(SHOP).phases["deploy-day"]
    assert [box.number for box in part.boxes if box.number.startswith("A4")] == ["A4", "A4.1", "A4.2"]
    assert part.blocking == 1
