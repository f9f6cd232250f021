"""One phase of a runbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.document.document_parts import Box, Inline, Prose, Provenance, Section, with_children
from generator.model.entities import PhaseId


@dataclass(frozen=True, slots=True)
class PhasePart:
    """One phase of a runbook, with all its sections in order. `about` is prose before the sections."""

    id: PhaseId
    title: str
    summary: Inline
    sections: tuple[Section, ...]
    provenance: Provenance
    about: Prose = field(default_factory=Prose)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Return every box of the phase, each followed by its children."""
        return tuple(box for section in self.sections for box in with_children(section.boxes))

    @property
    def blocking(self) -> int:
        """Return the number of blocking boxes."""
        return sum(box.blocking for box in self.boxes)
