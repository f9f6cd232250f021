"""A reason has words that say something."""

from __future__ import annotations

import pytest

from generator.text.reasons import gives_reason


@pytest.mark.parametrize(
    "text", ["true", "Yes", "x", "n/a", "N/A.", "-", "...", "because", "why", "See above", "123", "fix", "wip!", "ab", "👍"]
)
def test_no_reason(text: str) -> None:
    assert not gives_reason(text)


@pytest.mark.parametrize(
    "text", ["legal", "the pool is PgBouncer", "one instance", "法规", "আইন", "PCI DSS 4", "see ADR 12", "SLA of 2027"]
)
def test_a_reason(text: str) -> None:
    assert gives_reason(text)
