"""Parts of hand-written pages that are made: what stands between a part's opening comment and its end is replaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

PART = re.compile(r"^<!-- made: (?P<name>[\w./,-]+) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)


def with_parts(page: str, makers: Mapping[str, Callable[[str], str]]) -> str:
    """The page with its parts made anew. A part is named `KIND` or `KIND/WHAT`; the maker of its kind is given the whole name.

    Raises KeyError for a kind that has no maker.
    """

    def make(match: re.Match[str]) -> str:
        name = match["name"]
        made = makers[name.partition("/")[0]](name)
        return f"<!-- made: {name} -->\n\n{made.strip()}\n\n<!-- end -->"

    return PART.sub(make, page)
