"""HTML becomes the blocks that it means. Also tests `html_inlines`."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.imports.blocks import Block, blocks_below, plain
from generator.imports.html_blocks import expanded
from generator.imports.html_inlines import without_tags
from generator.imports.read_markdown import read_markdown, spans_of

TAGS = "<table> <tr> <td> </td> <th>x </table> <ul> <li> </ul> <p> </p> <details> </summary> <pre> </pre> <h2> </h2> <b> </b> <blockquote>"
PIECES = st.sampled_from([*TAGS.split(), "word ", "\n", "\n\n", "- [ ] task\n", "<!-- c -->", "<input type=checkbox>", "&amp;", "<a id=b>"])


def shown(blocks: list[Block], depth: int = 0) -> list[str]:
    found = []
    for block in blocks:
        box = "" if block.box is None else f" [{block.box}]"
        rows = "".join(f" {' / '.join(map(plain, row.cells))};" for row in block.rows)
        words = plain(block.spans) or (block.text if block.kind in ("code", "fence") else "")
        found.append(f"{'  ' * depth}{block.kind} {block.first}-{block.last}{box}{rows}{' ' + words if words else ''}")
        found += shown(block.children, depth + 1)
    return found


def read(text: str) -> list[str]:
    lines = text.split("\n")
    return shown(expanded(read_markdown(lines, range(1, len(lines) + 1)).children).blocks)


def test_a_table_of_texts_is_a_table() -> None:
    """Law: cells become cells, also unclosed ones, and a row across all columns is a text between two tables."""
    text = "<table>\n<tr><th>A<th>B</tr>\n<tr><td>1<td>2\n<tr><td colspan=2>all\n<tr><td>3</td><td>4</td></tr>\n</table>\n"
    assert read(text) == ["table 1-3 A / B; 1 / 2;", "paragraph 4-4 all", "table 2-6 A / B; 3 / 4;"]


def test_lists_in_cells_are_lists_below_the_row() -> None:
    """Law: a table with lists in its cells becomes a list for each row below its first cell, a strong line; that cell's header stays."""
    text = "<table><tr><th>A<th>B</tr>\n<tr><td>one<td><p>two</p><ul><li>three</ul></tr></table>"
    assert read(text) == [
        "paragraph 1-1 A",
        "paragraph 2-2 A / B; one / two three; one",
        "bullets 2-2",
        "  item 2-2",
        "    paragraph 2-2 B: two",
        "    bullets 2-2",
        "      item 2-2",
        "        paragraph 2-2 three",
    ]


def test_markdown_between_tags_is_within_them() -> None:
    """Law: blank lines end HTML, not its elements: what is between is a part of the cell or the details."""
    text = "<table>\n<tr><td>\n\n- [ ] a\n\n</td></tr>\n</table>\n\n<details>\n<summary>More</summary>\n\n- [x] b\n\n</details>"
    assert read(text) == [
        "bullets 1-7",
        "  item 4-4 [ ]",
        "    paragraph 4-4 a",
        "paragraph 10-10 More",
        "bullets 12-12",
        "  item 12-12 [x]",
        "    paragraph 12-12 b",
    ]


def test_boxes_in_html_are_boxes() -> None:
    """Law: `[ ]` and a check box at the start of an item are its box."""
    assert read("<ul>\n<li>[ ] one\n<li><input type=checkbox checked> two\n</ul>") == [
        "bullets 1-4",
        "  item 2-2 [ ]",
        "    paragraph 2-2 one",
        "  item 3-4 [x]",
        "    paragraph 3-3 two",
    ]


def test_other_elements_are_headings_code_and_texts() -> None:
    """Law: headings, code and comments keep their lines; names that are no elements are text; styles are never shown."""
    assert read("<h2>T</h2>\n<pre>a\n b</pre>\n<style>x{}</style>\n<center>c</center>\n\n<hostname>\n\n<!--\nn\n-->") == [
        "heading 1-1 T",
        "code 2-3 a\n b",
        "paragraph 5-5 c",
        "paragraph 7-7 <hostname>",
        "html 9-11",
    ]


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_no_block_is_lost(text: str) -> None:
    """Law: whatever the tags, each word and each task between them is in exactly one block."""
    lines = text.split("\n")
    blocks = expanded(read_markdown(lines, range(1, len(lines) + 1)).children).blocks
    texts = [
        block.text if block.kind in ("code", "html", "fence") else plain(block.spans)
        for one in blocks
        for block in (one, *blocks_below(one))
    ]
    texts += [plain(cell) for one in blocks for block in (one, *blocks_below(one)) for row in block.rows for cell in row.cells]
    for word in ("word", "task"):
        assert sum(found.count(word) for found in texts) >= text.count(word)


def test_tags_in_a_text_are_markup() -> None:
    """Law: tags in a text become what they mean, and what is not an element stays text."""
    spans = without_tags(spans_of("<b>a</b> <kbd>c</kbd><br><a href='u'>l</a> <host> <i>open <!-- c --><sup>2</sup>"))
    assert [(span.kind, plain([span]), span.url) for span in spans] == [
        ("strong", "a", ""),
        ("text", "", ""),
        ("code", "c", ""),
        ("break", "", ""),
        ("link", "l", "u"),
        ("text", "", ""),
        ("text", "<host>", ""),
        ("text", "", ""),
        ("text", "open", ""),
        ("text", "^", ""),
        ("text", "2", ""),
    ]
    assert plain(without_tags(spans_of("<abbr title='Know Your Customer'>KYC</abbr>"))) == "KYC (Know Your Customer)"
    assert plain(without_tags(spans_of("<ul><li>a</li><li>b</li></ul>c<hr />d"))) == "• a • b c d"


def test_elements_may_be_nested_as_deeply_as_anybody_likes() -> None:
    """Law: HTML that is nested too deeply keeps its words."""
    assert sum("word" in line for line in read("<ul><li>" * 900 + "word")) == 1


def test_texts_in_html_that_begin_with_boxes_are_items() -> None:
    """Law: a paragraph of HTML whose lines all begin with a box is a list; boxes in a sentence are none."""
    assert read("<p>☐ a<br>☑ b</p>\n<p>- <input type=checkbox> c</p>\n<div>see ☐ here</div>") == [
        "bullets 1-2",
        "  item 1-1 [ ]",
        "    paragraph 1-1 a",
        "  item 1-1 [x]",
        "    paragraph 1-1 b",
        "  item 2-2 [ ]",
        "    paragraph 2-2 c",
        "paragraph 3-3 see ☐ here",
    ]


def test_headers_without_rows_below_stay() -> None:
    """Law: the headers of a table whose only rows go across all columns are texts before them."""
    assert read("<table><tr><th>A<th>B</tr><tr><td colspan=2>all</tr></table>") == [
        "paragraph 1-1 A",
        "paragraph 1-1 B",
        "paragraph 1-1 all",
    ]


def test_every_sign_of_a_box_makes_an_item_of_html() -> None:
    for sign, box in (("☐", " "), ("▢", " "), ("⬜\ufe0f", " "), ("☑", "x"), ("🗹", "x")):
        assert read(f"<ul><li>{sign} Stop the shop</li></ul>\n")[1:] == [f"  item 1-1 [{box}]", "    paragraph 1-1 Stop the shop"]
