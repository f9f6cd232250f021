"""Where in the data a text has a character that no font can print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.diagnostics.diagnostic import Diagnostic
from generator.model.variant import Variant, entities
from generator.source.nodes import SourceFile
from generator.text.span import Span

LONGEST_TEXT = 60
HELP = "write it otherwise: sheets have fonts for Latin, Bengali and most other alphabets, and none for Chinese, Japanese and Korean"


def find_unprintable(variant: Variant, files: Mapping[str, bytes], signs: Sequence[str]) -> Iterator[Diagnostic]:
    """A problem for each entity and sign, at the sign itself where the file shows it; signs that stand in no entity are left out."""
    for address, entity in (("variant", variant.runbook.variant), *entities(variant.runbook)):
        texts = [value for name in type(entity).model_fields if isinstance(value := getattr(entity, name), str)]
        for sign in signs:
            for text in (text for text in texts if sign in text):
                shown = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}..."
                span = _place(variant, address, files, sign)
                if span is not None:
                    yield Diagnostic("missing-glyph", f"no font has a sign for `{sign}` in `{shown}`", span, HELP, address, (variant.id,))


def _place(variant: Variant, address: str, files: Mapping[str, bytes], sign: str) -> Span | None:
    """The first place of a sign in the lines that state an entity, else in any file of the variant's layers."""
    trace = variant.traces.get(address)
    if trace is not None:
        found = _find(trace.origin.file, files, sign, range(trace.origin.line, trace.origin.last_line + 1))
        if found is not None:
            return found
    folders = [f"/{layer}/" for layer in variant.layers]
    return next(filter(None, (_find(path, files, sign) for path in files if any(folder in path for folder in folders))), None)


def _find(path: str, files: Mapping[str, bytes], sign: str, lines: Iterable[int] | None = None) -> Span | None:
    source = SourceFile(path, files.get(path, b"").decode("utf-8-sig", "replace"))
    for line in lines if lines is not None else range(1, len(source.starts) + 1):
        at = source.line_text(line).find(sign) if line <= len(source.starts) else -1
        if at >= 0:
            start = source.starts[line - 1] + at
            return source.span(start, start + len(sign))
    return None
