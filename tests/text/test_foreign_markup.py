"""Markup of other programs is found in texts; signs that only look like it are not."""

from __future__ import annotations

import pytest

from generator.text.foreign_markup import foreign_markup_in


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("a<br>b<br/>c", ("<br>", "<br/>")),
        ("<b>now</b>", ("<b>", "</b>")),
        ('see <a href="https://x.test">x</a>', ('<a href="https://x.test">', "</a>")),
        ("a&nbsp;b &amp; c &#8217; &#x2019;", ("&nbsp;", "&amp;", "&#8217;", "&#x2019;")),
        ("see [[Backups]]", ("[[Backups]]",)),
        ("{code:bash}ls{code}", ("{code:bash}", "{code}")),
        ("ask <@U024BE7LH> in <#C024|ops> or <!here>", ("<@U024BE7LH>", "<#C024|ops>", "<!here>")),
        ("see <https://x.test|the page>", ("<https://x.test|the page>",)),
    ],
)
def test_markup_of_other_programs(text: str, marks: tuple[str, ...]) -> None:
    assert foreign_markup_in(text) == marks


@pytest.mark.parametrize(
    "text",
    [
        "under 5 < 6 > 4",
        "R&D and QA & ops",
        "a[0][1] is set",
        "<https://x.test>",
        "<ops@x.test>",
        "List<String> is empty",
        "{a, b}",
        "**strong** and [label](https://x.test)",
        "AT&T; and others",
    ],
)
def test_other_texts(text: str) -> None:
    assert foreign_markup_in(text) == ()
