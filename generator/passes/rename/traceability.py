"""Tables of addresses, such as those that trace documents to entries: a renamed entity and all in it by their new addresses."""

from __future__ import annotations

import re


def renamed_in_table(text: str, old: str, new: str) -> str:
    """A table of comma-separated values with an address, in any column, replaced wherever it is that of the entity or in it."""
    return re.sub(rf'(?m)(?<![^,"\n]){re.escape(old)}(?=[.,"\r\n]|\Z)', new, text)
