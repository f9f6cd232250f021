"""What becomes of a shelf, as far as it is the same for each kind; the kinds themselves are tried in files of their own."""

from __future__ import annotations

from generator.adapters.releases.shelf import LEDGER, Change


def test_nothing_of_before_stays_where_something_comes_or_goes() -> None:
    change = Change(built=("2",), copies={"latest": "2"}, files={LEDGER: b"two"}, removed=("404.html",), follows={"2": "1"})
    assert change.replaced == {"2", "latest", LEDGER, "404.html"}
