"""Characters of word processors and of wrong encodings: in code they become what a keyboard types, elsewhere only broken ones change."""

from __future__ import annotations

import pytest

from generator.checks.resolve import resolve
from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.emit_files import data_files
from generator.imports.fit_values import fit
from generator.imports.typed_characters import as_meant, unbroken, without_breaks
from generator.model.scalar_kinds import COMMAND, LINE, PROSE, TEXT, Kind


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (COMMAND, "docker run –name “web shop”", 'docker run -name "web shop"'),
        (COMMAND, "echo “Grüße – alle”", 'echo "Grüße - alle"'),
        (TEXT, "He said “go” – see `ls –l`", "He said “go” – see `ls -l`"),
        (LINE, "“Go” – `ls –l`", "“Go” – `ls –l`"),
        (PROSE, "“Go”\n\n```bash\nls –l\n```\n\n```json\n{“a”: 1}\n```\n", "“Go”\n\n```bash\nls -l\n```\n\n```json\n{“a”: 1}\n```\n"),
        (PROSE, "> - say `a\n>   –b “x”` – “c”\n", '> - say `a -b "x"` – “c”\n'),
        (PROSE, "| a | `b \\| c –d` |\n|---|---|\n| – | `–d` |\n", "| a | `b \\| c -d` |\n|---|---|\n| – | `-d` |\n"),
        (PROSE, "Say `a\n– b`", "Say `a - b`"),
        (TEXT, "Ã¼ber â€™ \ufffd", "über ’ ?"),
        (TEXT, "বাংলা `GET /x (পড়া)` 中文（检查）", "বাংলা `GET /x (পড়া)` 中文（检查）"),
    ],
)
def test_characters_are_written_as_they_were_meant(kind: Kind, before: str, after: str) -> None:
    """Only code for a shell is typed again; quotes and dashes of a sentence stay, and so does code in other languages."""
    assert as_meant(before, kind)[0] == after


def test_what_became_of_each_character_is_known() -> None:
    """A report needs the odd character and what it became; the note has the line."""
    assert as_meant("ls –l “x”", COMMAND)[1] == {"–": "-", "“": '"', "”": '"'}
    draft: Draft = {"checklists": {"a": {"items": {"b": {"text": DraftText("B", (3,)), "run": DraftText("ls\nls –l", (4, 5))}}}}}
    assert [(note.line, note.found, note.done) for note in fit(draft).notes] == [(5, "the odd character `–`", "written as `-`")]


def test_a_lost_character_is_a_question_mark() -> None:
    """What nobody can know any more is shown as a question, and other broken characters come back."""
    assert [unbroken(one) for one in ("Ã©", "â€œ", "\ufffd", "Ã\x9f")] == ["é", "“", "?", "ß"]
    assert without_breaks("schÃ¶n") == "schön"


def test_the_data_have_no_error() -> None:
    """A document from a word processor passes the check."""
    item: DraftValue = {
        "text": DraftText("Say `echo “x”`"),
        "run": DraftText("docker run –name “web”"),
        "details": DraftText("```sh\nls –l\n```\n\ufffd"),
    }
    draft: Draft = {
        "variant": {"title": DraftText("Shop")},
        "checklists": {"a": {"phase": DraftText("prepare"), "title": DraftText("A"), "items": {"b": item}}},
    }
    files = data_files(fit(draft).draft, "shop", ("a.md",))
    assert not [one for one in resolve(files, ("shop",)).findings["shop"] if one.code == "odd-character"]
