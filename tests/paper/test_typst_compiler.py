"""The typesetter: the same bytes for the same text, tagged, within the page limit of a sheet."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from unittest.mock import Mock, patch

import pypdf
import pytest
from pypdf import PdfReader

from generator.document.print_job import Printed, PrintJob, Unprintable
from generator.paper.bind_sheets import packed
from generator.paper.typst_compiler import Typesetter, fonts
from generator.project.cache import Cache
from tests.paper.paper_reader import typeset

HEAD = '#set document(title: "Job", date: auto)\n#set text(size: float(sys.inputs.size) * 1pt)\n#set page(paper: sys.inputs.paper)\n'


def job(body: str, path: str = "x.pdf", **more: Any) -> PrintJob:
    return PrintJob(path, HEAD + body, "{}", **more)


def test_the_same_text_gives_the_same_bytes() -> None:
    first, second = (typeset([job("= A heading\nWords.")], 1700000000) for _ in range(2))
    assert first == second
    assert typeset([job("= A heading\nWords.")], 1700000001)[0].pdf != first[0].pdf


def test_pages_are_counted_and_papers_have_their_sizes() -> None:
    jobs = [job("one #pagebreak() two #pagebreak() three"), job("one", paper="letter")]
    three, one = typeset(jobs)
    assert (three.pages, one.pages) == (3, 1)
    sizes = [pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].mediabox for made in (three, one)]
    assert [(round(box.width), round(box.height)) for box in sizes] == [(595, 842), (612, 792)]
    assert len(pypdf.PdfReader(io.BytesIO(three.pdf)).pages) == 3


def test_the_type_size_decreases_until_the_sheet_fits() -> None:
    long = "#for n in range(120) [line #n \\ ]"
    assert typeset([job(long, sizes=(12.0, 6.0), most_pages=2)])[0].pages == 2
    (too_long,) = typeset([job(long, sizes=(12.0,), most_pages=2)])
    assert (too_long.pages, too_long.most_pages) == (3, 2)


def test_each_job_gives_a_pdf_or_the_reason_why_not() -> None:
    body = HEAD + "#json(bytes(sys.inputs.sheet)).first()"
    words = [PrintJob("y.pdf", body, data) for data in ('["店 and ☑\u0338"]', '["☑\u0338 alone"]', '["plain", "店 is not shown"]')]
    bodies = [job("good"), job("a 中 b"), job('#"文 \\u{10ffff}"'), job("#panic(1)")]
    good, refused, empty, broken, named, dropped, unshown = Typesetter(0)([*bodies, *words])
    assert isinstance(unshown, Printed)
    assert isinstance(good, Printed)
    assert refused == Unprintable("x.pdf", ("中",))
    assert named == Unprintable("y.pdf", ("店", "☑\u0338"))
    assert dropped == Unprintable("y.pdf", ("☑\u0338",))  # the typesetter would print the stroke alone
    assert empty == Unprintable("x.pdf", ("文", "\U0010ffff"))
    assert broken == Unprintable("x.pdf", fault="panicked with: 1")


def test_a_fault_of_the_typesetter_only_concerns_its_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """Has the name of the exception that the bindings raise."""

    class Compiler:
        def __init__(self, **_more: object) -> None: ...

        def compile(self, template: bytes, **_more: object) -> bytes:
            raise PanicException("out of ink") if b"bad" in template else KeyboardInterrupt

    monkeypatch.setattr("typst.Compiler", Compiler)
    assert Typesetter(0)([job("bad")]) == (Unprintable("x.pdf", fault="out of ink"),)
    with pytest.raises(KeyboardInterrupt):
        Typesetter(0)([job("stopped")])


def test_a_failed_sheet_is_not_typeset_again(tmp_path: Path) -> None:
    typesetter = Typesetter(0, Cache(tmp_path))
    jobs = [job("a 中 b"), job("#panic(1)"), PrintJob("y.pdf", HEAD, '"店"')]
    first = typesetter(jobs)
    assert typesetter.fresh == 3
    assert typesetter(jobs) == first
    assert typesetter.fresh == 3


@pytest.mark.usefixtures("cjk")
@pytest.mark.parametrize(
    ("language", "words", "face"),
    [
        ("zh", "检查", "sc"),
        ("zh-Hans-CN", "检查", "sc"),
        ("zh-TW", "检查", "tc"),
        ("zh-Hant", "检查", "tc"),
        ("zh-HK", "检查", "hk"),
        ("zh-Hant-MO", "检查", "hk"),
        ("ja", "完成", "jp"),
        ("ko", "完成", "kr"),
        ("en", "数据库", "sc"),
        ("en", "東京テスト", "jp"),
        ("en", "점검完成", "kr"),
    ],
)
def test_letters_have_the_shape_of_their_language(language: str, words: str, face: str) -> None:
    body = '#set text(font: ("Noto Sans", sys.inputs.cjk))\n#json(bytes(sys.inputs.sheet))'
    (named,) = Typesetter(0)([PrintJob("x.pdf", HEAD + "#panic(sys.inputs.cjk)", f'"{words}"', language=language)])
    assert named == Unprintable("x.pdf", fault=f"panicked with: Noto Sans CJK {face.upper()}")
    (made,) = typeset([PrintJob("x.pdf", HEAD + body, f'"{words}"', language=language)])
    assert fonts_of(made) == {f"NotoSansCJK{face}"}


def test_a_failed_sheet_is_typeset_again_with_other_fonts(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    words = PrintJob("x.pdf", HEAD + "#json(bytes(sys.inputs.sheet)).first()", '["店"]')
    assert Typesetter(0, Cache(tmp_path))([words]) == (Unprintable("x.pdf", ("店",)),)
    request.getfixturevalue("cjk")
    (made,) = Typesetter(0, Cache(tmp_path))([words])
    assert isinstance(made, Printed)


def test_a_sheet_that_needs_no_more_fonts_has_the_same_bytes_with_them_and_comes_from_the_cache(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    body = HEAD + '#set text(font: ("Noto Sans", ..if sys.inputs.cjk != "" { (sys.inputs.cjk,) }))\n#json(bytes(sys.inputs.sheet)).first()'
    jobs = [PrintJob("x.pdf", body, f'["{text}"]', language="zh") for text in ("plain — “bn” বাংলা → ☑ ⛹🏽", "No. 1 → ☑ 。", "✓ é ☝🏽 ①")]
    first = Typesetter(0, Cache(tmp_path))(jobs)
    assert [type(one) for one in first] == [Unprintable, Unprintable, Printed]
    request.getfixturevalue("cjk")
    typesetter = Typesetter(0, Cache(tmp_path))
    again = typesetter(jobs)
    assert typesetter.fresh == 1  # the full stop of Chinese
    assert [one == known for one, known in zip(again, first, strict=True)] == [True, False, True]
    assert Typesetter(0)(jobs) == again


@pytest.mark.parametrize(("words", "needed"), [("店", True), ("plain →", False)])
def test_the_font_is_loaded_only_for_texts_that_need_it(words: str, needed: bool, cjk: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=fonts)
    monkeypatch.setattr("generator.paper.typst_compiler.fonts", asked)
    typeset([PrintJob("x.pdf", HEAD + "plain", f'"{words}"')])
    asked.assert_called_once_with(cjk=needed)


def test_a_font_that_is_not_installed_is_not_requested() -> None:
    (named,) = Typesetter(0)([PrintJob("x.pdf", HEAD + "#panic(sys.inputs.cjk.len())", '"店"', language="zh")])
    assert named == Unprintable("x.pdf", fault="panicked with: 0")


def test_an_unchanged_sheet_is_not_typeset_again(tmp_path: Path) -> None:
    typesetter = Typesetter(0, Cache(tmp_path), previews=True)
    first = typesetter([job("one"), job("two", "y.pdf")])
    assert typesetter.fresh == 2
    assert typesetter([job("one"), job("two", "y.pdf"), job("three", "z.pdf")])[:2] == first
    assert typesetter.fresh == 3
    kept = list(tmp_path.glob("*.json"))
    for path in kept:
        path.write_bytes(b"damaged")
    assert kept and typesetter([job("one")])[0] == first[0]
    assert typesetter.fresh == 4


def test_the_parts_of_a_pack_are_typeset_once(tmp_path: Path) -> None:
    """A pack costs no typesetting beside its sheets, alone or again. Its picture is a pile of theirs."""
    parts = (job("= One", "one.pdf"), job("= Two", "two.pdf"))
    pack = PrintJob("pack.pdf", "", '["Pack", "About"]', parts=parts)
    typesetter = Typesetter(0, Cache(tmp_path), previews=True)
    one, made, two = typesetter([parts[0], pack, parts[1]])
    assert typesetter.fresh == 2
    assert isinstance(made, Printed) and isinstance(one, Printed) and isinstance(two, Printed)
    assert (made.path, made.pages, made.preview[:4]) == ("pack.pdf", 3, b"\x89PNG")
    assert made.preview not in (one.preview, two.preview)
    with patch("generator.paper.typst_compiler.bound") as bind:
        assert typesetter([pack]) == (made,)
    assert (typesetter.fresh, bind.called) == (2, False)
    assert typeset([pack])[0] == replace(made, preview=b"")


@pytest.mark.parametrize(
    ("bodies", "found"),
    [
        (("one", "店", "水 店"), Unprintable("pack.pdf", ("店", "水"))),
        (("#panic(1)", "two", "店"), Unprintable("pack.pdf", ("店",))),
        (("one", "#panic(1)", "#panic(2)"), Unprintable("pack.pdf", fault="panicked with: 1")),
    ],
)
def test_a_pack_cannot_be_made_without_one_of_its_sheets(bodies: tuple[str, ...], found: Unprintable) -> None:
    parts = tuple(PrintJob(f"{at}.pdf", HEAD + body, json.dumps(body, ensure_ascii=False)) for at, body in enumerate(bodies))
    assert Typesetter(0)([PrintJob("pack.pdf", "", '["Pack", "About"]', parts=parts)]) == (found,)


def fonts_of(made: Printed) -> set[str]:
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    resources = cast("dict[str, Any]", reader.pages[0]["/Resources"])
    return {str(font["/BaseFont"]).partition("+")[2].partition("-")[0] for font in resources["/Font"].values()}


def test_only_a4_sheets_have_a_picture_and_only_on_request() -> None:
    assert typeset([job("one")])[0].preview == b""
    plain, letter = Typesetter(0, previews=True)([job("one #pagebreak() two"), job("one", paper="letter")])
    assert isinstance(plain, Printed) and isinstance(letter, Printed)
    assert plain.preview.startswith(b"\x89PNG")
    assert letter.preview == b""


def test_fonts_are_those_of_the_packages() -> None:
    (made,) = typeset([job('#set text(font: "Noto Sans")\nPlain *bold* বাংলা `code` ✓ →')])
    assert {"NotoSans", "DejaVuSansMono"} <= fonts_of(made)


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
