"""Replace the generated parts of hand-written pages: the text between the opening comment of a part and its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

PART = re.compile(r"^<!-- made: (?P<name>[\w./,-]+) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)


def with_parts(page: str, makers: Mapping[str, Callable[[str], str]]) -> str:
    """Return the page with up-to-date parts.

    A part is named `KIND` or `KIND/DETAIL`. The maker of its kind gets the whole name; a kind without a maker raises KeyError.
    """

    def make(match: re.Match[str]) -> str:
        name = match["name"]
        return f"<!-- made: {name} -->\n\n{makers[name.partition('/')[0]](name).strip()}\n\n<!-- end -->"

    return PART.sub(make, page)
