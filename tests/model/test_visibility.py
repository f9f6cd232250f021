"""Visibility: what nobody has marked may be read by anybody."""

from __future__ import annotations

from generator.model.visibility import INTERNAL, PUBLIC, is_public


def test_only_what_is_marked_internal_is_not_public() -> None:
    assert (is_public(None), is_public(PUBLIC), is_public(INTERNAL)) == (True, True, False)
