"""The canonical form of a record: one text for one content, which a person can read in a pull request, and its digest.

UTF-8 without a mark, `\\n` after each line, keys sorted, each element of a list of the outermost mapping on its own line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def canonical(data: Mapping[str, Any]) -> bytes:
    """Return the canonical form of the data of a record."""
    fields = ",\n".join(f"  {_json(key)}: {_field(data[key])}" for key in sorted(data))
    return f"{{\n{fields}\n}}\n".encode()


def digest_of(data: bytes) -> str:
    """Return the digest of a record in its canonical form, as `sha256sum` prints it."""
    return f"sha256:{sha256(data).hexdigest()}"


def _field(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n{}\n  ]".format(",\n".join(f"    {_json(one)}" for one in value))


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "), sort_keys=True)
    return text.encode("utf-8", "backslashreplace").decode()  # half of a character cannot be written as UTF-8
