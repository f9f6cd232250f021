"""A system's services as a drawing: the system on top, below it what it needs, below that what those need."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.document_parts import Link
from generator.document.drawings.graph_routing import Drawing, Place, Wire, draw
from generator.document.drawings.layered_graph import layered
from generator.document.drawings.shapes import DrawnBox, DrawnLine, DrawnWire, ServiceGraph
from generator.document.drawings.text_metrics import width as width_of
from generator.document.drawings.text_metrics import wrapped
from generator.document.runbook_context import RunbookContext

WIDTH = 344  # as wide as the text of a page on a phone, so that it is read there without scrolling
COLUMNS = (3, 2)
SIZE, LINE, PADDING = 12, 15, 7
LEAST_HEIGHT = 34
HEAD, RISING_HEAD = "l-4 -7h8z", "l-4 7h8z"
SYSTEM = ""  # no service has this id


def service_graph(context: RunbookContext) -> ServiceGraph | None:
    """The drawing of a variant's services, or None when it has none."""
    if not context.runbook.services:
        return None
    drawing = draw_readably(context)
    return ServiceGraph(
        width=drawing.width,
        height=drawing.height,
        boxes=tuple(box(context, key, place) for key, place in drawing.places.items()),
        wires=tuple(wire(one) for one in drawing.wires),
        wide=drawing.width > WIDTH,
    )


def draw_readably(context: RunbookContext) -> Drawing:
    """The drawing in as many columns as leave every word whole, else in the fewest."""
    for columns in COLUMNS:
        drawing = draw(layered(SYSTEM, needs_of(context), columns), lambda key, width: height_of(context, key, width), WIDTH)
        if all(has_room(context, key, place.width) for key, place in drawing.places.items()):
            break
    return drawing


def needs_of(context: RunbookContext) -> dict[str, tuple[str, ...]]:
    """What the system and each of its services needs.

    Every service is needed by the system itself, which is what it means to be listed; beyond that `needs` alone tells.
    """
    services = context.runbook.services
    return {SYSTEM: tuple(services), **{key: tuple(one for one in entry.needs if one in services) for key, entry in services.items()}}


def needs_in_words(context: RunbookContext) -> tuple[tuple[Link, tuple[Link, ...]], ...]:
    """The same as the drawing says: who needs whom, the system first."""
    return tuple(
        (context.link(f"services.{key}") if key else Link(context.title), tuple(context.link(f"services.{one}") for one in below))
        for key, below in needs_of(context).items()
        if below
    )


def said(context: RunbookContext, key: str) -> Iterator[tuple[str, str]]:
    """What stands in a box: texts and their looks."""
    if key == SYSTEM:
        yield context.title, "title"
        return
    entry = context.runbook.services[key]
    yield entry.title, "title"
    if entry.criticality:
        yield context.words(f"criticality.{entry.criticality}"), "note"
    if entry.status_page:
        yield context.words("graph.status"), "link"


def lines_in(context: RunbookContext, key: str, width: int) -> list[tuple[str, str]]:
    return [(line, kind) for text, kind in said(context, key) for line in wrapped(text, width - 2 * PADDING, SIZE)]


def has_room(context: RunbookContext, key: str, width: int) -> bool:
    return all(width_of(word, SIZE) <= width - 2 * PADDING for text, _ in said(context, key) for word in text.split())


def height_of(context: RunbookContext, key: str, width: int) -> int:
    return max(LEAST_HEIGHT, len(lines_in(context, key, width)) * LINE + 2 * PADDING)


def box(context: RunbookContext, key: str, place: Place) -> DrawnBox:
    lines = lines_in(context, key, place.width)
    first = place.y + (place.height - len(lines) * LINE) // 2 + SIZE
    drawn = tuple(DrawnLine(place.middle, first + at * LINE, text, kind=kind) for at, (text, kind) in enumerate(lines))
    if key == SYSTEM:
        return DrawnBox(place, drawn, "system")
    entry = context.runbook.services[key]
    name = f"{entry.title}: {context.words('graph.status')}"
    return DrawnBox(place, drawn, "service", entry.status_page, name) if entry.status_page else DrawnBox(place, drawn, "service")


def wire(one: Wire) -> DrawnWire:
    """A wire as paths of SVG."""
    lines = "".join(f"M{x1} {y1}{f'H{x2}' if y1 == y2 else f'V{y2}'}" for (x1, y1), (x2, y2) in one.lines)
    heads = "".join(f"M{x} {y}{RISING_HEAD if one.rising else HEAD}" for x, y in one.tips)
    return DrawnWire("system" if one.source == SYSTEM else "service", lines, heads, one.dots)
