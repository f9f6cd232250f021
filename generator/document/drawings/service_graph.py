"""Draw the services of a system: the system on top, below it the services that it needs, and below each service those that it needs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.document_parts import Link
from generator.document.drawings.graph_routing import BoxArea, Drawing, draw
from generator.document.drawings.layered_graph import layered
from generator.document.drawings.shapes import DrawnBox, DrawnLine, ServiceGraph
from generator.document.drawings.text_metrics import width as width_of
from generator.document.drawings.text_metrics import wrapped
from generator.document.runbook_context import RunbookContext

WIDTH = 344  # as wide as the text of a page on a phone, so that the drawing needs no scrolling there
COLUMNS = (3, 2)
SIZE, LINE, PADDING = 12, 15, 7
LEAST_HEIGHT = 34
SYSTEM = ""  # no service has this id


def service_graph(context: RunbookContext) -> ServiceGraph | None:
    """Return the drawing of a variant's services, or None if the variant has no services."""
    if not context.runbook.services:
        return None
    drawing = draw_readably(context)
    return ServiceGraph(drawing, tuple(box(context, key, area) for key, area in drawing.areas.items()), drawing.width > WIDTH)


def draw_readably(context: RunbookContext) -> Drawing:
    """Return the drawing with the most columns in which no word must be broken, else the drawing with the fewest columns."""
    for columns in COLUMNS:
        drawing = draw(layered(SYSTEM, needs_of(context), columns), lambda key, width: height_of(context, key, width), WIDTH)
        if all(has_room(context, key, area.width) for key, area in drawing.areas.items()):
            break
    return drawing


def needs_of(context: RunbookContext) -> dict[str, tuple[str, ...]]:
    """Return the ids of the services that the system and each of its services need. The system needs all services."""
    services = context.runbook.services
    return {SYSTEM: tuple(services), **{key: tuple(one for one in entry.needs if one in services) for key, entry in services.items()}}


def needs_in_words(context: RunbookContext) -> tuple[tuple[Link, tuple[Link, ...]], ...]:
    """Return the content of the drawing as links: each box with the services that it needs, the system first."""
    return tuple(
        (context.link(f"services.{key}") if key else Link(context.title), tuple(context.link(f"services.{one}") for one in below))
        for key, below in needs_of(context).items()
        if below
    )


def texts_in(context: RunbookContext, key: str) -> Iterator[tuple[str, str]]:
    """Yield the texts in a box, each with its kind: `title`, `note` or `link`."""
    entry = context.runbook.services.get(key)
    yield entry.title if entry else context.title, "title"
    if entry and entry.criticality:
        yield context.words(f"criticality.{entry.criticality}"), "note"
    if entry and entry.status_page:
        yield context.words("graph.status"), "link"


def lines_in(context: RunbookContext, key: str, width: int) -> list[tuple[str, str]]:
    return [(line, kind) for text, kind in texts_in(context, key) for line in wrapped(text, width - 2 * PADDING, SIZE)]


def has_room(context: RunbookContext, key: str, width: int) -> bool:
    return all(width_of(word, SIZE) <= width - 2 * PADDING for text, _ in texts_in(context, key) for word in text.split())


def height_of(context: RunbookContext, key: str, width: int) -> int:
    return max(LEAST_HEIGHT, len(lines_in(context, key, width)) * LINE + 2 * PADDING)


def box(context: RunbookContext, key: str, area: BoxArea) -> DrawnBox:
    lines = lines_in(context, key, area.width)
    first = area.y + (area.height - len(lines) * LINE) // 2 + SIZE
    drawn = tuple(DrawnLine(area.middle, first + at * LINE, text, kind=kind) for at, (text, kind) in enumerate(lines))
    page = context.runbook.services[key].status_page if key else None
    name = f"{context.runbook.services[key].title}: {context.words('graph.status')}" if page else ""
    return DrawnBox(area, drawn, "service" if key else "system", page or "", name)
