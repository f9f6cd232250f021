"""What a browser needs to know of all boxes of a variant while its runs are ticked: one script for each, loaded when a run is on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from generator.document.page_model import Box, Section
from generator.document.pages import OutputFile, Page
from generator.text.gfm_escaping import inline, literal


def compose_runs(pages: Iterable[Page]) -> tuple[OutputFile, ...]:
    """`ID/boxes.js` for each variant, which hands its boxes to `runbook.boxes.load`; `pages` are all pages of the site, composed.

    {"title", "phases": [{"id", "title", "lists": [{"id", "title", "at", "boxes": [[depth, address, print, blocking, text, former]]}]}]},
    with titles and texts as Markdown, boxes in their order on the page, and the addresses that a box had before, if there are any.
    """
    found: dict[str, dict[str, Any]] = {}
    for page in pages:
        if page.template == "phase":
            one = found.setdefault(page.variant, {"title": literal(page.nav[0]), "phases": []})
            phase = page.path.split("/")[1]
            lists = [list_data(section) for section in page.view["sections"] if section.boxes]
            one["phases"].append({"id": phase, "title": literal(page.title), "lists": lists})
    return tuple(OutputFile(f"{variant}/boxes.js", script(variant, data)) for variant, data in found.items())


def list_data(section: Section) -> dict[str, Any]:
    at = section.moment.at if section.moment else ""
    return {"id": section.anchor, "title": literal(section.title), "at": at, "boxes": list(box_data(section.boxes, 0))}


def box_data(boxes: Iterable[Box], depth: int) -> Iterator[list[Any]]:
    for box in boxes:
        yield [depth, box.address, box.print, int(box.blocking), words(box), *([list(box.trail.anchors)] if box.trail.anchors else [])]
        yield from box_data(box.children, depth + 1)


def words(box: Box) -> str:
    """The words of a box as Markdown of one line."""
    number = f"{box.number}\\. " if box.number else ""
    return number + " ".join(filter(None, (f"**{literal(box.title)}**" if box.title else "", inline(box.text) if box.text else "")))


def script(variant: str, data: dict[str, Any]) -> str:
    return f"runbook.boxes.load({json.dumps(variant)}, {json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"
