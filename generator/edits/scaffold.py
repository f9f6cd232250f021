"""Scaffold: the first file of a new layer or variant, and the files of a whole new project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.source.layers import Layer, bottom_up
from generator.source.nodes import MappingNode, ScalarNode

MODELINE = "# yaml-language-server: $schema=../../../schema/runbook.schema.json"
REMARKS = {
    "variant": "# Who this system is, and what it is built on.",
    "layer": "# What the systems that extend this layer share.",
}
# What a runbook begins with where no layer below it has phases.
PHASES = {"prepare": "Prepare", "deploy-day": "Deployment day", "rollback": "Rollback"}
PLAIN = re.compile(r"[^\W_](?:[^:#'\"]|:(?=\S)|(?<=\S)#)*")
NULLS = ("null", "~")
SYSTEM = "your-system"
GAP = re.compile(r"<<([a-z-]+)>>")


def head_file(kind: str, title: str, extends: Iterable[str], *, phases: bool) -> str:
    """The text of `variant.yaml` or `layer.yaml`: `kind` is `variant` or `layer`; with `phases`, those that a runbook begins with."""
    lines = [MODELINE, REMARKS[kind], f"{kind}:", f"  title: {written(title)}"]
    parents = ", ".join(extends)
    if parents:
        lines.append(f"  extends: [{parents}]")
    if phases:
        lines += ["", "phases:", *(f"  {id}:\n    title: {name}" for id, name in PHASES.items())]
    return "".join(f"{line}\n" for line in lines)


def written(text: str) -> str:
    """One line of text as a YAML value: plain where nobody could read it otherwise, else in quotes."""
    if PLAIN.fullmatch(text) and text == text.strip() and not text.endswith(":") and text not in NULLS:
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def humane(id: str) -> str:
    """A title for an id: `pay-desk` is `Pay desk`."""
    words = id.replace("-", " ")
    return words[:1].upper() + words[1:]


def has_phases(layers: Mapping[str, Layer], parents: Iterable[str]) -> bool:
    """Whether some layers, or any that they stand on, give a phase its title."""
    return any(_titles_phases(layers[name]) for parent in parents for name in bottom_up(layers, parent))


def usual_parents(layers: Mapping[str, Layer]) -> list[str]:
    """The lowest layers that have phases: what a new variant extends unless it is told otherwise."""
    return [name for name, layer in sorted(layers.items()) if layer.kind == "layer" and not layer.parents and _titles_phases(layer)]


def _titles_phases(layer: Layer) -> bool:
    phases = ((id, holder.values[id]) for id, holder in layer.entries.get("phases", {}).items())
    return any(isinstance(phase, MappingNode) and _is_set(phase, "title") for _, phase in phases)


def _is_set(entry: MappingNode, field: str) -> bool:
    value = entry.values.get(field)
    return isinstance(value, ScalarNode) and value.value is not None


def project_files(templates: Mapping[str, str], words: Mapping[str, str]) -> dict[str, str]:
    """The files of a new project by path, from templates by path: `<<word>>` gives way to that word, the folder `your-system` to `id`.

    A part of a path that begins with `dot-` becomes a hidden one: a template that were hidden itself would steer the tools of the
    repository that it lies in. Raises KeyError for a word that is not given.
    """
    files: dict[str, str] = {}
    for path, text in sorted(templates.items()):
        parts = (words["id"] if part == SYSTEM else re.sub(r"^dot-", ".", part) for part in path.split("/"))
        files["/".join(parts)] = GAP.sub(lambda match: words[match[1]], text)
    return files
