"""Documents that were imported by hand: their draft, and where each line is."""

from __future__ import annotations

from generator.imports.draft import Disposition, Draft, DraftText, ImportedDocument, ImportNote, ImportOptions, PhaseChoice, Proposal

SOURCE = """\
# Opening the shop

## Before

- [ ] The **door** is open
- [x] The till answers
  till ping
<!-- ask Mira -->
"""


def text(value: str, *lines: int) -> DraftText:
    return DraftText(value, lines)


def draft_of(id: str = "before", door: str = "The **door** is open") -> Draft:
    return {
        "variant": {"title": text("Opening the shop", 1)},
        "phases": {"prepare": {"title": text("Prepare")}},
        "checklists": {
            id: {
                "phase": text("prepare"),
                "title": text("Before", 3),
                "items": {"door": text(door, 5), "till": {"text": text("The till answers", 6), "run": text("till ping", 7)}},
            }
        },
    }


def read_shop(path: str, data: bytes, options: ImportOptions | None = None, *, id: str = "shop") -> ImportedDocument:
    """Import the document of the shop, as the importer would."""
    del options
    lines = tuple(data.decode().split("\n"))
    places = {
        1: Disposition("entry", "variant", "title"),
        3: Disposition("entry", "checklists.before", "title"),
        5: Disposition("entry", "checklists.before.items.door", "text"),
        6: Disposition("entry", "checklists.before.items.till", "text"),
        7: Disposition("entry", "checklists.before.items.till", "run"),
        8: Disposition("not-placed", why="a comment"),
    }
    return ImportedDocument(
        path=path,
        lines=lines,
        draft=draft_of(door=lines[4].removeprefix("- [ ] ")),
        dispositions=places,
        notes=(ImportNote(6, "a ticked box", "the item is not ticked"),),
        proposals=(Proposal("contacts", "mira", {"title": text("Mira", 8)}, (8,), "a name"),),
        phases=(PhaseChoice(3, "Before", "prepare", "before", guessed=True),),
        boxes=(5, 6),
        id=id,
    )
