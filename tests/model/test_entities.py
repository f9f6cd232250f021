"""Entities of the model. Also tests `entity_base` and `blank_entities`."""

from __future__ import annotations

from generator.model.entities import INTERNAL, PUBLIC, Runbook, VariantHead, is_public


def test_a_runbook_needs_only_a_title() -> None:
    runbook = Runbook(variant=VariantHead(title="Shop"))
    assert not any(getattr(runbook, name) for name in Runbook.model_fields if name not in ("variant", "page_order"))


def test_only_what_is_marked_internal_is_not_public() -> None:
    assert (is_public(None), is_public(PUBLIC), is_public(INTERNAL)) == (True, True, False)
