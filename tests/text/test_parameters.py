"""Parameters in commands: what is one, what only looks like one, and the pieces of a command."""

from __future__ import annotations

import pytest

from generator.text.parameters import Piece, as_markup, is_plain, markup_in, parameters_in, pieces, undeclared_in, without_blanks
from generator.text.placeholders import placeholders_in

DECLARED = frozenset(("commit", "list", "int", "image", "n", "host", "2fa-code"))

# A command, the parameters for declared blanks in it, and the names for which no blank is declared.
COMMANDS = [
    ("git checkout <commit>", ["commit"], []),
    ("git checkout <previous-commit>", [], ["previous-commit"]),
    ("git checkout v<version> && git tag v<n>", ["n"], ["version"]),
    ("deploy '<commit>' \"<image>\" \"<stage>\" '<zone>'", ["commit", "image"], ["stage", "zone"]),
    ("ssh <user>@<host>:<port>/<path>.tar.gz", ["host"], ["user", "port", "path"]),
    ("curl https://<host>/<id>?a=<first>&b=<second>", ["host"], ["id", "first", "second"]),
    ("dd bs=<n>M count=<count>M; sleep <seconds>s", ["n"], ["count", "seconds"]),
    ("pg_dump <database>_production -t <table>", [], ["database", "table"]),
    ("kubectl -n <a-1-b> logs <pod> | tail", [], ["a-1-b", "pod"]),
    ("run <commit> <commit> <x> <x>", ["commit"], ["x"]),
    ("git checkout <Commit> <HOST> && ssh <User>", [], ["Commit", "HOST"]),
    ("login --code <2fa-code>", ["2fa-code"], []),
    # Here-documents and redirects.
    ("cat <<EOF>f", [], []),
    ("cat <<eof>f; cat <<list>f; cat <<-end>f", [], []),
    ("sort <in>out; sort <in>$out; sort <in>>out; run <in>/dev/null; run <in>&2", [], []),
    ("sort <in >out; diff <(a) <(b); psql <dump.sql", [], []),
    ("sort <list>count", ["list"], []),
    ("sort <names>count", [], []),
    # Types, markup and patterns.
    ("echo 'vector<double> map<string,int> List<string>'", [], []),
    ("echo 'vector<int>'", ["int"], []),
    ("curl -d '<name>x</name>' https://shop.test", [], []),
    ("grep '<title>' page.html; sed 's/<br>//'; echo \"<p>\"", [], []),
    ("drop table <table>; show --code <code>", [], ["table", "code"]),
    ("grep -P '(?<year>[0-9]+)' x; python -c 're.sub(\"(?P<day>x)\", r\"\\g<day>\")'; printf '%<total>d'", [], []),
    ("docker images | grep '<none>'", [], []),
    # Other forms.
    ("deploy <a|b> <Name> <NAME> <a_b> <a b> <1st> <-x> <>", [], []),
    ("git log --author='A <a@shop.test>'", [], []),
    ("if (a <b && c> d)", [], []),
    ("", [], []),
]


@pytest.mark.parametrize(("command", "declared", "undeclared"), COMMANDS, ids=[one for one, *_ in COMMANDS])
def test_a_declared_id_is_a_parameter_wherever_it_is_and_syntax_is_not_an_undeclared_one(
    command: str, declared: list[str], undeclared: list[str]
) -> None:
    assert parameters_in(command, DECLARED) == tuple(declared)
    assert undeclared_in(command, DECLARED) == tuple(undeclared)


def test_the_pieces_of_a_command_are_the_whole_command() -> None:
    command = "git checkout <commit>\nssh <host><commit> '<x>'"
    found = list(pieces(command, DECLARED))
    assert found == [
        Piece("git checkout "), Piece("<commit>", "commit"), Piece("\nssh "), Piece("<host>", "host"), Piece("<commit>", "commit"),
        Piece(" '<x>'"),
    ]  # fmt: skip
    for text, *_ in COMMANDS:
        assert "".join(piece.text for piece in pieces(text, DECLARED)) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<image></image>", ["image"]),
        ("echo '<image>x</image> <host>'", ["image"]),
        ("grep -P '(?<n>x)' (?P<int>x) \\k<list>", ["n", "int", "list"]),
        ("run <image> </x>", []),
        ("<name></name>", []),
    ],
)
def test_a_parameter_that_is_markup_too_is_found(text: str, found: list[str]) -> None:
    assert sorted(as_markup(text, DECLARED)) == sorted(found)


@pytest.mark.parametrize("value", ["4f2a91c", "v2.4.1", "a/b@c:d+e=f-g_h", "2026-12-01", "22:00", ""])
def test_a_value_without_characters_of_a_shell_is_plain(value: str) -> None:
    assert is_plain(value)


@pytest.mark.parametrize("value", [*" \t\n;|&$`\"'\\(){}[]<>*?!#~^%,", "a b", "x\n", "é", "\u202e"])
def test_a_value_with_any_other_character_is_not_plain(value: str) -> None:
    assert not is_plain(value)


def test_a_declared_blank_is_not_a_placeholder() -> None:
    """In a text, an undeclared `<id>` is a placeholder as before; a declared one is a blank."""
    found = placeholders_in("Roll back to <commit>, or ask <person> (TBD)")
    assert found == ("<commit>", "<person>", "TBD")
    assert without_blanks(found, DECLARED) == ("<person>", "TBD")
    assert without_blanks(found, ()) == found


def test_names_of_markup_and_of_groups_are_no_ids() -> None:
    assert markup_in(r"<a></a> <b> (?P<c>x) (?<d>y) \k<e> f</g-h>") == {"a", "c", "d", "e", "g-h"}
