"""Decode the bytes of a file, which must be UTF-8."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from generator.diagnostics.diagnostic import Diagnostic
from generator.source.nodes import SourceFile

UTF_16 = (BOM_UTF16_LE, BOM_UTF16_BE)


def decoded(path: str, data: bytes) -> tuple[SourceFile, Diagnostic | None]:
    """Return a file as text, without a byte order mark, and the problem if it is not UTF-8. Then the text has marks for wrong bytes."""
    data = data.removeprefix(BOM_UTF8)
    try:
        return SourceFile(path, data.decode("utf-8")), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        source = SourceFile(path, before + data[error.start :].decode("utf-8", "replace"))
        message = "the file is UTF-16" if data.startswith(UTF_16) else f"byte 0x{data[error.start]:02x} is not UTF-8"
        return source, Diagnostic("not-utf-8", message, source.span(len(before), len(before) + 1), "save the file as UTF-8")
