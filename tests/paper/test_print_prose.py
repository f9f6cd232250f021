"""Prose for the typesetter, and what people see of it on a PDF."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from itertools import combinations

from generator.document.document_parts import Prose, Section, Slot
from generator.paper.print_prose import prose_data
from generator.text.inline_markup import plain_text_of
from generator.text.prose_markup import parse_prose
from tests.paper.paper_reader import MILLIMETRE, without_spaces
from tests.paper.test_print_layout import CUT_OVER, day, in_order, line, printed, words_across

KINDS = {"note": "Note", "caution": "Caution"}
WIDE = "x" * 120
EVERY_KIND = f"""\
Before _that_, write: ______

1. one
   - deeper
2. two

```sql
{WIDE}
```

| Name | Size |
| --- | --: |
| orders | 12 |

> [!CAUTION]
> Ask first.
"""


def prose_of(text: str, *slots: Slot) -> Prose:
    return Prose(parse_prose(text).blocks, slots)


def test_blocks_are_data_without_empty_values() -> None:
    prose = prose_of("a\n\n3. b\n\n> [!NOTE]\n> c\n\n```\nd\n\n\te\n```\n\n| f |\n| :- |")
    found = prose_data(prose, lambda parts: [{"t": plain_text_of(parts)}], KINDS)
    assert found == [
        {"p": [{"t": "a"}]},
        {"items": [[{"p": [{"t": "b"}]}]], "start": 3},
        {"quote": "note", "blocks": [{"p": [{"t": "c"}]}], "label": "Note"},
        {"code": [[{"c": "d"}], [], [{"c": "    e"}]]},
        {"heads": [[{"t": "f"}]], "rows": [], "alignment": ["left"]},
    ]


def test_every_kind_of_block_is_within_the_margins_and_long_code_goes_on() -> None:
    prose = prose_of(EVERY_KIND)
    box = line("B1", "Look", details=prose)
    paper = printed(day(replace(CUT_OVER, about=prose, closing=prose, boxes=(box,), watched=False)))
    order = ("Beforethat,write:", "1.one", "•deeper", "2.two", "NameSize", "orders12", "Caution", "Askfirst.")
    assert paper.text.count("Caution") == 3
    assert in_order(paper.text, "Cut-over", *order[:2])
    assert all(paper.text.count(one.replace(" ", "")) >= 3 for one in order)
    assert max(right for _, right in words_across(paper)) <= paper.size[0] - 15.5 * MILLIMETRE


def test_long_prose_goes_on_over_pages_and_a_table_repeats_its_heads() -> None:
    rows = "\n".join(f"| name {number} | {number} |" for number in range(90))
    section = Section("Where", "passages.where", kind="passage", about=prose_of(f"| Heads | Size |\n| - | - |\n{rows}"))
    paper = printed(day(section, replace(section, title="Again", about=prose_of("Word. " * 1500))))
    pages = [page for page in paper.text_of_pages if "name" in page]
    assert len(pages) > 1
    assert all("HeadsSize" in page for page in pages)
    assert "Endofsheet" in paper.text_of_pages[-1]


def test_a_table_to_fill_in_has_the_width_of_the_page_and_room_to_write() -> None:
    """A table without empty cells is as wide as its words."""
    filled, empty = (place_of_heads("today"), place_of_heads(""))
    assert filled["Date"][0] < 80 * MILLIMETRE < 110 * MILLIMETRE < empty["Date"][0]
    assert filled["Deputy"][1] - filled["Lead"][1] < 8 * MILLIMETRE < empty["Deputy"][1] - empty["Lead"][1]


def test_words_of_a_crowded_table_stay_in_their_columns() -> None:
    """The letters get smaller, but stay readable; then words are divided. Words over each other could not be read."""
    for columns in (5, 7, 12):
        heads = " | ".join(f"Responsible {number}" for number in range(columns))
        cells = " | ".join(f"`authentication` service {number}" for number in range(columns))
        table = f"| {heads} |\n|{'---|' * columns}\n| {cells} |"
        for to_fill_in in ("", f"\n|{' |' * columns}"):
            paper = printed(day(Section("Where", "passages.where", kind="passage", about=prose_of(table + to_fill_in))))
            done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=paper.pdf, capture_output=True, check=True)
            words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', done.stdout.decode())
            places = [tuple(map(float, one)) for one in words]
            in_line = [(one, two) for one, two in combinations(places, 2) if abs(one[1] - two[1]) < 4]
            over = [(one, two) for one, two in in_line if one[0] < two[2] - 0.5 and two[0] < one[2] - 0.5]
            assert over == []
            assert max(right for _, _, right, _ in places) <= paper.size[0] - 15.5 * MILLIMETRE
            assert min(paper.type_sizes) == 10
            assert "authentication" in without_spaces(paper.text)


def place_of_heads(cell: str) -> dict[str, tuple[float, float]]:
    """Return where the words of a table are, from the left and from the top."""
    return places_in(f"| Role | Signed | Date |\n| - | - | - |\n| Lead | {cell} | {cell} |\n| Deputy | {cell} | {cell} |")


def test_the_first_letter_of_a_paragraph_decides_its_direction() -> None:
    """As on pages: a sentence in Arabic on a sheet in English begins at the right, and its parts go on to the left."""
    places = places_in("اقرأ `alpha` ثم `omega` الآن\n\nRead `first`, then `second`\n\n| a |\n|---|\n| قبل `one` بعد `two` |")
    left = {word: place for word, (place, _) in places.items()}
    assert left["omega"] < left["alpha"]
    assert left["first"] < left["second"]
    assert left["two"] < left["one"]


def test_code_and_long_words_go_on_from_the_left_on_a_sheet_from_right_to_left() -> None:
    """Law: the letters of a long path are in their order, also where the paragraph begins at the right."""
    name = "ENTERPRISE_SECURITY_POLICY_X.md"
    about = prose_of(f"انظر `docs/{name}` الآن")
    paper = printed(replace(day(Section("أين", "passages.where", kind="passage", about=about)), language="ar"))
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper.pdf, capture_output=True, check=True)
    assert name in "".join(done.stdout.decode().split())


def places_in(text: str) -> dict[str, tuple[float, float]]:
    paper = printed(day(Section("Where", "passages.where", kind="passage", about=prose_of(text))))
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=paper.pdf, capture_output=True, check=True)
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(\w+)<', done.stdout.decode())
    return {word: (float(left), float(top)) for left, top, word in found}
