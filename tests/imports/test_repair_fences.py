"""Lists with boxes in fences are noted, and opened on request."""

from __future__ import annotations

from generator.imports.repair_fences import open_fences
from generator.imports.repairs import RepairedLines


def lines_of(text: str) -> RepairedLines:
    texts = text.split("\n")
    return RepairedLines(texts, list(range(1, len(texts) + 1)))


def test_a_list_in_a_fence_is_opened_only_on_request() -> None:
    """Law: a list in a fence is noted with its boxes; on request its lines are those of the document."""
    text = "Copy:\n\n  ```md\n  ## T\n  - [ ] a\n  ```\n"
    closed, opened = lines_of(text), lines_of(text)
    assert not open_fences(closed, closed.read(), wanted=False)
    assert [(note.line, note.found) for note in closed.notes] == [(3, "a list with 1 box in a fence")]
    assert open_fences(opened, opened.read(), wanted=True)
    assert (opened.texts, opened.opened) == (["Copy:", "", "", "## T", "- [ ] a", "", ""], [3, 6])


def test_boxes_without_bullets_and_in_drawn_trees_are_a_list_in_a_fence() -> None:
    """Law: boxes in a fence count as signs, without bullets and in trees too; on request their levels are those of the drawing."""
    text = "```text\n□ جذر\n  ├─ □ أول\n  │   └─ ☑ عميق\n  └─ ورقة\n\nتابع:\n---\n[ ] 1. 甲\n    [ ] - 乙\n        丙\n```\nend"
    closed, opened = lines_of(text), lines_of(text)
    assert not open_fences(closed, closed.read(), wanted=False)
    assert ([(note.line, note.found) for note in closed.notes], closed.fenced) == ([(1, "a list with 5 boxes in a fence")], 5)
    assert open_fences(opened, opened.read(), wanted=True)
    assert opened.fenced == 0
    assert opened.texts[1:5] == ["- [ ] جذر", "  - [ ] أول", "    - [x] عميق", "  - ورقة"]
    assert opened.texts[5:] == ["", "", "تابع:", "", "---", "- [ ] 1. 甲", "  - [ ] 乙", "    丙", "", "end"]


def test_a_fence_of_code_has_no_list() -> None:
    """Law: signs within a line, empty brackets and fences of a language are no boxes."""
    closed = lines_of("```\n[] = f()\nif [ ]; then\n│ a [ ] b\n```\n\n```bash\nif [ ]; then\n```")
    assert not open_fences(closed, closed.read(), wanted=False)
    assert (closed.notes, closed.fenced) == ([], 0)


def test_boxes_in_code_of_a_language_stay_code() -> None:
    """Law: boxes below keys of YAML can be opened; those in a program are only counted."""
    text = "```yaml\n準備:\n  - [ ] a\n```\n\n```js\nx = `\n- [ ] b`\n```"
    lines = lines_of(text)
    assert open_fences(lines, lines.read(), wanted=True)
    assert [(note.line, note.done) for note in lines.notes] == [(1, "read as a part of the document"), (6, "kept as code")]
    assert (lines.texts[1:3], lines.fenced) == (["準備:", "  - [ ] a"], 1)


def test_a_list_in_a_fence_for_a_shell_is_a_list() -> None:
    """Law: where most lines of a fence are boxes, its language does not matter."""
    lines = lines_of("```bash\n[ ] حساب\n[ ] خادم\n# ملاحظة\n```")
    assert open_fences(lines, lines.read(), wanted=True)
    assert lines.texts[1:3] == ["- [ ] حساب", "- [ ] خادم"]
