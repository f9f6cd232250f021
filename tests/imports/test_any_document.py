"""Documents of any shape: they are imported without a fault, each line is accounted for, and the data pass the check."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.edits.workflow import format_file
from generator.imports.draft import ImportOptions
from generator.imports.import_again import update_of
from generator.imports.import_document import import_document
from generator.imports.import_folder import folder_files, previous_import
from generator.imports.import_variant import ImportedVariant, import_variant

# One line of each shape; `¶` stands for a line break.
SHAPES = tuple(
    line.replace("¶", "\n")
    for line in [
        "# T",
        "## Before",
        "## Rollback",
        "### x",
        "- [ ] a box",
        "- [x] done",
        "  - [ ] child",
        "    - [ ] deeper",
        "1. [ ] num",
        "1. step",
        "- plain",
        "* star",
        "```bash",
        "```",
        "~~~sql",
        "    code",
        "\tls –l",
        "| a | b |",
        "|---|---|",
        "| [ ] | x |",
        "| x | ____ |",
        "> quote",
        "> [!NOTE]",
        "<details>",
        "</details>",
        "<table><tr><td>x",
        "<!-- c",
        "-->",
        "---",
        "Title¶===",
        "Key: value",
        "**Owner:** me",
        "**Review:** Quarterly",
        "[a](b.md)",
        "[a](#before)",
        "[r]: http://x.test",
        "![i](p.png)",
        "[^1]: foot",
        "☐ yes ☐ no",
        "-[ ] near",
        "\\- \\[ \\] esc",
        "`{{ params.x }}`",
        "T-7d: do",
        "RTO: < 6 hours",
        "password: hunter2hunter2",
        "\u202bx\u202c",
        "x\xa0y",
        "বাংলা `লেখা`",
        "中文（检查）",
        "🚀",
        "",
        "\\",
        "`",
        "*a",
        "&#0;",
        "docker run <tag>",
        "</tag>",
        "Ã©",
        "- [ ] run `ls –l “x”`",
        "!!! note",
        "---¶title: F¶lang: de¶---",
        "| Role | Name | Phone |¶|---|---|---|¶| Lead | Ida | +41 44 555 01 00 |",
    ]
)
LINES = (*SHAPES, "a" * 300, "word " * 900)
DOCUMENTS = st.tuples(
    st.lists(st.sampled_from(LINES) | st.text(max_size=12), min_size=1, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]), st.booleans()
).map(lambda parts: ("\ufeff" if parts[2] else "") + parts[1].join(parts[0]))


def imported(text: str, options: ImportOptions) -> ImportedVariant:
    data = text.encode("utf-8", "replace")
    return import_variant({"a.md": data}, lambda path, content: import_document(path, content, options), options, lambda _: "shop")


@settings(max_examples=20)
@given(DOCUMENTS.filter(lambda text: "\0" not in text), st.booleans())
def test_any_document_is_imported_and_a_second_import_changes_nothing(text: str, take_all: bool) -> None:
    """No shape is a fault; each line has a disposition; data need no formatting; the same document changes nothing."""
    options = ImportOptions(take=frozenset(["all"]) if take_all else frozenset())
    variant = imported(text, options)
    report = variant.documents[0]
    assert not [line for number, line in enumerate(report.document.lines, 1) if line.strip() and number not in report.dispositions]
    assert all(format_file(path, data) == data for path, data in variant.files.items())
    previous = previous_import("shop", folder_files(variant)["imports/shop/map.json"])
    assert update_of(variant, previous, variant.files).is_same
    assert previous.draft == {key: value for key, value in variant.draft.items() if value}
