"""What prose may not have, and where it is."""

from __future__ import annotations

import pytest

from generator.text.prose_markup import parse_prose


@pytest.mark.parametrize(
    ("prose", "kind", "where"),
    [
        ("a\n\n## Head ##", "heading", (3, 1, "## Head ##")),
        ("> # Head", "heading", (1, 3, "# Head")),
        ("Title\n---", "underlined-heading", (2, 1, "---")),
        ("Title\n=====  ", "underlined-heading", (2, 1, "=====")),
        ("a <b>b", "html", (1, 3, "<b>")),
        ("<details>\n\nx\n", "html", (1, 1, "<details>")),
        ("x\n<div class=a>", "html", (2, 1, "<div class=a>")),
        ("see </li>", "html", (1, 5, "</li>")),
        ("a<br/>b", "html", (1, 2, "<br/>")),
        ("<time>9:00</time>", "html", (1, 1, "<time>")),
        ("| a |\n|---|\n| b<br>c |", "html", (3, 4, "<br>")),
        ("a <!-- b --> c", "comment", (1, 3, "<!-- b -->")),
        ("<!--\n\nx\n-->", "comment", (1, 1, "<!--")),
        ("- a\n  - [ ] b", "box", (2, 5, "[ ]")),
        ("1) [X] b", "box", (1, 4, "[X]")),
        ("* [] b", "box", (1, 3, "[]")),
        ("> - [x]", "box", (1, 5, "[x]")),
        ("+ ☐ b", "box", (1, 3, "☐")),
        ("a\n\n    code\n    more", "indented-code", (3, 5, "code")),
        ("- a\n\n      code", "indented-code", (3, 7, "code")),
        ("a\n```sh\nls", "open-fence", (2, 1, "```sh")),
        ("- ~~~\n  ls\n\nb", "open-fence", (1, 3, "~~~")),
        ("```sh title=x\nls\n```", "fence-words", (1, 1, "```sh title=x")),
        ("[a][b]\n\n  [b]: https://x.example\n  'title'", "definition", (3, 3, "[b]: https://x.example\n  'title'")),
        ("a\n\n* * *", "rule", (3, 1, "* * *")),
        ("a\n\n> - - -", "rule", (3, 3, "- - -")),
        ("a ~~b~~", "struck", (1, 3, "~~")),
        ("a ~b~", "struck", (1, 3, "~")),
        ("a\nb[^1]", "footnote", (2, 2, "[^1]")),
        ("[^1]: words", "footnote", (1, 1, "[^1]:")),
        ('a [b](https://x.example "t")', "link-title", (1, 3, '[b](https://x.example "t")')),
        ("![a](files/a.png 't')", "link-title", (1, 1, "![a](files/a.png 't')")),
        ("a ![b](files/b.png)", "picture-in-text", (1, 3, "![b](files/b.png)")),
        ("| a |\n|---|\n| ![b](files/b.png) |", "picture-in-text", (3, 3, "![b](files/b.png)")),
        ("| a |\n|---|\n| b \\| ![b](files/b.png) |", "picture-in-text", (3, 8, "![b](files/b.png)")),
        ("![a](https://x.example/a.png)", "picture-target", (1, 1, "![a](https://x.example/a.png)")),
        ("a ![b](../b.png) c", "picture-target", (1, 3, "![b](../b.png)")),
        ("> [!DANGER]\n> a", "quote-kind", (1, 3, "[!DANGER]")),
        ("> [!NOTE] a", "quote-kind", (1, 3, "[!NOTE]")),
        ("| a |\n|---|\n| b | c |", "extra-cell", (3, 6, " c ")),
        ("> | a |\n> |---|\n> b | c", "extra-cell", (3, 6, " c")),
        ("a &#x202e; b", "invisible", (1, 3, "&#x202e;")),
        ("a ** b ** c", None, None),
        (">" * 40 + " a", "nesting", (1, 17, ">" * 24 + " a")),
        ("- " * 40 + " a", "nesting", (1, 17, "- " * 32 + " a")),
    ],
)
def test_a_problem_has_its_place(prose: str, kind: str | None, where: tuple[int, int, str] | None) -> None:
    """What prose may not have is found once, at the line and column where it begins."""
    found = [(problem.kind, *place(prose, problem.start), prose[problem.start : problem.end]) for problem in parse_prose(prose).problems]
    assert [one for one in found if one[0] == kind][:1] == ([(kind, *where)] if where else [])
    assert bool(found) == bool(where)


def place(prose: str, at: int) -> tuple[int, int]:
    return prose.count("\n", 0, at) + 1, at - (prose.rfind("\n", 0, at) + 1) + 1


def test_pieces_are_the_texts_with_their_places() -> None:
    """Each paragraph, cell, picture and fence is a piece, written as a text of one line."""
    prose = "A **b** `c`\\\n[d](https://e.example) ____\n\n"
    prose += "| f | g |\n|---|---|\n| _h_ | i |\n\n- ```sh\n  j\n  ```\n- ![k](files/l.png)\n> m\n"
    found = [(piece.text, piece.language, prose[piece.start : piece.end]) for piece in parse_prose(prose).pieces]
    assert found == [
        ("A b `c` [d](https://e.example)  ", None, "A **b** `c`\\\n[d](https://e.example) ____"),
        ("f", None, "f"),
        ("g", None, "g"),
        ("h", None, "_h_"),
        ("i", None, "i"),
        ("j", "sh", "- ```sh\n  j\n  ```"),
        ("[k](files/l.png)", None, "![k](files/l.png)"),
        ("m", None, "m"),
    ]
