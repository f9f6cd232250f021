"""The first file of a new layer or variant, and the files of a new project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.source.layers import Layer, bottom_up
from generator.source.nodes import MappingNode, ScalarNode

MODELINE = "# yaml-language-server: $schema=../../../schema/runbook.schema.json"
REMARKS = {
    "variant": "# This system, and the layers that it extends.",
    "layer": "# What the systems that extend this layer share.",
}
# The phases of a new runbook if none of its layers has phases.
PHASES = {"prepare": "Prepare", "deploy-day": "Deployment day", "rollback": "Rollback"}
PLAIN = re.compile(r"[^\W_](?:[^:#'\"]|:(?=\S)|(?<=\S)#)*")
SYSTEM = "your-system"
PLACEHOLDER = re.compile(r"<<([a-z-]+)>>")


def head_file(kind: str, title: str, extends: Iterable[str], *, phases: bool) -> str:
    """The text of `variant.yaml` or `layer.yaml`; `kind` is `variant` or `layer`, and `phases` adds the phases of a new runbook."""
    lines = [MODELINE, REMARKS[kind], f"{kind}:", f"  title: {yaml_value(title)}"]
    parents = ", ".join(extends)
    lines += [f"  extends: [{parents}]"] if parents else []
    if phases:
        lines += ["", "phases:", *(f"  {id}:\n    title: {name}" for id, name in PHASES.items())]
    return "".join(f"{line}\n" for line in lines)


def yaml_value(text: str) -> str:
    """One line of text as a YAML value: plain if that is unambiguous, else in quotes."""
    if PLAIN.fullmatch(text) and text == text.strip() and not text.endswith(":") and text != "null":
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def has_phases(layers: Mapping[str, Layer], parents: Iterable[str]) -> bool:
    """Whether these layers, or the layers that they extend, define a phase with a title."""
    return any(_titles_phases(layers[name]) for parent in parents for name in bottom_up(layers, parent))


def lowest_layers(layers: Mapping[str, Layer]) -> list[str]:
    """The layers that have phases and extend no other layer: a new variant extends one of them by default."""
    return [name for name, layer in sorted(layers.items()) if layer.kind == "layer" and not layer.extended and _titles_phases(layer)]


def _titles_phases(layer: Layer) -> bool:
    phases = (holder.values[id] for id, holder in layer.entries.get("phases", {}).items())
    titles = (phase.values.get("title") for phase in phases if isinstance(phase, MappingNode))
    return any(isinstance(title, ScalarNode) and title.value is not None for title in titles)


def project_files(templates: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """The files of a new project by path, from templates by path; `<<name>>` in a template is replaced by that value.

    The folder `your-system` is named after the value `id`. `dot-` at the start of a path's part becomes a dot: hidden templates would
    affect the tools of this repository. Raises KeyError for a value that is missing.
    """
    files: dict[str, str] = {}
    for path, text in sorted(templates.items()):
        parts = (values["id"] if part == SYSTEM else re.sub(r"^dot-", ".", part) for part in path.split("/"))
        files["/".join(parts)] = PLACEHOLDER.sub(lambda match: values[match[1]], text)
    return files
