"""The code that a phone reads off a sheet: a QR code as one path of squares."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

QUIET = 4


@lru_cache(maxsize=256)
def printed_code(address: str) -> dict[str, Any]:
    """The code of a web address: `size` in squares with the quiet zone, `path` in the units of one square, and the address in words.

    Its error correction is of level M, which a coffee stain or a bad copier leaves readable.
    """
    import segno

    rows = segno.make_qr(address, error="m", boost_error=False).matrix
    path = "".join(f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, square in enumerate(row) if square)
    return {"size": len(rows) + 2 * QUIET, "path": path, "address": address, "label": f"Code that opens {address}"}
