"""All hostile files, each written by a short function."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile import disguised_recipes, large_recipes, layer_recipes, nested_recipes
from tests.hostile.recipe import RECIPES, Files

__all__ = ["RECIPES", "corpus", "disguised_recipes", "large_recipes", "layer_recipes", "nested_recipes"]


def corpus() -> Iterator[tuple[str, Files]]:
    for name, make in sorted(RECIPES.items()):
        yield name, make()
