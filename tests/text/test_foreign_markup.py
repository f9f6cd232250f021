"""Markup of other programs is found in texts; signs that only look like it are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.foreign_markup import (
    MARKUP,
    broken_characters_in,
    foreign_code_in,
    foreign_in_command,
    foreign_markup_in,
    unfinished_end_of,
)


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
        ("it is up :white_check_mark:", (":white_check_mark:",)),
        ("![logo](https://x.test/a.png)", ("![logo](https://x.test/a.png)",)),
        ("__never__ stop", ("__never__",)),
        ("- check it", ("-",)),
        ("1. check it", ("1.",)),
        ("h2. Check it", ("h2.",)),
        ("[ ] check it", ("[ ]",)),
        ("check it [x]", ("[x]",)),
        ("one\\n two", ("\\n",)),
        ("[] check it", ("[]",)),
        ("see [the docs][]", ("[the docs][]",)),
        ("at {{{ params.api }}}", ("{{{ params.api }}}",)),
        ("One.\\nTwo", ("\\n",)),
        ("2) check it", ("2)",)),
        ("# Users", ("#",)),
        ("1. Make sure", ("1.",)),
        ("1. Mark it", ("1.",)),
        (":+1: and :rocket:", (":+1:", ":rocket:")),
        ("is ~~old~~ now", ("~~old~~",)),
        ("is *very* old, *so is this.*", ("*very*", "*so is this.*")),
        ("is _very_ old", ("_very_",)),
        ("see note[^1]", ("[^1]",)),
        ("see [the docs][1]", ("[the docs][1]",)),
        ("see (docs)[https://x.test]", ("(docs)[https://x.test]",)),
        ("| a | b |", ("| a | b |",)),
        ("a {# no #} b", ("{# no #}",)),
        ("at %(api)s", ("%(api)s",)),
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
        "at 10:30:00 or std::vector::size",
        "-5 degrees, 1.5 s, 3 of 10",
        "a[0] = [1], array[x]",
        "C:\\new\\dir",
        "__init__.py and __main__()",
        "#1 of 2, C# and F#",
        "*.log and *.txt, 5 * 3 * 2, price* and total*",
        "*.log,*.txt",
        "/a/_b_/c, _id and _source, snake_case_name_",
        "x | y, or |x| < 3",
        "50 %(of all), 5 %",
        "~5 to ~~6",
        "1. Mai ist Feiertag",
        "24. Dezember: niemand ist da",
        "1. maj er fridag",
        "3. Stock, Raum 5",
        "2. Quartal",
        "5. července je svátek",
        "6. joulukuuta on vapaa",
        "# of users is known",
        "# of open incidents",
        "time :start: x",
        "SELECT :user_id: and :name:",
        "[]",
        "it prints []",
        "[] is printed",
        "- 5 °C in the room",
        "+ 3 pods",
        "24. Dezember, 2. Etage",
        "*.yaml and *.json, 2 * 3 * 4, a*b*c, src/*/x/*",
        "_id and name_, a_b_c, snake_case_ and __init__.py",
        "a | b | c, 5% (api), ~/x and ~~",
        "files[a][b] and [ops] [dba]",
    ],
)
def test_other_texts(text: str) -> None:
    assert foreign_markup_in(text) == ()


@pytest.mark.parametrize(
    ("command", "marks"),
    [
        ("$ ls", ("$",)),
        ("cd x\n$ ls\n$ pwd", ("$",)),
        ("ops@shop:~/app$ ls", ("ops@shop:~/app$",)),
        ("PS C:\\app> dir", ("PS C:\\app>",)),
        ("curl 'https://x.test?a=1&amp;b=2'", ("&amp;",)),
        ("```bash\nls\n```", ("```bash", "```")),
        ("`./deploy.sh`", ("`./deploy.sh`",)),
        (">>> deploy()", (">>>",)),
        ("shop=# select 1;", ("shop=#",)),
        ("mysql> select 1;", ("mysql>",)),
        ("[root@shop ~]# ls", ("[root@shop ~]#",)),
        ("bash-5.1$ ls", ("bash-5.1$",)),
        ("(venv) $ ls", ("(venv) $",)),
        ("% ls", ("%",)),
        ("# ./deploy.sh", ("#",)),
        ("a → b", ("→",)),
        ("echo 'a → b' \"c ⇒ d\"", ()),
        ("mysql> out.txt", ()),
        ("# now\n./deploy.sh", ()),
        ("a=1 b > c", ()),
        ("echo $HOME $? $(ls)", ()),
        ("# a comment\nls > a.txt", ()),
        ("x=`date`; echo `ls`", ()),
        ("ssh ops@shop:22 ls", ()),
        ("a & b; c", ()),
    ],
)
def test_what_is_not_part_of_a_command(command: str, marks: tuple[str, ...]) -> None:
    assert foreign_in_command(command) == marks


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("a â€“ b", ("â€“",)),
        ("cafÃ©", ("Ã©",)),
        ("5\u00c2\u00a0km", ("\u00c2\u00a0",)),
        ("a \ufffd b", ("\ufffd",)),
        ("São João, Âge, 5 €, pâté", ()),
    ],
)
def test_characters_that_a_wrong_encoding_broke(text: str, broken: tuple[str, ...]) -> None:
    assert broken_characters_in(text) == broken


@pytest.mark.parametrize(
    ("command", "end"),
    [
        ('echo "x', '"'),
        ("echo 'x", "'"),
        ("./deploy.sh --text 'a b\n--now", "'"),
        ("./deploy.sh \\", "\\"),
        ("./deploy.sh \\\n  --now \\\n", "\\"),
        ("cd \\", ""),
        ("dir C:\\app\\", ""),
        ("./deploy.sh \\\n  --now", ""),
        ("echo \"it's\" 'a \"b' it\\'s", ""),
        ('echo "$(echo "a b")"', ""),
        ("cat <<E\ndon't\nE", ""),
        ("ls  # don't wait", ""),
        ("echo $'it\\'s'", ""),
        ("awk '{print $1}' a | sed \"s/'//\"", ""),
        ("echo 'a\nb'", ""),
    ],
)
def test_the_end_of_a_command_that_waits_for_more(command: str, end: str) -> None:
    assert unfinished_end_of(command) == end


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("see `docs <https://x.test>`_", ("`docs <https://x.test>`_",)),
        ("see `docs`__ now", ("`docs`__",)),
        ("run `make now", ("`",)),
        ("run `make` and `ls", ("`",)),
        ("run `make` and `ls -l`", ()),
        ("run `a_b`, `_c_` or ` d`", ()),
        ("press ` twice", ()),
    ],
)
def test_code_of_other_programs_and_code_without_an_end(text: str, marks: tuple[str, ...]) -> None:
    assert foreign_code_in(text) == marks


@given(st.from_regex(MARKUP))
def test_all_markup_is_searched_for(text: str) -> None:
    """No markup that the expression finds is passed over because its text has no sign of markup."""
    assert foreign_markup_in(text)
