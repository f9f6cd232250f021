"""Commands that a document may mean."""

from __future__ import annotations

from generator.imports.proposal_sources import ProposalSources, SourceFence, SourceLine, SourceList, SourceTable, TableRow
from generator.imports.propose_commands import propose_commands
from tests.imports.taken import errors_when_taken


def fence(text: str, *headings: str, language: str = "bash", first: int = 1, address: str = "") -> SourceFence:
    return SourceFence(language, tuple(SourceLine(first + at, line, address) for at, line in enumerate(text.split("\n"))), headings)


def runs(*fences: SourceFence) -> dict[str, str]:
    found = propose_commands(ProposalSources(fences=fences))
    assert errors_when_taken(found) == []
    return {getattr(one.draft["title"], "text", ""): getattr(one.draft["run"], "text", "") for one in found}


def test_parts_of_a_block_with_comments() -> None:
    """Each comment is the title of the lines below it."""
    block = fence('# Open\npool open\n\n# Tell\n# all\necho "🚀 open!"\n', "When all is well")
    assert runs(block) == {"Open": "pool open", "Tell all": 'echo "🚀 open!"'}


def test_block_that_cannot_be_divided_is_one_command() -> None:
    """A script with comments inside stays whole, with the title of its section."""
    script = 'if ready; then\n  open\n# else wait\nelse\n  sleep "1"\nfi'
    assert runs(fence(f"# Start\n{script}", "1. Opening")) == {"Opening": f"# Start\n{script}"}
    assert runs(fence("$ pool open\n$ pool list", "Befehle")) == {"Befehle": "pool open\npool list"}


def test_other_blocks_are_no_commands() -> None:
    """Blocks of other languages, blocks of entries and blocks without a language elsewhere stay what they are."""
    assert not runs(
        fence("a: 1", "Commands", language="yaml"),
        fence("pool open", address="checklists.a.items.one"),
        fence("text", "Drawing", language=""),
    )
    assert runs(fence("pool open", "Quick reference", language="")) == {"Quick reference": "pool open"}


def test_tables_and_lists_of_commands() -> None:
    """A row or a line with a command and its meaning is one."""
    table = SourceTable(("Command", "Does"), (TableRow(3, ("`pool open`", "Opens")), TableRow(4, ("see above", "Closes"))))
    lines = SourceList(
        (SourceLine(7, "`pool list` – lists all"), SourceLine(8, "Closes it: `pool close`"), SourceLine(9, "Read this")),
        ("Comandos úteis",),
    )
    found = propose_commands(ProposalSources((table,), (lines,)))
    assert [(one.id, one.lines, getattr(one.draft["run"], "text", "")) for one in found] == [
        ("opens", (3,), "pool open"),
        ("lists-all", (7,), "pool list"),
        ("closes", (8,), "pool close"),
    ]
