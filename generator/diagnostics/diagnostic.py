"""What is wrong with the input, said so that a writer can mend it: place, reason, related places, fix."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from heapq import nlargest
from itertools import islice

from generator.diagnostics.code_types import ProblemSeverity
from generator.diagnostics.codes import READER_CODES
from generator.text.span import Span


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """A related place, such as the entry that is overridden."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `address` and `variants` say what it concerns in the merged result; `code` names its page in the reference.

    `since` is the day from which it holds, None for one that always does; `waived` is the place of the waiver that covers it.
    """

    code: str
    message: str
    span: Span
    help: str = ""
    address: str = ""
    variants: tuple[str, ...] = ()
    notes: tuple[RelatedPlace, ...] = ()
    severity: ProblemSeverity = "error"
    since: date | None = None
    waived: Span | None = None

    @property
    def key(self) -> tuple[object, ...]:
        place = self.span
        waived = None if self.waived is None else self.waived.key
        return (place.file, place.line, place.column, self.code, self.message, self.address, waived)


MOST_COMPARED = 50
MOST_LISTED = 20


class TooMany(Exception):
    """A check has found more problems than anyone reads at once."""


class Findings:
    """What a check finds, up to a number of problems that a person reads at once; the rest would bury the first and cost minutes."""

    def __init__(self, of: str, most: int = 200) -> None:
        self.of = of
        self.most = most
        self.problems: list[Diagnostic] = []

    def add(self, problem: Diagnostic) -> None:
        """Raises TooMany when there are more than fit; the last one then says so."""
        self.problems.append(problem)
        if len(self.problems) > self.most:
            message = f"{self.of} has more than {self.most} problems, and what follows was not looked at"
            self.problems[-1] = replace(
                problem, code="too-many-problems", message=message, help="mend the first of them: many of the rest may follow from it"
            )
            raise TooMany


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """All problems by place; one that several variants meet at the same place stands once and names them all.

    What else is wrong with a line that could not even be read as it was meant is but an echo of that, and left out.
    """
    places: dict[tuple[object, ...], list[Diagnostic]] = {}
    found = tuple(diagnostics)
    unread = {(problem.span.file, problem.span.line) for problem in found if problem.code in READER_CODES}
    for problem in found:
        if unread and problem.code not in READER_CODES and (problem.span.file, problem.span.line) in unread:
            continue
        places.setdefault(problem.key, []).append(problem)
    return tuple(sorted(map(_of_all, places.values()), key=_place))


def _place(problem: Diagnostic) -> tuple[str, int, int, str, str]:
    span = problem.span
    return (span.file, span.line, span.column, problem.code, problem.address)


def _of_all(same: list[Diagnostic]) -> Diagnostic:
    """One problem in the place of those that several variants meet. All at once: a layer may have a thousand of them."""
    first = same[0]
    return first if len(same) == 1 else replace(first, variants=tuple(sorted({name for one in same for name in one.variants})))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of some problems, none of them waived, is an error."""
    return any(problem.severity == "error" for problem in diagnostics)


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the known word most like `word`, or an empty text. Of thousands of words only the first are compared."""
    word = word[:80]
    candidates = list(islice(known, 2000))
    if len(candidates) > MOST_COMPARED:
        backwards = word[::-1]
        candidates = nlargest(
            MOST_COMPARED, candidates, key=lambda other: _common_start(word, other) + _common_start(backwards, other[::-1])
        )
    found = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    return f"did you mean `{found[0]}`?" if found else ""


def _common_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def some_of(names: Iterable[str], most: int = 12) -> str:
    """The first of some names in a row, and how many more there are: `a, b and 3 more`; `none` if there are none."""
    listed = list(names)
    shown = ", ".join(listed[:most])
    return (f"{shown} and {len(listed) - most} more" if len(listed) > most else shown) or "none"


def unknown(noun: str, name: str, known: Iterable[str]) -> str:
    """Sentences for a name that does not exist: the nearest that does, and what there is to choose from."""
    names = list(known)
    listed = some_of(names, MOST_LISTED)
    return sentences(f"no {noun} `{name}`", nearest(name, names), f"{noun}s are {listed}" if names else f"there is no {noun} yet")


def sentences(first: str, *more: str) -> str:
    """Short remarks as running text; empty ones are left out."""
    told = [first, *(remark[:1].upper() + remark[1:] for remark in more if remark)]
    return " ".join(remark if remark.endswith(("?", ".")) else f"{remark}." for remark in told)
