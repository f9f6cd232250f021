"""The PDF of a pack: its sheets as they are printed alone, each on the front of a leaf, with one tree of tags and one outline.

Also tests `packed`, with the typesetter.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.document.print_job import PrintJob
from generator.document.select_sheets import sheet_of
from generator.document.sheets import PACK, PACKED
from generator.paper.bind_sheets import bound
from generator.paper.print_data import print_job
from tests.composed import VERSIONS
from tests.paper.paper_reader import Paper, typeset
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(site_url="https://ops.tld/", versions=VERSIONS)
NAMED = """\
#set document(title: "{0}")
= {0} <here>
#link(<here>)[up] #link("https://{0}.tld")[out]
#table(columns: 2, table.header[a][b], [c], [d])
"""


class Pack:
    """A pack and its sheets, each typeset for itself."""

    def __init__(self, language: str, paper: Any) -> None:
        data = sample_data()
        data["variant"]["language"] = language
        sheet = sheet_of(compose(sample_variant(data), SETTINGS), PACK)
        self.pack, *self.sheets = (Paper(one.pdf) for one in typeset([print_job(one, paper) for one in (sheet, *sheet.chapters)]))
        self.title, self.version = f"{sheet.title} · {sheet.system}", sheet.version

    @property
    def firsts(self) -> list[int]:
        """The first page of each sheet, counted from 0."""
        found = [0]
        for sheet in self.sheets:
            found.append(found[-1] + sheet.pages + sheet.pages % 2)
        return found[:-1]


@pytest.fixture(scope="module", params=[("en", "a4"), ("ar", "letter")], ids=("English on A4", "Arabic on Letter"))
def bundle(request: pytest.FixtureRequest) -> Pack:
    return Pack(*request.param)


def test_each_sheet_begins_on_a_right_hand_page_with_the_content_it_has_alone(bundle: Pack) -> None:
    """Blank backs have no content, so that a reader that follows the tags, or the content, meets nothing on them."""
    found: list[str | None] = list(bundle.pack.text_of_pages)
    for first, sheet in zip(bundle.firsts, bundle.sheets, strict=True):
        assert first % 2 == 0
        assert tuple(found[first : first + sheet.pages]) == sheet.text_of_pages
        whole = bundle.pack.document.pages
        assert [whole[first + at].Contents.read_bytes() for at in range(sheet.pages)] == [
            page.Contents.read_bytes() for page in sheet.document.pages
        ]
        found[first : first + sheet.pages] = [None] * sheet.pages
    backs = [bundle.pack.document.pages[at] for at, text in enumerate(found) if text is not None]
    assert len(backs) == sum(sheet.pages % 2 for sheet in bundle.sheets[:-1]) > 0
    assert {page.Contents.read_bytes() for page in backs} == {b""}
    assert {tuple(page.mediabox.as_list()) for page in bundle.pack.document.pages} == {
        tuple(bundle.sheets[0].document.pages[0].mediabox.as_list())
    }


def test_the_tags_are_those_of_the_sheets_one_after_the_other(bundle: Pack) -> None:
    parts = [tuple(("/Part" if kind == "/Document" else kind, name) for kind, name in sheet.tags) for sheet in bundle.sheets]
    assert bundle.pack.tags == (("/Document", ""), *(tag for part in parts for tag in part))
    assert bundle.pack.boxes == sum(sheet.boxes for sheet in bundle.sheets) > 0
    assert all(name for kind, name in bundle.pack.tags if kind == "/Figure")


def elements(found: Any) -> Iterator[Any]:
    """Yield all structure elements below a root or an element."""
    for one in found.K if isinstance(found.get("/K"), pikepdf.Array) else filter(None, [found.get("/K")]):
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            assert found == one.P
            yield one
            yield from elements(one)


def marked(element: Any) -> list[int]:
    """Return the numbers of the marked content that an element has on its page."""
    return [int(one) for one in (element.K if isinstance(element.K, pikepdf.Array) else [element.K]) if isinstance(one, int)]


def test_content_and_links_lead_to_their_tags(bundle: Pack) -> None:
    """Screen readers come from a place on a page to its tag by the keys of page and link."""
    root = bundle.pack.root.StructTreeRoot
    tags = pikepdf.NumberTree(root.ParentTree)
    keys = list(tags)
    assert keys == sorted(set(keys))
    assert max(keys) < root.ParentTreeNextKey
    seen = 0
    for page in bundle.pack.document.pages:
        if "/StructParents" not in page:
            assert page.Contents.read_bytes() == b""
            continue
        for number, element in enumerate(tags[int(page.StructParents)]):
            assert element.Pg == page.obj
            assert number in marked(element)
            seen += 1
        for link in page.get("/Annots", []):
            (held,) = [one for one in tags[int(link.StructParent)].K if isinstance(one, pikepdf.Dictionary) and "/Obj" in one]
            assert held.Obj == link
    assert seen == sum(len(marked(one)) for one in elements(root) if "/K" in one)


def test_cells_of_tables_lead_to_their_own_heads(bundle: Pack) -> None:
    """The sheets use the same ids for different heads."""
    known = dict(pikepdf.NameTree(bundle.pack.root.StructTreeRoot.IDTree).items())
    assert list(known) == sorted(known)
    assert len(known) == sum(len(pikepdf.NameTree(one.root.StructTreeRoot.IDTree)) for one in bundle.sheets) > len(PACKED)
    for number, part in enumerate(bundle.pack.root.StructTreeRoot.K[0].K, 1):
        heads = [one for one in elements(part) if "/ID" in one]
        assert all(known[str(one.ID)] == one for one in heads)
        asked = {str(id) for one in elements(part) for facts in one.get("/A", []) for id in facts.get("/Headers", [])}
        assert asked <= {str(one.ID) for one in heads}
        assert {id.partition("-")[0] for id in asked} <= {str(number)}


def outline(entry: Any) -> Iterator[tuple[str, Any]]:
    while entry is not None:
        yield str(entry.Title), entry
        entry = entry.get("/Next")


def test_the_outline_has_an_entry_for_each_sheet_with_what_is_below_it(bundle: Pack) -> None:
    whole = bundle.pack.root.Outlines
    entries = list(outline(whole.First))
    pages = [page.objgen for page in bundle.pack.document.pages]
    assert [pages.index(entry.Dest[0].objgen) for _, entry in entries] == bundle.firsts
    assert (int(whole.Count), entries[-1][1]) == (len(PACKED), whole.Last)
    for (title, entry), sheet in zip(entries, bundle.sheets, strict=True):
        alone = next(outline(sheet.root.Outlines.First))
        assert (title, entry.Parent) == (alone[0], whole)
        assert [name for name, _ in outline(entry.First)] == [name for name, _ in outline(alone[1].First)]
    backwards = []
    entry = whole.Last
    while entry is not None:
        backwards.append(str(entry.Title))
        entry = entry.get("/Prev")
    assert backwards[::-1] == [title for title, _ in entries]


def test_the_pack_has_its_own_title_and_keeps_language_and_direction(bundle: Pack) -> None:
    pack, alone = bundle.pack, bundle.sheets[0]
    assert (pack.language, pack.root.ViewerPreferences.Direction) == (alone.language, alone.root.ViewerPreferences.Direction)
    assert (pack.root.MarkInfo.Marked, pack.root.ViewerPreferences.DisplayDocTitle) == (True, True)
    assert pack.root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
    title = bundle.title
    assert [str(pack.document.docinfo[key]) for key in ("/Title", "/Subject")] == [title, f"{title} · {bundle.version}"]
    assert {key: pack.document.docinfo[key] for key in ("/Author", "/Creator", "/CreationDate")} == {
        key: alone.document.docinfo[key] for key in ("/Author", "/Creator", "/CreationDate")
    }
    with pack.document.open_metadata() as said, alone.document.open_metadata() as before:
        assert (said["dc:title"], said["pdfuaid:part"], said["dc:language"]) == (title, "1", before["dc:language"])
        assert int(said["{http://ns.adobe.com/xap/1.0/t/pg/}NPages"]) == pack.pages
        assert said["xmpMM:DocumentID"] != before["xmpMM:DocumentID"]


def test_equal_sheets_give_equal_bytes_and_no_more_than_they_have(bundle: Pack) -> None:
    pdfs = [sheet.pdf for sheet in bundle.sheets]
    assert bound(pdfs, "a", "b") == bound(pdfs, "a", "b")
    assert len(bundle.pack.pdf) <= sum(map(len, pdfs))
    assert bundle.pack.document.check_pdf_syntax() == []


def test_a_name_of_two_places_leads_to_the_place_in_its_own_sheet() -> None:
    jobs = [PrintJob(f"{name}.pdf", NAMED.format(name), "{}") for name in ("one", "two")]
    pdf, pages = bound([one.pdf for one in typeset(jobs)], "both", "of them")
    document = pikepdf.open(BytesIO(pdf))
    assert (pages, len(document.pages)) == (3, 3)
    for name, page in (("one", document.pages[0]), ("two", document.pages[2])):
        up, out = page.Annots
        assert up.Dest[0] == page.obj
        assert str(out.A.URI) == f"https://{name}.tld"
    assert "/Dests" not in document.Root.get("/Names", {})


def test_a_pack_of_one_sheet_is_that_sheet() -> None:
    (alone,) = typeset([PrintJob("one.pdf", NAMED.format("one"), "{}")])
    pdf, pages = bound([alone.pdf], "one", "of one")
    assert (pages, Paper(pdf).tags[1:]) == (1, (("/Part", ""), *Paper(alone.pdf).tags[1:]))
