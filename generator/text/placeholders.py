"""Placeholders: texts that somebody still has to replace, such as `TBD`, `[Name]` and `example.com`."""

from __future__ import annotations

import re
from functools import lru_cache

PLACEHOLDER = re.compile(
    r"""
      \b(?:TBD|TBA|TBC)\b
    | ^(?:TODO|FIXME|XXX+)\b | \b(?:TODO|FIXME):
    | \bchange-?me\b
    | (?<![\w.$)\]}])\[
        (?:(?:[\w-]+[ ]){0,2}(?:name|phone|e-?mail|address|date|url|link|number|company|domain|team|channel|information|todo)|todo:[^\]\n]*)
        \](?!\()
    | (?<![\w.@-])(?:[\w-]+[.@])*(?:example|yourdomain|your-?domain|yoursite|your-?site|yourcompany|your-?company)
        \.(?:com|org|net|io|dev)\b
    | (?<=://)your[-_][\w.-]*\w
    | \$\(\.\.\.\)
    | \blorem[ ]ipsum\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


BLANK = re.compile(r"\$\([^()\n]*\)")
CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


@lru_cache(maxsize=65536)
def placeholders_in(text: str) -> tuple[str, ...]:
    """Return the placeholders of a text, in order, each once. Cached, because systems and sheets share texts."""
    return tuple(dict.fromkeys(match[0] for match in PLACEHOLDER.finditer(text)))


def blanks_in(text: str) -> tuple[str, ...]:
    """Return the parts like `$(date)` of a text outside code spans, where no shell replaces them."""
    if "$(" not in text:
        return ()
    return tuple(match[0] for match in BLANK.finditer(CODE_SPAN.sub(" ", text)))
