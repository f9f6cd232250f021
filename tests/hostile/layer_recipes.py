"""Hostile layers that extend each other."""

from __future__ import annotations

from tests.hostile.recipe import recipe


@recipe
def circle_of_three_hundred() -> dict[str, str]:
    return {f"data/layers/NAME-{number}/layer.yaml": f"layer: {{extends: [NAME-{(number + 1) % 300}]}}\n" for number in range(300)} | {
        "data/variants/NAME/variant.yaml": "variant: {title: Hostile, extends: [NAME-0]}\n"
    }


@recipe
def everyone_extends_everyone() -> dict[str, str]:
    names = [f"NAME-{number}" for number in range(40)]
    return {
        f"data/layers/{name}/layer.yaml": f"layer: {{extends: [{', '.join(other for other in names if other != name)}]}}\n"
        for name in names
    } | {"data/variants/NAME/variant.yaml": f"variant: {{title: Hostile, extends: [{', '.join(names)}]}}\n"}


@recipe
def tower_of_layers() -> dict[str, str]:
    note = "notes:\n  one: {because: higher, label: Note NUMBER}\n"
    tower = {
        f"data/layers/NAME-{number}/layer.yaml": f"layer: {{extends: [NAME-{number - 1}]}}\n{note.replace('NUMBER', str(number))}"
        for number in range(1, 400)
    }
    ground = {"data/layers/NAME-0/layer.yaml": "notes:\n  one: {label: Note}\n"}
    return ground | tower | {"data/variants/NAME/variant.yaml": "variant: {title: Hostile, extends: [NAME-399]}\n"}


@recipe
def lattice_of_layers() -> dict[str, str]:
    """Each layer extends the two layers one level lower, so 2 to the power of 30 paths lead to the lowest level."""
    rows = {f"data/layers/NAME-{row}-{side}/layer.yaml": _lattice(row, side) for row in range(30) for side in "ab"}
    return rows | {"data/variants/NAME/variant.yaml": "variant: {title: Hostile, extends: [NAME-29-a, NAME-29-b]}\n"}


def _lattice(row: int, side: str) -> str:
    if row == 0:
        return f"notes:\n  {side}: {{label: Note}}\n"
    return (
        f"layer: {{extends: [NAME-{row - 1}-a, NAME-{row - 1}-b]}}\n"
        f"notes:\n  a: {{because: row {row}, label: Note {row}}}\n  {side}{row}: {{label: New}}\n"
    )
