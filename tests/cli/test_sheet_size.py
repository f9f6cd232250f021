"""The size of the text of a sheet, as people give it."""

from __future__ import annotations

import pytest

from generator.cli.sheet_size import type_size
from generator.project.faults import UsageFault


def test_a_size_is_a_whole_number_of_points() -> None:
    assert [type_size(given, "pdf", "prepare") for given in (None, "12", "16", "24")] == [12, 12, 16, 24]
    for given in ("11", "25", "16pt", "", "-16", "١٦"):
        with pytest.raises(UsageFault, match="is not a size: give whole points from 12"):
            type_size(given, "html", "prepare")


@pytest.mark.parametrize("kind", ["plan", "folding-card"])
def test_what_must_fit_its_paper_has_no_size(kind: str) -> None:
    assert type_size(None, "pdf", kind) == 12
    with pytest.raises(UsageFault, match=f"`{kind}` must fit its paper and takes no size; all sheets but .*{kind}.* take --size"):
        type_size("16", "pdf", kind)


@pytest.mark.parametrize("style", ["md", "txt"])
def test_texts_have_no_size(style: str) -> None:
    with pytest.raises(UsageFault, match=f"--size: {style} has no size of letters; it needs --format pdf or --format html"):
        type_size("16", style, "prepare")
