"""The cache: small records by a key made from content, safe to delete, safe with two runs at once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from generator.diagnostics.work_counts import work

FOLDER = Path(".cache", "runbook")
DIGEST = 16
SPARE = 256


class Cache:
    """Records in a folder, one file a key. A record that is damaged counts as absent; a folder that cannot be written, as empty.

    Keys are digests of everything that a record was made from, so a record is never out of date: it is merely never asked for again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Any | None:
        """The record of a key, or None."""
        try:
            check, _, body = (self.folder / f"{key}.json").read_bytes().partition(b"\n")
            return json.loads(body) if check == digest(body).encode() else None
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, key: str, record: Any) -> None:
        """Keep a record: written beside its place and moved there as a whole. Failing to is no fault: the cache only saves time."""
        body = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
        with contextlib.suppress(OSError):
            if not self.folder.exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                (self.folder / ".gitignore").write_text("*\n")  # a project that never heard of the cache need not ignore it
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".new")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(digest(body).encode() + b"\n" + body)
                Path(name).replace(self.folder / f"{key}.json")
            except OSError:
                Path(name).unlink(missing_ok=True)

    def prune(self, used: int) -> None:
        """Forget the oldest records once there are several times as many as a run uses."""
        with contextlib.suppress(OSError):
            records = list(self.folder.glob("*.json"))
            surplus = len(records) - 4 * used - SPARE
            if surplus > 0:
                for path in sorted(records, key=lambda path: path.stat().st_mtime)[:surplus]:
                    path.unlink(missing_ok=True)


def digest(*parts: bytes) -> str:
    """A key for some content: 128 bits of BLAKE2, in hexadecimal. Parts are told apart by their lengths."""
    hashed = hashlib.blake2b(digest_size=DIGEST)
    with work("bytes hashed", sum(map(len, parts))):
        if len(parts) == 1:
            hashed.update(parts[0])
            return hashed.hexdigest()
        for part in parts:
            hashed.update(b"%d:" % len(part))
            hashed.update(part)
        return hashed.hexdigest()


def program_digest() -> str:
    """A key for the program itself: records of another version of it are never asked for."""
    package = Path(__file__).resolve().parent.parent
    return digest(*(path.read_bytes() for path in sorted(package.rglob("*.py"))))
