"""What people did in a run, in words: with the time in the zone of the run, and with their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo

from generator.document.document_parts import Box
from generator.document.figures_in_words import date_and_time
from generator.model.clock import distance_from_utc
from generator.runs.run_events import RunEvent, trimmed
from generator.runs.run_state import BoxAnswer, RunState
from generator.text.catalogue import Catalogue, CatalogueText


class RunWords:
    """Writes what happened in a run. Times are in one zone, with the day only if it is not the one on which the run began."""

    def __init__(self, words: Catalogue, state: RunState, zone: tzinfo) -> None:
        self.words = words
        self.state = state
        self.zone = zone
        self.first = self._moment(state.facts.began).date()

    def time(self, at: str) -> str:
        """Return a time: `22:40`, or `Wed 2026-12-02 00:10` on another day."""
        moment = self._moment(at)
        return f"{moment:%H:%M}" if moment.date() == self.first else date_and_time(self.words, moment)

    def exact(self, at: str) -> str:
        """Return a time with its offset from UTC."""
        return f"{self.time(at)} {distance_from_utc(self._moment(at))}"

    def day(self) -> str:
        """Return the day on which the run began."""
        return self.first.isoformat()

    def stamp(self, one: RunEvent | BoxAnswer) -> str:
        """Return when something was done, and who did it."""
        who = self.state.by(one) if isinstance(one, RunEvent) else one.by
        return f"{self.time(one.at)}, {trimmed(who) or self.words('open.nobody')}"

    def said(self, one: RunEvent | BoxAnswer, box: Box | None = None) -> CatalogueText:
        """Return an answer, with its reason, when it was given, and who did it."""
        state = one.what if isinstance(one, RunEvent) else one.state
        key = "refused" if state == "failed" and box is not None and box.signed else state
        text = self.words(f"open.{key}", stamp=self.stamp(one), reason=trimmed(one.text) or "–")
        way = next((way.label for way in box.ways if way.address.endswith(f".choices.{one.way}")), one.way) if box and one.way else ""
        return self.words("open.with", text=text, more=self.words("open.way", way=way)) if way else text

    def notes(self, address: str) -> Iterator[CatalogueText]:
        """Yield the notes on an address, and who has it."""
        for note in self._texts(f"note {address}"):
            yield self.words("open.note", note=trimmed(note.text), stamp=self.stamp(note))
        for claim in self._texts(f"claim {address}"):
            yield self.words("open.claim", who=trimmed(claim.text), time=self.time(claim.at))

    def _texts(self, register: str) -> list[RunEvent]:
        held = self.state.held.get(register)
        return [event for event in (held.heads if held else ()) if trimmed(event.text)]

    def value(self, events: Iterable[RunEvent], labels: Mapping[str, str], unit: str = "") -> tuple[str, str]:
        """Return the value of a blank with who noted it; or an empty text, and the different values that people noted."""
        noted = [event for event in events if event.text]
        values = [" ".join(filter(None, (labels.get(event.text, trimmed(event.text)), unit))) for event in noted]
        said = [self.words("open.value", value=value, stamp=self.stamp(event)) for value, event in zip(values, noted, strict=True)]
        return ("", self.words("open.values", all=" / ".join(said))) if len(said) > 1 else (next(iter(said), ""), "")

    def joined(self, texts: Iterable[str]) -> CatalogueText:
        """Return several remarks on a line as one text."""
        first, *more = texts
        for text in more:
            first = self.words("open.with", text=first, more=text)
        return CatalogueText(first)

    def _moment(self, at: str) -> datetime:
        return datetime.fromisoformat(at).astimezone(self.zone) if at else datetime.fromtimestamp(0, UTC)
