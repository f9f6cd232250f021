"""The boxes of each variant for the scripts of the page, loaded when there is a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.document.compose import RunbookDocument
from generator.document.decision import decision_labels
from generator.document.document_parts import Box, Moment, Section
from generator.document.overview import lists_of
from generator.document.pages import OutputFile
from generator.document.phase_part import PhasePart
from generator.site.search_index import json_of
from generator.text.gfm_escaping import literal, markdown


def boxes_file(document: RunbookDocument) -> OutputFile:
    """Return `ID/boxes.js` of a variant, a script that calls `runbook.boxes.load` with its boxes:

    {"title", "commit", "data", "phases": [{"id", "title", "lists": [{"id", "title", "at", "lasts", "boxes": [ROW]}]}],
    "labels": {"blanks", "ways"}}, where a ROW is [depth, address, print, blocking, text, former, number, role].

    Blanks have their labels by id, ways by address. If there are secrets, "labels" has theirs as "secrets". The "commit" is left out if no
    commit has the data as they are; "data" is the digest of these. The role is the id of a contact, or empty.

    Titles, texts and labels are Markdown. Boxes are in the order of the page; `former` are the earlier addresses of a box. The number is
    not part of the text: it comes from the position, so that a box with another number has not changed.
    """
    name = document.context.variant.id
    phases = [{"id": part.id, "title": literal(part.title), "lists": lists_data(part)} for part in document.phases.values()]
    commit = {"commit": document.context.commit} if document.context.commit else {}
    version = {**commit, "data": document.context.data_digest}
    data = json_of({"title": literal(document.context.title), **version, "phases": phases, "labels": labels_of(document)})
    return OutputFile(f"{name}/boxes.js", f"runbook.boxes.load({json_of(name)}, {data});\n")


def labels_of(document: RunbookDocument) -> dict[str, dict[str, str]]:
    """Return the labels of all blanks, of secrets apart if there are any, and of all ways."""
    sections = [section for part in document.phases.values() for section in part.sections]
    boxes = [box for part in document.phases.values() for box in part.boxes]
    spaces = [space for section in sections for space in (*section.spaces, *section.columns)]
    spaces += [space for box in boxes for space in box.spaces]
    named = [(one.secret, one.address.rpartition(".")[2], literal(one.label.rstrip(": "))) for one in spaces if one.address]
    secrets = {name: label for secret, name, label in named if secret}
    phases = [part.id for part in document.phases.values() if part.boxes]
    decisions = {name: literal(label) for phase in phases for name, label in decision_labels(document.context, phase)}
    return {
        "blanks": {name: label for secret, name, label in named if not secret} | decisions,
        "ways": {way.address: literal(way.label) for box in boxes for way in box.ways},
    } | ({"secrets": secrets} if secrets else {})


def lists_data(part: PhasePart) -> list[dict[str, Any]]:
    """Return the lists of a phase that have boxes. `lasts` is how long a list takes, if that is known."""
    moments = {one.anchor: one.moment for one in lists_of(part)}
    return [list_data(section, moments.get(section.anchor, section.moment)) for section in part.sections if section.boxes]


def list_data(section: Section, moment: Moment | None) -> dict[str, Any]:
    at, lasts = (moment.at, moment.lasts) if moment else ("", "")
    known = {"id": section.anchor, "title": literal(section.title), "at": at, "boxes": list(box_data(section.boxes, 0))}
    return known | ({"lasts": lasts} if lasts else {})


def box_data(boxes: Iterable[Box], depth: int) -> Iterator[list[Any]]:
    for box in boxes:
        yield [depth, box.address, box.print, int(box.blocking), text_of(box), list(box.provenance.anchors), box.number, box.role]
        yield from box_data(box.children, depth + 1)


def text_of(box: Box) -> str:
    """Return the text of a box as one line of Markdown."""
    return " ".join(filter(None, (f"**{literal(box.title)}**" if box.title else "", markdown(box.text))))
