"""Addresses of lines of the data."""

from __future__ import annotations

from generator.document.source_address import SourceAddress


def test_a_path_is_encoded_and_numbers_are_filled_in() -> None:
    """Text that looks like a placeholder in a path is not filled in."""
    address = SourceAddress("https://f.example/{path}?at=x", "#{first}", "#{first}-{last}/{end}")
    assert address.of("data/ü {first}.yaml", 3, 3) == "https://f.example/data/%C3%BC%20%7Bfirst%7D.yaml?at=x#3"
    assert address.of("a", 3, 12) == "https://f.example/a?at=x#3-12/13"
    assert address.of("a", 3, 0) == "https://f.example/a?at=x#3"
