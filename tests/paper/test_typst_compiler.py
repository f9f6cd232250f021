"""The press: the same bytes for the same words, tagged, on as many pages as a sheet may have."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest

from generator.document.print_job import PrintJob
from generator.paper.typst_compiler import Press, Unprintable
from generator.project.cache import Cache

HEAD = '#set document(title: "Job", date: auto)\n#set text(size: float(sys.inputs.size) * 1pt)\n#set page(paper: sys.inputs.paper)\n'


def job(body: str, path: str = "x.pdf", **more: Any) -> PrintJob:
    return PrintJob(path, HEAD + body, "{}", **more)


def test_the_same_words_are_the_same_bytes() -> None:
    (first,), (second,) = Press(1700000000)([job("= A heading\nWords.")]), Press(1700000000)([job("= A heading\nWords.")])
    assert first == second
    assert Press(1700000001)([job("= A heading\nWords.")])[0].pdf != first.pdf


def test_pages_are_counted_and_papers_have_their_sizes() -> None:
    jobs = [job("one #pagebreak() two #pagebreak() three"), job("one", paper="letter")]
    three, one = Press(0)(jobs)
    assert (three.pages, one.pages) == (3, 1)
    sizes = [pypdf.PdfReader(io.BytesIO(printed.pdf)).pages[0].mediabox for printed in (three, one)]
    assert [(round(box.width), round(box.height)) for box in sizes] == [(595, 842), (612, 792)]
    assert len(pypdf.PdfReader(io.BytesIO(three.pdf)).pages) == 3


def test_a_sheet_is_set_smaller_until_it_fits() -> None:
    long = "#for n in range(120) [line #n \\ ]"
    assert Press(0)([job(long, sizes=(12.0, 6.0), most_pages=2)])[0].pages == 2
    (too_long,) = Press(0)([job(long, sizes=(12.0,), most_pages=2)])
    assert (too_long.pages, too_long.too_long) == (3, True)


def test_signs_that_no_font_has_are_named_for_all_jobs_together() -> None:
    with pytest.raises(Unprintable) as fault:
        Press(0)([job("good"), job("a 中 b"), job('#"文 \\u{10ffff}"')])
    assert fault.value.texts == ("中", "文", "\U0010ffff")


def test_what_was_printed_is_not_printed_again(tmp_path: Path) -> None:
    press = Press(0, Cache(tmp_path), previews=True)
    first = press([job("one"), job("two", "y.pdf")])
    assert press.fresh == 2
    assert press([job("one"), job("two", "y.pdf"), job("three", "z.pdf")])[:2] == first
    assert press.fresh == 3
    for path in tmp_path.glob("*.json"):
        path.write_bytes(b"damaged")
    assert press([job("one")])[0] == first[0]


def test_only_a4_has_a_picture_and_only_where_it_is_wanted() -> None:
    assert Press(0)([job("one")])[0].preview == b""
    plain, letter = Press(0, previews=True)([job("one #pagebreak() two"), job("one", paper="letter")])
    assert plain.preview.startswith(b"\x89PNG")
    assert letter.preview == b""


def test_fonts_are_those_of_the_packages() -> None:
    (printed,) = Press(0)([job('#set text(font: "Noto Sans")\nPlain *bold* বাংলা `code` ✓ →')])
    reader = pypdf.PdfReader(io.BytesIO(printed.pdf))
    resources = cast("dict[str, Any]", reader.pages[0]["/Resources"])
    fonts = {str(font["/BaseFont"]).partition("+")[2] for font in resources["/Font"].values()}
    assert {"NotoSans-Regular", "DejaVuSansMono"} <= fonts
