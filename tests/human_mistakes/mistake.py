"""Read the catalogue of mistakes: each is an edit of the good project, with the report that a person needs.

In the `.txt` files, `##` begins a mistake. Lines with `-` are in exactly one file of the good project; lines with `+` replace them. `=`
names a file that the lines with `+` replace as a whole, or that they add. `⟦` marks the place that the report must point at; it is not
part of the text. `\\u00a0` is a character by its code point. The last line is the code, words of the message, and words of the help.
A number after it allows so many other problems, which follow from the mistake and come after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.checks.consequences import without_consequences
from generator.checks.severity_policy import apply_policy
from generator.diagnostics.diagnostic import Diagnostic
from tests.human_mistakes.good_project import GOOD
from tests.layered import all_problems

MARK = "⟦"
TODAY = date(2026, 11, 21)
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


class Mistake(NamedTuple):
    """One mistake. With `path`, `new` is the whole text of this file; otherwise it replaces `old`.

    `more` is the number of other problems.
    """

    name: str
    path: str
    old: str
    new: str
    code: str
    cause: str
    fix: str
    more: int

    def edited(self) -> tuple[str, str]:
        """Return the path and the text of the edited file; the mark is still in the text."""
        if self.path:
            return self.path, self.new
        (path,) = (path for path, text in GOOD.items() if self.old in text)
        assert GOOD[path].count(self.old) == 1, f"{self.old!r} is not unique"
        return path, GOOD[path].replace(self.old, self.new)

    def place(self) -> tuple[str, int, int]:
        """Return the file, line and column that the report must point at."""
        path, text = self.edited()
        before, mark, _ = text.partition(MARK)
        assert mark, f"{self.name}: `{MARK}` marks no place"
        return path, before.count("\n") + 1, len(before) - before.rfind("\n")

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return the report of `runbook check`."""
        path, text = self.edited()
        files = {**GOOD, path: text.replace(MARK, "")}
        found = all_problems({path: text.encode() for path, text in files.items()})
        return without_consequences(apply_policy(found, TODAY, "check"))

    def faults(self) -> str:
        """Return what is wrong with the report, in words; empty for the right report."""
        found = self.problems()
        if not found:
            return "silent"
        first, wrong = found[0], []
        wrong += [f"at {first.span.key}"] if first.span.key != self.place() else []
        wrong += [f"code {first.code}"] if first.code != self.code else []
        wrong += [f"message {first.message}"] if self.cause not in first.message else []
        wrong += [f"help {first.help}"] if self.fix not in first.help else []
        wrong += [f"{len(found) - 1} other problems"] if len(found) - 1 != self.more else []
        return "; ".join(wrong)


@cache
def catalogue() -> tuple[Mistake, ...]:
    """Return all mistakes of all files."""
    return tuple(one for path in sorted(Path(__file__).parent.glob("*.txt")) for one in _mistakes(path.read_text("utf-8")))


def _mistakes(text: str) -> Iterator[Mistake]:
    for block in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        name, *lines = block.strip().split("\n")
        old, new = ("\n".join(line[2:] for line in lines[:-1] if line.startswith(start)) for start in "-+")
        path = next((line[2:] for line in lines if line.startswith("= ")), "")
        code, cause, fix, *more = lines[-1].split(" | ")
        new = ESCAPE.sub(lambda match: chr(int(match[1], 16)), new)
        yield Mistake(name, path, old, f"{new}\n" if path else new, code, cause, fix, int(more[0]) if more else 0)
