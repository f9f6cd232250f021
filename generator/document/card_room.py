"""Estimate from the text of an emergency card, before it is typeset, whether the card fits on two pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from generator.document.document_parts import Row, plain, texts
from generator.document.drawings.text_metrics import wrapped
from generator.document.print_job import CARD_PAGES, SMALLEST_TYPE
from generator.document.sheets import Sheet
from generator.document.tables import ContactLine, people_of
from generator.text.catalogue import Catalogue, words_among
from generator.text.parameters import parameters_in

# In points, for the 10 point type of `templates/print/sheet.typ`: the smaller height of the two paper sizes (Letter) and the smaller width
# (A4).
HEIGHT, WIDTH = 686.0, 516.0
HIGHEST = 790.0  # of a block that may fit on A4; estimates are higher than the real height
LINE = 12.7
# The height of each part in addition to its lines of text.
TITLE, DRAFT, HEADING, ROW, FRAME, TOOL, LEFT_OUT, END, BLANK, SLOT = 26.0, 15.0, 33.0, 6.6, 30.0, 10.6, 23.0, 20.0, 18.0, 24.0
FACTS = 5
CODE, CODE_WIDTH = 106.0, 124.0
LETTERS_OF_COMMAND = 74
ROLE_WIDTH, NAME_WIDTH, REACH_WIDTH, CELL_WIDTH = 164.0, 148.0, 179.0, 140.0
MOST_COMMANDS = int(CARD_PAGES * HEIGHT // LINE)  # each command has at least one line

Block = list[float]  # the heights of its rows; a block is divided between rows only if it is higher than a page


def fits(card: Sheet) -> bool:
    """Return whether a card fits at the smallest type size. It must fit if blocks of about one page are divided, and if they are not."""
    blocks = list(_blocks(card, words_among(card.language)))
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


def _blocks(card: Sheet, words: Catalogue) -> Iterator[Block]:
    code = CODE + _lines(card.address, CODE_WIDTH) if card.address else 0.0
    facts = TITLE + max(FACTS, len(card.head)) * LINE + BLANK * sum(not fact.value for fact in card.head)
    yield [max(facts, code), *(DRAFT + _lines(reason) for reason in card.draft)]
    for section in card.sections:
        if section.kind == "contacts":
            yield _table(list(_people(people_of(words, section))))
        elif section.kind == "severities":
            yield _table([ROW + max(_lines(f"{row.title}: {plain(row.text)}", CELL_WIDTH), LINE) for row in section.rows])
        elif section.kind == "calls":
            yield [HEADING + FRAME + LINE + sum(_lines(" ".join(texts((box.text, box.facts, box.action)))) for box in section.boxes)]
        elif section.kind == "commands":
            opening, *rest = (_command(words, row) for row in section.rows)
            yield [HEADING + opening, *rest]
        else:
            yield [HEADING + LINE if section.title else LEFT_OUT]
    yield [END]


def _table(rows: Block) -> Block:
    """Return the heights of a table. The heading, a line about missing values and the column heads stay with the first row."""
    return [HEADING + ROW + 2 * LINE + rows[0], *rows[1:]]


def _command(words: Catalogue, row: Row) -> float:
    open_ids = {slot.id for slot in row.slots if not slot.value and not slot.secret}
    lines = row.run.split("\n")
    command = sum(1 + len(line.expandtabs(4)) // LETTERS_OF_COMMAND for line in lines) * LINE
    command += sum(SLOT for line in lines for _ in parameters_in(line, open_ids))
    details = _lines(f"{words('outcome.expect')}: {plain(row.expect)}") if row.expect else 0.0
    details += _lines(f"{words('outcome.fail')}: {row.on_failure.elsewhere}") if row.on_failure else 0.0
    conditions = (f"{fact.label} {plain(fact.text)}" for fact in row.facts)
    return TOOL + _lines(" · ".join(filter(None, (row.title, *conditions, plain(row.text))))) + details + command


def _people(lines: Iterable[ContactLine]) -> Iterator[float]:
    """Yield the heights of contacts, with the heading of a group before its first contact."""
    for group, found in groupby(lines, key=lambda one: one.group):
        first, *rest = map(_person, found)
        yield from (first + (ROW + _lines(group)) * bool(group), *rest)


def _person(person: ContactLine) -> float:
    role = _lines(person.title, ROLE_WIDTH) + _lines(person.more, ROLE_WIDTH)
    reach = sum(_lines(plain(way), REACH_WIDTH) for way in person.reach) + BLANK * len(person.blanks)
    return ROW + max(role, reach, _lines(person.name, NAME_WIDTH), LINE)


@lru_cache(maxsize=4096)
def _lines(text: str, width: float = WIDTH) -> float:
    """Return the height of a text that is broken at a width; 0 for an empty text. A card is estimated again with each command less."""
    return len(wrapped(text, width, SMALLEST_TYPE)) * LINE
