"""Draw the QR code on a sheet as one path of squares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

QUIET = 4


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A QR code: `size` is its width in squares with the quiet zone, `path` is an SVG path in units of one square."""

    size: int
    path: str


@lru_cache(maxsize=256)
def printed_code(address: str) -> PrintedCode | None:
    """Return the code of a web address; None for an address of more than 2,331 bytes, which does not fit.

    With error correction level M, scanners can read a code with a coffee stain or from a bad copier.
    """
    import segno

    try:
        rows = segno.make_qr(address, error="m", boost_error=False).matrix
    except segno.DataOverflowError:
        return None
    path = "".join(f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, square in enumerate(row) if square)
    return PrintedCode(len(rows) + 2 * QUIET, path)
