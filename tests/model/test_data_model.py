"""Records of the model: they cannot be changed, and unknown fields are refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.model.data_model import yaml_key
from generator.model.entities import Contact, Item


def test_fields_are_named_like_their_yaml_keys() -> None:
    assert [yaml_key(name) for name in ("on_failure", "if_", "for_", "title")] == ["on-failure", "if", "for", "title"]


def test_entities_cannot_be_changed() -> None:
    item = Item(text="All tests pass")
    with pytest.raises(ValidationError, match="frozen"):
        item.text = "Some tests pass"  # type: ignore[misc]


def test_unknown_fields_of_entities_are_refused() -> None:
    with pytest.raises(ValidationError, match="extra"):
        Contact.model_validate({"title": "Administrator", "colour": "red"})


def test_entities_accept_yaml_keys_and_field_names() -> None:
    assert Item.model_validate({"text": "x", "on-failure": "procedures.y"}) == Item.model_validate(
        {"text": "x", "on_failure": "procedures.y"}
    )


def test_unset_fields_are_none() -> None:
    item = Item(text="All tests pass")
    assert (item.blocking, item.optional, item.role, item.items, item.aliases) == (None, None, None, {}, ())
