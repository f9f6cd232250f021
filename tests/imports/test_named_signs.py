"""Signs that a document only names, as GitHub shows them."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

import pytest

from generator.imports.draft import ImportOptions
from generator.imports.import_document import import_document
from generator.imports.import_variant import ImportedVariant, import_variant
from generator.imports.named_signs import with_signs

SOURCE = """\
# Garden

[the fair](#rocket-the-fair)

## :rocket: The fair

- [ ] Ponds :white_check_mark: are full, `:x:` is code
- [ ] Wind | :warning: | :+1:

| Gate | State |
| --- | --- |
| north | :heavy_check_mark: open |

<p>:100: guests</p>

```
key :warning:
```
"""


def imported(source: str) -> ImportedVariant:
    options = ImportOptions()
    read = partial(import_document, options=options)
    return import_variant({"garden.md": source.encode()}, read, options, lambda document: document.id)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("a :x: b", "a ❌ b"),
        (":warning:", "⚠️"),
        (":thumbsup: :+1:", "👍 👍"),
        (":de:", "🇩🇪"),
        (":one::two:", ":one::two:"),
        ("12:100:30", "12:100:30"),
        (":octocat: :no-such-sign:", ":octocat: :no-such-sign:"),
        ("key: value :", "key: value :"),
    ],
)
def test_a_name_that_github_knows_is_its_sign(written: str, seen: str) -> None:
    """Times, words between colons and pictures without a character stay as typed."""
    assert with_signs(written) == seen


def test_signs_are_written_where_github_shows_them() -> None:
    """Texts, headings, tables and HTML have the signs, code has what was typed; all lines are read back, and one row says it."""
    variant = imported(SOURCE)
    data = b"".join(variant.files.values()).decode()
    for seen in ("🚀 The fair", "Ponds ✅ are full, `:x:` is code", "Wind | ⚠️ | 👍", "✔️ open", "💯 guests", "key :warning:"):
        assert seen in data
    (document,) = variant.documents
    assert not document.proof.missing
    assert [(note.line, note.found, note.done) for note in document.notes if "sign" in note.found] == [
        (5, "names of signs, such as `:rocket:`", "signs, such as 🚀")
    ]
    assert not [one for one in variant.problems if one.code == "foreign-markup"]
    assert "a place that the document does not have" not in str(document.notes), "anchors of GitHub have the names"


def test_names_in_code_are_no_signs() -> None:
    """A document that only quotes a name is as it was."""
    (document,) = imported("# Words\n\n- [ ] Write `:x:` in the chat\n").documents
    assert not document.notes


def test_a_document_without_names_needs_no_table() -> None:
    """The table of the signs takes longer to load than a document takes to read."""
    code = (
        "import sys; from generator.imports.import_document import import_document; from generator.imports.draft import ImportOptions;"
        "import_document('a.md', b'# A\\n\\n- [ ] key: value at 12:30\\n', ImportOptions()); sys.exit('pymdownx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
