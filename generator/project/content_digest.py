"""The digest by which published files are known."""

from __future__ import annotations

from hashlib import sha256

from generator.diagnostics.work_counts import work


def content_digest(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal: what `sha256sum` prints and a browser can compute."""
    with work("bytes hashed", len(data)):
        return sha256(data).hexdigest()
