"""Small documents of shapes that were put together: each box is an item, a blank or in the report, and no word is lost.

Also tests `html_boxes`, `named_quotes`, `repair_site_marks` and `unused_definitions`.
"""

from __future__ import annotations

from generator.imports.box_differences import boxed_lines
from tests.imports.test_import_document import fields_of, imported


def test_boxes_that_are_no_items_in_any_form_are_reported() -> None:
    """Law: wide brackets, elements of HTML, names of signs and numbered boxes have a note where they stay in a text."""
    for form in ("- ［ ］a", "see <input type=checkbox> a", "1) [x] a", "- &#x2611; a"):
        assert [note.line for note in imported(f"# A\n\n<pre>\n{form}\n</pre>\n").notes if "box" in note.found] == [4], form


def test_each_further_box_of_a_line_is_reported_wherever_it_is() -> None:
    """Law: a box that is neither an item nor a blank has a note, in items, definitions, headings, code and rows without a box cell."""
    document = imported(
        "# A\n\n- [ ] one [ ] two\n\n## [ ] Head\n\nTerm\n: text ( ) a\n\n<pre>\n- [ ] in code\n</pre>\n\n"
        "| a | b |\n|---|---|\n| x | ☐ p<br>☐ q |\n| y | - [ ] r |\n"
    )
    assert {note.line for note in document.notes if note.done == "kept as typed; no item"} == {3, 5, 8, 11, 16}
    assert document.dispositions[16].outcome == "prose"


def test_a_definition_that_begins_with_a_box_is_an_item() -> None:
    """Law: boxes behind the colon of a definition are items, and stay marks of prose where near boxes are not repaired."""
    text = "# A\n\n## List\n\nTerm\n: - [ ] one\n: ☐ two\n"
    assert [address for _, address in boxed_lines(imported(text).draft)] == ["checklists.list.items.one", "checklists.list.items.two"]
    kept = imported(text, no_repair=frozenset(("near-box",)))
    assert "( ) two" in fields_of(kept)["passages.list.about"]


def test_words_of_headings_and_fences_in_odd_places_are_kept_or_reported() -> None:
    """Law: `<name>` in a heading is a word of its title; words beside the language of a fence are reported."""
    document = imported('# A\n\n## Deploy <name> now\n\n```sh title="go.sh"\nls\n```\n')
    assert any(text == "Deploy <name> now" for text in fields_of(document).values())
    assert [note.found for note in document.notes if note.line == 5][:1] == ['words beside the language of a fence: `title="go.sh"`']


def test_boxes_that_are_indented_as_code_are_a_list() -> None:
    """Law: code of only items with boxes is a list, at the place of its parent; other code stays code."""
    document = imported(
        "# A\n\ntext\n\n    - [ ] one\n      - [ ] two\n\n> quoted\n>\n>     - [x] three\n\nend\n\n    - [ ] four\n    ls\n"
    )
    assert [line for line, _ in boxed_lines(document.draft)] == [5, 6, 10]
    assert any("- [ ] four\nls" in text for text in fields_of(document).values())


def test_marks_of_site_builders_are_no_part_of_a_text() -> None:
    """Law: lines of marks alone are divided from items; those that end or set the look of something are left out, in full in the report."""
    document = imported(
        "# A {#top}\n\n## List {#list .wide}\n\n{{< note >}}\ntext\n- [ ] one\n{{< /note >}}\n- [ ] two\n{% endif %}\n"
        "- [ ] three [up](#list)\n{:.wide}\n\n<Steps>\n### Go\n1. [ ] four\n</Steps>\n"
    )
    fields = fields_of(document)
    names = [
        text for address, text in fields.items() if address.startswith(("variant", "checklists")) and address.endswith(("title", "text"))
    ]
    assert names == ["A", "List", "one", "two", "three [up](checklists.list)", "Go", "four"]
    assert [note.line for note in document.notes if note.found.startswith("a mark of a site builder")] == [8, 10, 12]


def test_definitions_that_no_link_uses_are_reported_in_full() -> None:
    """Law: the address of a definition is in the data, or its line is in the report."""
    document = imported("# A\n\n- [ ] [a][one]\n\n[one]: http://x.test/1\n[two]: http://x.test/2\n[ONE]: http://x.test/3\n[//]: # (c)\n")
    assert {line: one.outcome for line, one in document.dispositions.items() if line > 4} == {
        5: "used", 6: "reported", 7: "reported", 8: "reported",
    }  # fmt: skip
    assert "a definition that no link uses: `[two]: http://x.test/2`" in [note.found for note in document.notes]


def test_lists_keep_the_names_of_quotes_around_them() -> None:
    """Law: a quote or an admonition that ends because it has a list leaves its kind and its title as a strong line."""
    fields = fields_of(
        imported("# A\n\n## List\n\n> [!todo]- Cold days\n> - [ ] one\n>\n>   !!! tip\n>       - [ ] two\n\n:::note\n- [ ] three\n:::\n")
    )
    assert fields["checklists.list.about"] == "**Todo · Cold days**"
    assert "facts" not in imported('# A\n\n:::{.tip .wide}\n\n- [ ] one\n\n:::\n\n!!! note "Cold"\n    - [ ] two\n').draft
    assert fields["checklists.list.items.one.details"] == "**Tip**"
    assert "**Note**" in fields["checklists.list.items.one.items.two.details"] + fields.get("checklists.list.closing", "")


def test_code_that_is_a_list_is_no_command() -> None:
    """Law: bullets and numbers in code without a language are details, not what to run."""
    fields = fields_of(
        imported("# A\n\n- [ ] one\n\n      - **[ ] two**\n\n- [ ] three\n  ```\n  1. plug in\n  ```\n- [ ] four\n  ```\n  ls -l\n  ```\n")
    )
    assert [address for address in fields if address.endswith(".run")] == ["checklists.checklist-1.items.four.run"]


def test_footnotes_of_footnotes_are_written_once() -> None:
    """Law: a footnote that only another footnote uses is written below that one, and nowhere else."""
    texts = " ".join(fields_of(imported("# A\n\n- [ ] one[^a]\n\n[^a]: first[^b]\n\n[^b]: second\n")).values())
    assert texts.count("second") == 1


def test_comments_and_attributes_beside_words_are_reported_in_full() -> None:
    """Law: what is left out of a line that has other words is in the report."""
    notes = {note.found for note in imported("# A\n\n## B ## {#b .wide}\n\n<p>text <!-- why --></p>\n\n<pre>ls <!-- now --></pre>\n").notes}
    assert {"attributes of a heading: `## {#b .wide}`", "a comment within a text: `why`", "a comment within a text: `now`"} <= notes
