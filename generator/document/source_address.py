"""Web addresses of lines of the data, on the forge that shows the repository."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class SourceAddress:
    """The form of the addresses.

    Attributes:
        page: The address of a file, with `{path}` in the place of its path in the project.
        line: What is added for one line, with `{first}` in the place of its number; `{end}` is the number of the line after it.
        lines: What is added for several lines, from `{first}` to `{last}`.
    """

    page: str
    line: str = ""
    lines: str = ""

    def of(self, path: str, first: int, last: int) -> str:
        """Return the address of some lines of a file."""
        place = self.lines if last > first else self.line
        numbers = {"{first}": first, "{last}": last, "{end}": max(first, last) + 1}
        for name, number in numbers.items():
            place = place.replace(name, str(number))
        return self.page.replace("{path}", quote(path)) + place
