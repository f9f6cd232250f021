"""Registers recipes. A recipe is a short function that writes the data of one variant, and of layers with its name."""

from __future__ import annotations

from collections.abc import Callable

MEBIBYTE = 1 << 20
HEAD = "variant: {title: Hostile}\n"
PHASES = "phases:\n  prepare: {title: Prepare}\n"
CHECKLIST = "checklists:\n  all:\n    phase: prepare\n    title: All\n    items:\n"
DIGITS = "9" * 5000

Files = dict[str, bytes]
RECIPES: dict[str, Callable[[], Files]] = {}


def recipe(make: Callable[[], str | bytes | dict[str, str]]) -> Callable[[], str | bytes | dict[str, str]]:
    """Register a recipe under its name with hyphens. A text becomes the second file of a variant; bytes are its only file."""
    name = make.__name__.replace("_", "-")

    def files() -> Files:
        made = make()
        if isinstance(made, dict):
            return {path.replace("NAME", name): text.replace("NAME", name).encode() for path, text in made.items()}
        if isinstance(made, bytes):
            return {f"data/variants/{name}/variant.yaml": made}
        return {f"data/variants/{name}/variant.yaml": HEAD.encode(), f"data/variants/{name}/hostile.yaml": made.encode()}

    RECIPES[name] = files
    return make
