"""The result of reading one file: its text, its tree and its problems."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics.diagnostic import Diagnostic
from generator.source.nodes import MappingNode, SourceFile


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file. `tree` is None if nothing could be read; `complete` is true if the file was read to its end."""

    source: SourceFile
    tree: MappingNode | None
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = True
