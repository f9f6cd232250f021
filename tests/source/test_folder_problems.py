"""Problems with folders: names, and files that belong to no layer and no variant."""

from __future__ import annotations

import pytest

from generator.source.layers import load
from tests.layered import read_text

LAYER = "layer: {title: A layer}"


def problems(*paths: str) -> list[tuple[str, str, str]]:
    found = load([read_text("variant: {title: Shop}" if "variants" in path else LAYER, path) for path in paths]).diagnostics
    return [(problem.code, problem.span.file, problem.help) for problem in found]


@pytest.mark.parametrize(
    ("paths", "help"),
    [
        (["data/variants/shop.yaml"], "move it to `data/variants/shop/`"),
        (["data/layers/Base Layer.yaml"], "move it to `data/layers/base-layer/`"),
        (["data/layer/base/x.yaml", "data/layer/web/x.yaml"], "rename the folder `data/layer` to `data/layers`"),
        (["data/Layers/base/x.yaml"], "rename the folder `data/Layers` to `data/layers`"),
        (["data/varaints/a/b/x.yaml"], "rename the folder `data/varaints` to `data/variants`"),
        (["data/archive/x.yaml"], "move it to `layers/NAME/` or `variants/ID/`"),
        (["data/x.yaml", "data/y.yaml"], "move it to `layers/NAME/` or `variants/ID/`"),
    ],
)
def test_stray_files_of_a_folder_are_reported_once(paths: list[str], help: str) -> None:
    assert problems(*paths) == [("stray-file", paths[0], help)]


def test_the_other_stray_files_are_counted() -> None:
    (problem,) = load([read_text(LAYER, f"data/layer/{name}/x.yaml") for name in "abc"]).diagnostics
    assert problem.message == "this file is not in a layer or a variant, nor are 2 more in `data/layer`"


@pytest.mark.parametrize(
    ("paths", "help"),
    [
        (["data/layers/aux/x.yaml"], "give the folder of this layer another name"),
        (["data/variants/com1/x.yaml"], "give the folder of this variant another name"),
        (["data/variants/matrix/x.yaml", "data/layers/search/x.yaml"], "give the folder of this variant another name"),
        (["data/layers/shop/x.yaml", "data/variants/shop/x.yaml"], "rename one of the two folders"),
    ],
)
def test_a_folder_cannot_have_every_name(paths: list[str], help: str) -> None:
    """The site has pages of its own, Windows does not allow some folders, and layers and variants share one set of names."""
    assert problems(*paths) == [("name-clash", next(path for path in paths[::-1] if "search" not in path), help)]


def test_a_taken_name_is_reported_at_the_head() -> None:
    (problem,) = load([read_text("# Remarks\nvariant: {title: Matrix}", "data/variants/matrix/x.yaml")]).diagnostics
    assert problem.span.line == 2


def test_variants_in_one_folder_are_reported_once() -> None:
    """The entries of two variants in the folder of one are not reported as duplicates, because the folders are the cause."""
    variant = "variant: {title: A}\ncontacts: {lead: {title: Lead}}"
    (problem,) = load([read_text(variant, f"data/variants/team/{name}/x.yaml") for name in ("app", "shop")]).diagnostics
    assert (problem.code, problem.span.file) == ("duplicate-id", "data/variants/team/shop/x.yaml")
    assert problem.help == "each variant has its own folder: move `data/variants/team/shop` to `data/variants/`, or keep one of them"
