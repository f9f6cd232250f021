"""The QR code on a sheet: its squares and its quiet zone."""

from __future__ import annotations

import re

import segno

from generator.paper.qr_code import QUIET, PrintedCode, printed_code

ADDRESS = "https://ops.tld/runbooks/2026.11/shop/rollback.html"


def code_of(address: str) -> PrintedCode:
    code = printed_code(address)
    assert code is not None
    return code


def squares(path: str) -> set[tuple[int, int]]:
    return {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}


def test_the_code_has_the_squares_of_the_address_within_a_quiet_zone() -> None:
    code = code_of(ADDRESS)
    rows = segno.make_qr(ADDRESS, error="m", boost_error=False).matrix
    assert code.size == len(rows) + 2 * QUIET
    assert squares(code.path) == {(x + QUIET, y + QUIET) for y, row in enumerate(rows) for x, square in enumerate(row) if square}
    assert squares(code.path) != squares(code_of(ADDRESS + "#x").path)


def test_the_code_has_its_three_finder_patterns() -> None:
    code = code_of(ADDRESS)
    last = code.size - QUIET - 1
    assert {(QUIET, QUIET), (last, QUIET), (QUIET, last)} <= squares(code.path)
    assert (QUIET - 1, QUIET - 1) not in squares(code.path)


def test_an_address_that_is_too_long_has_no_code() -> None:
    assert code_of("https://ops.tld/".ljust(2331, "x")).size == 177 + 2 * QUIET
    assert printed_code("https://ops.tld/".ljust(2332, "x")) is None
