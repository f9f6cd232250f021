"""Imports as texts that people can compare, and the values of a draft."""

from __future__ import annotations

from collections.abc import Iterator

from generator.imports.draft import DraftText, DraftValue, ImportedDocument


def texts_of(value: DraftValue, address: str = "") -> Iterator[tuple[str, DraftText]]:
    """Return each text of a draft with its address."""
    if isinstance(value, DraftText):
        yield address, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, f"{address}.{key}" if address else key)


def account_of(document: ImportedDocument) -> str:
    """Return what a document became: its draft with source lines, its notes, its phases, and the lines that are in no text."""
    lines = [f"{document.path} -> {document.id}", *_draft_lines(document.draft), "", "notes"]
    lines += [f"  {note.line}: {note.found} -> {note.done}" for note in document.notes]
    lines += [
        "phases",
        *(f"  {one.line}: {one.heading} -> {one.phase}{' (guessed)' if one.guessed else ''}: {one.why}" for one in document.phases),
    ]
    lines.append("other lines")
    for number, one in document.dispositions.items():
        if one.outcome not in ("entry", "prose"):
            lines.append(f"  {number}: {one.outcome}: {one.why}")
    return "\n".join(lines) + "\n"


def _draft_lines(draft: DraftValue, indent: str = "") -> Iterator[str]:
    assert isinstance(draft, dict)
    for key, value in draft.items():
        if isinstance(value, DraftText):
            first, *more = value.text.split("\n")
            source = f"  <- {_ranges(value.lines)}" if value.lines else ""
            if more:
                yield f"{indent}{key}: |{source}"
                yield from (f"{indent}  {line}".rstrip() for line in (first, *more))
            else:
                yield f"{indent}{key}: {first}{source}"
        else:
            yield f"{indent}{key}:"
            yield from _draft_lines(value, f"{indent}  ")


def _ranges(lines: tuple[int, ...]) -> str:
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
