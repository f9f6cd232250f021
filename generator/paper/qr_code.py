"""The code that a phone reads off a sheet: a QR code as one path of squares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

QUIET = 4


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A code: its `size` in squares with the quiet zone, and its `path` in the units of one square."""

    size: int
    path: str


@lru_cache(maxsize=256)
def printed_code(address: str) -> PrintedCode | None:
    """The code of a web address; None for one of more than 2,331 bytes, which no code holds.

    Its error correction is of level M, which a coffee stain or a bad copier leaves readable.
    """
    import segno

    try:
        rows = segno.make_qr(address, error="m", boost_error=False).matrix
    except segno.DataOverflowError:
        return None
    path = "".join(f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, square in enumerate(row) if square)
    return PrintedCode(len(rows) + 2 * QUIET, path)
