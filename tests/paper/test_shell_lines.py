"""Long commands are broken where the shell reads the same, and nowhere else."""

from __future__ import annotations

import shlex
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.paper.shell_lines import with_breaks

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
