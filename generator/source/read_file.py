"""One file as it was read: its text, its tree, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics.diagnostic import Diagnostic
from generator.source.nodes import MappingNode, SourceFile


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file holds: its tree, or None when it could not be read to its end; `complete` says whether it was."""

    source: SourceFile
    tree: MappingNode | None
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = True
