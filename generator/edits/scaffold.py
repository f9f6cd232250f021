"""Writes the first file of a new layer or variant, and the files of a new project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from generator.diagnostics.diagnostic import sentences, some_of, unknown
from generator.edits.open_points import NOTHING_OPEN, Outline, Points, open_points
from generator.edits.workflow import load_layers
from generator.merge.merged_tree import live_in, written_tree
from generator.model.meant_values import to_id
from generator.model.scalar_kinds import ID_KIND, LINE, MAX_ID
from generator.model.site_names import why_not_a_system
from generator.project.faults import UsageFault
from generator.source.layers import bottom_up
from generator.source.scalar_styles import yaml_value
from generator.text.latin_letters import to_latin

MODELINE = "# yaml-language-server: $schema=../../../schema/runbook.schema.json"
REMARKS = {"variant": "# This system, and the layers that it extends.", "layer": "# What the systems that extend this layer share."}
LEFT = "# Its layers leave the values TODO and null to it; `runbook check` lists them until they are filled in."
# The phases of a new runbook if none of its layers has phases.
PHASES = {"prepare": "Prepare", "deploy-day": "Deployment day", "rollback": "Rollback"}
SYSTEM = "your-system"
DEFAULT_ID = "system-1"
OWNED = re.compile(r"^.*<<id>>.*\n", re.MULTILINE)
PLACEHOLDER = re.compile(r"<<([a-z-]+)>>")


def new_file(files: Mapping[str, bytes], kind: str, id: str, title: str | None, extends: Iterable[str]) -> tuple[str, str, tuple[str, ...]]:
    """Return path and text of the first file of a new variant or layer, and the addresses that its layers leave to it.

    `kind` is `variant` or `layer`. Without `extends`, the new file extends the layer that has phases with titles and extends no other
    layer. If the file inherits no phases, it defines some. What the layers of a variant leave to it is there with placeholders.

    Raises UsageFault for an invalid or used id, for unknown layers, and if several layers could be extended.
    """
    layers, _ = load_layers(files)
    try:
        ID_KIND.parse(id)
        name = LINE.parse(id.replace("-", " ").capitalize() if title is None else title)
    except ValueError as error:
        raise UsageFault(f"{error}{f'. Write `{to_id(id)}`' if to_id(id) not in ('', id) else ''}") from None
    if id in layers:
        raise UsageFault(f"{layers[id].kind} `{id}` already exists")
    parents = list(dict.fromkeys(extends))
    shared = sorted(name for name, layer in layers.items() if layer.kind == "layer")
    missing = next((parent for parent in parents if parent not in shared), None)
    if missing is not None:
        raise UsageFault(unknown("layer", missing, shared))
    phases = ((name, phase) for name, layer in layers.items() for phase in live_in(written_tree(layer), "phases"))
    phased = {name for name, phase in phases if phase.text("title") is not None}
    if not parents:
        parents = sorted(name for name in phased if layers[name].kind == "layer" and not layers[name].extended)
        if len(parents) > 1:
            raise UsageFault(sentences("several layers have phases and extend no other", f"choose with `--extends`: {some_of(parents)}"))
    inherits_phases = any(name in phased for parent in parents for name in bottom_up(layers, parent))
    path = f"data/{kind}s/{id}/{kind}.yaml"

    def write(points: Points) -> str:
        return head_file(kind, name, parents, phases=not inherits_phases, points=points)

    left = open_points(files, id, path, write) if kind == "variant" else {}
    return path, write(left), tuple(left)


def head_file(kind: str, title: str, extends: Iterable[str], *, phases: bool, points: Points = NOTHING_OPEN) -> str:
    """Return the text of `variant.yaml` or `layer.yaml`; `kind` is `variant` or `layer`. `phases` adds the phases of a new runbook.

    `points` are the values and entries that its layers leave to a variant, by address.
    """
    parents = ", ".join(extends)
    content: dict[str, Any] = {kind: {"title": title, **({"extends": f"[{parents}]"} if parents else {})}}
    if phases:
        content["phases"] = {id: {"title": name} for id, name in PHASES.items()}
    for address, value in points.items():
        *above, key = address.split(".")
        reduce(lambda inner, part: inner.setdefault(part, {}), above, content)[key] = value
    lines = [MODELINE, REMARKS[kind], *([LEFT] if points else [])]
    for key, value in content.items():
        lines += [*([""] if key != kind else []), *_lines(key, value)]
    return "".join(f"{line}\n" for line in lines)


def _lines(key: str, value: Outline | str | None, indent: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{indent}{key}:"
        for inner, one in value.items():
            yield from _lines(inner, one, f"{indent}  ")
    else:
        yield f"{indent}{key}: {'null' if value is None else value if key == 'extends' else yaml_value(value)}"


def first_id(title: str, id: str | None) -> str:
    """Return the id of a new project's first system: `id`, or else one made from the title. A title without Latin letters gives none.

    Raises UsageFault for an invalid title, and for an id that is invalid or not free.
    """
    try:
        name = LINE.parse(title)
    except ValueError as error:
        raise UsageFault(f"--title: {error}") from None
    # Not `to_id`, which takes a letter of another script for the Latin letter that it looks like.
    words = "-".join(re.findall(r"[a-z0-9]+", to_latin(name)))[:MAX_ID].strip("-")
    try:
        chosen: str = ID_KIND.parse(words if id is None else id)
    except ValueError as error:
        if id is None:
            return DEFAULT_ID
        raise UsageFault(f"--id: {error}{f'. Write `{to_id(id)}`' if to_id(id) else ''}") from None
    if id is None and not re.search("[a-z]", chosen):
        return DEFAULT_ID
    why_not = "`base` is the id of the shared layer" if chosen == "base" else why_not_a_system(chosen)
    if why_not:
        raise UsageFault(f"{why_not}; choose another {'title, or an id with `--id`' if id is None else 'id'}")
    return chosen


def new_project(templates: Mapping[str, str], title: str, ids: Sequence[str], requirement: str) -> dict[str, str]:
    """Return the files of a new project with systems, by path; `requirement` is the line by which pip installs this program.

    `templates` are texts by path. `<<id>>`, `<<title>>` and `<<requirement>>` in a text are replaced, and the folder `your-system` is named
    after the first id. A line of `CODEOWNERS` with an id is there for each system. `dot-` at the start of a path's part becomes a dot:
    hidden templates would affect the tools of this repository.

    Raises KeyError for an unknown placeholder.
    """
    values = {"id": ids[0], "title": yaml_value(LINE.parse(title)), "requirement": requirement}
    files: dict[str, str] = {}
    for path, text in sorted(templates.items()):
        parts = (ids[0] if part == SYSTEM else re.sub(r"^dot-", ".", part) for part in path.split("/"))
        whole = (
            OWNED.sub(lambda match: "".join(match[0].replace("<<id>>", id) for id in ids), text) if path.endswith("CODEOWNERS") else text
        )
        files["/".join(parts)] = PLACEHOLDER.sub(lambda match: values[match[1]], whole)
    return files
