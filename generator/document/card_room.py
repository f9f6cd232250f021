"""Whether an emergency card fits on its two sides, reckoned from its words before it is typeset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.document.drawings.text_metrics import wrapped
from generator.document.print_job import CARD_PAGES, SMALLEST_TYPE
from generator.document.sheets import Kit, Sheet, SheetContact, Tool

# In points, as `templates/print/sheet.typ` sets 10 point: the height of Letter and the width of A4, which are the smaller ones.
HEIGHT, WIDTH = 686.0, 516.0
HIGHEST = 790.0  # of a block that A4 may hold, though it is reckoned higher than it is
LINE = 12.7
# What each part takes beside its lines.
TITLE, DRAFT, HEADING, ROW, FRAME, TOOL, LEFT_OUT, END = 26.0, 15.0, 33.0, 6.6, 30.0, 10.6, 23.0, 20.0
FACTS = 5
CODE, CODE_WIDTH = 106.0, 124.0
LETTERS_OF_COMMAND = 80
ROLE_WIDTH, NAME_WIDTH, REACH_WIDTH, CELL_WIDTH = 164.0, 148.0, 179.0, 140.0
MOST_COMMANDS = int(CARD_PAGES * HEIGHT // LINE)  # each takes a line at least

Block = list[float]  # the heights of its rows: what fits on a page is not divided, and what does not is divided between rows


def fits(card: Sheet) -> bool:
    """Whether a card takes no more pages than it may, at the smallest type, whether or not a block of about a page is divided."""
    blocks = list(_blocks(card))
    return all(_pages(blocks, whole) <= CARD_PAGES for whole in (HEIGHT, HIGHEST))


def _pages(blocks: Iterable[Block], whole: float) -> int:
    pages, used = 1, 0.0
    for block in blocks:
        for height in block if sum(block) > whole else [sum(block)]:
            if used + height > HEIGHT and used:
                pages, used = pages + 1, 0.0
            used += height
            pages, used = pages + int(used // HEIGHT), used % HEIGHT
    return pages


def _blocks(card: Sheet) -> Iterator[Block]:
    code = CODE + _lines(card.address, CODE_WIDTH) if card.address else 0.0
    yield [max(TITLE + FACTS * LINE, code), *(DRAFT + _lines(words) for words in card.draft)]
    yield _table([_person(one) for one in card.contacts])
    yield _table([ROW + max(_lines(f"{one.title}: {one.text}", CELL_WIDTH), LINE) for one in card.severities])
    calls = [_lines(f"{one.text} {one.threshold} {one.target} {one.mode} {one.action}") for one in card.triggers]
    yield [HEADING + (FRAME + LINE + sum(calls) if calls else LINE)]
    yield from map(_kit, card.kits)
    yield [LEFT_OUT if card.left_out else 0.0, END]


def _table(rows: Block) -> Block:
    """A heading, a line on what is missing and the heads, which stay with the first row; else a heading and that there is nothing."""
    return [HEADING + ROW + 2 * LINE + rows[0], *rows[1:]] if rows else [HEADING + LINE]


def _kit(kit: Kit) -> Block:
    first, *rest = map(_tool, kit.tools)
    return [HEADING + first, *rest]


def _tool(tool: Tool) -> float:
    command = sum(1 + len(line.expandtabs(4)) // LETTERS_OF_COMMAND for line in tool.run.split("\n")) * LINE
    details = _lines(f"Expected: {tool.expect}") if tool.expect else 0.0
    return TOOL + _lines(" · ".join(filter(None, (tool.title, tool.condition and f"If {tool.condition}", tool.text)))) + details + command


def _person(person: SheetContact) -> float:
    then = f"then {person.escalates_to}" if person.escalates_to else ""
    more = " · ".join(filter(None, (person.hours, then)))
    written = " · ".join(filter(None, (person.email, person.channel)))
    role = _lines(person.title, ROLE_WIDTH) + _lines(more, ROLE_WIDTH)
    reach = _lines(person.phone, REACH_WIDTH) + _lines(written, REACH_WIDTH)
    return ROW + max(role, reach, _lines(person.name, NAME_WIDTH), LINE)


def _lines(words: str, width: float = WIDTH) -> float:
    """The height of a text in a room of a width; nothing for no text."""
    return len(wrapped(words, width, SMALLEST_TYPE)) * LINE
