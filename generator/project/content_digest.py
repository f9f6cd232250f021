"""The digest of published files."""

from __future__ import annotations

from hashlib import sha256

from generator.diagnostics.work_counts import work


def content_digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal: `sha256sum` prints the same, and browsers can compute it."""
    with work("bytes hashed", len(data)):
        return sha256(data).hexdigest()
