"""How a rule tells what it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from generator.diagnostics.diagnostic import RelatedPlace
from generator.source.nodes import Node
from generator.text.span import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong and the way out; `since` is the day from which it is, None where it always is."""

    message: str
    help: str
    since: date | None = None


class ReportFinding(Protocol):
    """Takes the rule, the place, what was found there, the address that it concerns, related places."""

    def __call__(self, code: str, place: Node | Span, finding: Finding, address: str, *notes: RelatedPlace) -> None: ...
