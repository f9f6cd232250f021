"""Long commands are broken where the shell reads the same, and nowhere else."""

from __future__ import annotations

import shlex
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.paper.shell_lines import are_lines_text, with_breaks

WORDS = st.sampled_from(
    ["a", "--option=value", "'two words'", '"a  \\" b"', "x\\ y", "'it'\\''s'", "a#b", "$HOME", '"it\'s"', "'\\'", "\\\\"]
)


def test_a_long_line_is_broken_between_words_and_indented() -> None:
    """Every line but the last ends in ` \\`, and no line is longer than asked for."""
    command = "docker compose run --rm api npx prisma migrate deploy --schema prisma/schema.prisma"
    assert with_breaks(command, 40) == ("docker compose run --rm api npx prisma \\\n  migrate deploy --schema \\\n  prisma/schema.prisma")
    assert with_breaks(command, 83) == command


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_the_shell_reads_the_same_words(words: list[str]) -> None:
    """Breaking a command does not change one word of it."""
    command = " ".join(words)
    broken = with_breaks(command, 20)
    assert shlex.split(broken.replace(" \\\n", " ")) == shlex.split(command)
    assert all(len(line) <= 20 or len(line.split()) <= 4 for line in broken.split("\n"))


def test_a_shell_prints_the_same() -> None:
    """A real shell runs the broken command as it runs the command."""
    command = """printf '%s|' one 'two  words' "three  \\" words" fo\\ ur $(printf '%s ' a  b) # all  of   them
echo "x
  y" end"""
    broken = with_breaks(command, 12)
    assert broken.count("\\\n") > 4
    printed = [subprocess.run(["sh", "-c", one], check=True, capture_output=True).stdout for one in (command, broken)]
    assert printed[0] == printed[1]


NESTED = (
    """echo "$(printf '%s,' "one  two three" "four five six" seven   eight)" "nine ten eleven" """,
    "echo \"`printf '%s,' 'one  two' three   four`\" five six seven",
    'x="${y:-one two three "four  five" six seven}"; echo "$x" "eight nine ten"',
    "x=${y:-one  two  three  four  five  six}; printf '%s,' \"$x\" seven eight nine ten",
    "printf '%s,' 'costs 5$' 'one  two' \"costs 5$\" 'three  four' five six seven",
    "cat <<\\EOF\none two three four five six seven eight\nEOF\necho one two three four five six",
    "cat <<A <<'B C'\none two three four five six seven\nA\none two three four five six seven\nB C\necho one two three four five",
    "cat <<EOF\n  EOF\none two three four five six seven eight\nEOF",
    "cat <<-EOF\n\tone two three four five six seven eight\n\tEOF\necho one two three four five six seven",
    "printf '%s,'\tone\ttwo\tthree\tfour\tfive six seven",
    "echo one two three \\\n  four five six seven eight nine \\\n  ten",
    "echo $((1 + 2)) one two three four five six",
    "(echo one two three four; echo five) | cat - # it's a comment that goes on and on",
)


def test_nested_quotes_here_documents_and_tabs_keep_their_meaning() -> None:
    """A real shell prints the same for commands whose quotes are nested, and every command has a break somewhere if it can."""
    broken = [with_breaks(command, 16) for command in NESTED]
    assert sum(one != command for one, command in zip(broken, NESTED, strict=True)) >= len(NESTED) - 1
    printed = [subprocess.run(["sh"], input="\n".join(lines).encode(), check=True, capture_output=True) for lines in (NESTED, broken)]
    assert printed[0].stdout == printed[1].stdout
    assert not printed[1].stderr


def test_quotes_with_escaped_quotes_stay_whole() -> None:
    """In `$'...'`, an escaped quote ends nothing, so the next quotes are read as what they are."""
    assert "\\\n" not in with_breaks("$'it\\'s one two' 'three four five six seven eight'", 20).split("'three", 1)[1]


def test_a_command_for_windows_has_no_mark_that_its_shell_does_not_know() -> None:
    """Other shells do not read ` \\` at the end of a line."""
    command = "& 'C:\\Program Files\\Shop\\deploy.exe' --config C:\\Shop\\config.json --log D:\\deploy.log"
    assert with_breaks(command, 30) == command


@pytest.mark.parametrize(
    "command",
    [
        "# a comment is read by people and by nobody else",
        "cat <<EOF > file\none two three four five six seven eight\nEOF",
        "echo 'one two three four five six seven eight nine'",
        "echo 'one two three four five\nsix seven eight nine ten'",
        "https://a.very.long/address/without/any/space/to/break",
        "curl https://a.very.long/address/without/any/space/to/break",
        "run \\\n  it",
    ],
)
def test_what_a_break_would_change_stays_whole(command: str) -> None:
    """Comments, here-documents, quotes and words have no place for a break; a broken line stays as it is."""
    assert with_breaks(command, 30).replace("echo \\\n  ", "echo ") == command
    assert with_breaks(with_breaks(command, 30), 30) == with_breaks(command, 30)


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("ls\nls", False),
        ("cat <<X\nX", True),
        ("echo 'a\nb'", True),
        ('echo "a\nb"', True),
        ("echo 'a'\nls", False),
        ("echo $(ls \n ls)", False),
        ("ls # it's\nls", False),
    ],
)
def test_spaces_before_lines_change_here_documents_and_quotes(command: str, text: bool) -> None:
    assert are_lines_text(command) == text
