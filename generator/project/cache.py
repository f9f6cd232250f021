"""The cache: small records, each under a key made from content. The cache may be deleted, and several runs may use it at once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from generator.diagnostics.work_counts import work

FOLDER = Path(".cache", "runbook")
SHEETS = "sheets"  # the folder in it for PDFs
DIGEST = 16
SPARE = 256


class Cache:
    """Records in a folder, one file for each key. A damaged record counts as missing; a folder that cannot be written counts as empty.

    A key is the digest of everything that its record was made from, so a record is never out of date.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Any | None:
        """Return the record of a key, or None."""
        try:
            check, _, body = (self.folder / f"{key}.json").read_bytes().partition(b"\n")
            return json.loads(body) if check == digest(body).encode() else None
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, key: str, record: Any) -> None:
        """Store a record atomically. A failure is ignored, since the cache only saves time."""
        body = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
        with contextlib.suppress(OSError):
            if not self.folder.exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                (self.folder / ".gitignore").write_text("*\n")  # so that projects do not need to ignore the cache
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".new")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(digest(body).encode() + b"\n" + body)
                Path(name).replace(self.folder / f"{key}.json")
            finally:
                Path(name).unlink(missing_ok=True)  # it is still there after an error or an interruption

    def prune(self, used: int) -> None:
        """Keep the newest records: four times the number of keys in this run (`used`), and 256 more. Delete all others."""
        with contextlib.suppress(OSError):
            records = list(self.folder.glob("*.json"))
            surplus = len(records) - 4 * used - SPARE
            if surplus > 0:
                for path in sorted(records, key=lambda path: path.stat().st_mtime)[:surplus]:
                    path.unlink(missing_ok=True)


def digest(*parts: bytes) -> str:
    """Return a key for some parts of content: 128 bits of BLAKE2 in hexadecimal. The length of each part is hashed too."""
    hashed = hashlib.blake2b(digest_size=DIGEST)
    with work("bytes hashed", sum(map(len, parts))):
        for part in parts:
            hashed.update(b"%d:" % len(part))
            hashed.update(part)
        return hashed.hexdigest()


@cache
def program_digest() -> str:
    """Return a key for the program itself, so that each version of the program uses only its own records."""
    package = Path(__file__).resolve().parent.parent
    return digest(*(path.read_bytes() for path in sorted(package.rglob("*.py"))))
