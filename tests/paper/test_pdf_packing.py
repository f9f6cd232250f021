"""Packed PDFs: much smaller, deterministic, with the same text and tags."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from generator.document.print_job import PrintJob
from generator.paper.pdf_packing import packed
from tests.paper.paper_reader import typeset

TEMPLATE = """\
#set document(title: "Sheet")
#set text(font: ("Noto Sans", "Hind Siliguri"))
#for number in range(60) [
  = Heading #number
  - A box of number #number
  - \u09ac\u09be\u0982\u09b2\u09be
]
"""


@pytest.fixture(scope="module")
def unpacked() -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.paper.typst_compiler.packed", lambda pdf: pdf)
        return typeset([PrintJob("a.pdf", TEMPLATE, "{}")])[0].pdf


def tags(found: Any) -> list[str]:
    """Return the kinds of all tags, in order."""
    if isinstance(found, list):
        return [tag for one in found for tag in tags(one.get_object())]
    if not isinstance(found, dict):
        return []
    below = found.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    return [str(found.get("/S", "")), *tags(below if isinstance(below, list) else [below])]


def content_of(pdf: bytes) -> tuple[Any, ...]:
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert isinstance(root, dict)
    metadata = reader.xmp_metadata
    assert metadata is not None
    return (
        [page.extract_text() for page in reader.pages],
        tags(root["/StructTreeRoot"]),
        root["/Lang"],
        root["/MarkInfo"],
        dict(reader.metadata or {}),
        metadata.stream.get_data(),
    )


def test_a_packed_pdf_keeps_text_and_tags_and_is_much_smaller(unpacked: bytes) -> None:
    small = packed(unpacked)
    assert len(small) < len(unpacked) / 2
    assert content_of(small) == content_of(unpacked)
    assert len(content_of(small)[1]) > 200


def test_the_same_document_is_packed_to_the_same_bytes(unpacked: bytes) -> None:
    assert packed(unpacked) == packed(unpacked)


def test_typeset_pdfs_are_packed(unpacked: bytes) -> None:
    assert typeset([PrintJob("a.pdf", TEMPLATE, "{}")])[0].pdf == packed(unpacked)
