"""The model: immutable and closed."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.model.entities import Contact, Item, Runbook, VariantHead, yaml_key


def test_names_of_fields_and_keys() -> None:
    assert [yaml_key(name) for name in ("on_failure", "if_", "for_", "title")] == ["on-failure", "if", "for", "title"]


def test_entities_cannot_be_changed() -> None:
    item = Item(text="All tests pass")
    with pytest.raises(ValidationError, match="frozen"):
        item.text = "Some tests pass"  # type: ignore[misc]


def test_entities_take_no_stray_fields() -> None:
    with pytest.raises(ValidationError, match="extra"):
        Contact.model_validate({"title": "Administrator", "colour": "red"})


def test_entities_take_their_keys_by_either_name() -> None:
    assert Item.model_validate({"text": "x", "on-failure": "procedures.y"}) == Item.model_validate(
        {"text": "x", "on_failure": "procedures.y"}
    )


def test_unset_fields_are_none() -> None:
    item = Item(text="All tests pass")
    assert (item.blocking, item.optional, item.role, item.items, item.aliases) == (None, None, None, {}, ())


def test_a_runbook_needs_only_a_title() -> None:
    runbook = Runbook(variant=VariantHead(title="Shop"))
    assert not any(getattr(runbook, name) for name in Runbook.model_fields if name != "variant")
