"""Visibility: everything that is not internal is public."""

from __future__ import annotations

from generator.model.visibility import INTERNAL, PUBLIC, is_public


def test_only_what_is_marked_internal_is_not_public() -> None:
    assert (is_public(None), is_public(PUBLIC), is_public(INTERNAL)) == (True, True, False)
