"""What may be published as a release, and what as a draft alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.adapters.faults import InputFault
from generator.adapters.project import open_project
from generator.adapters.releases.judging import refuse_unfit
from generator.adapters.releases.tags import uncommitted
from tests.adapters.releases.small_site import edit


def test_a_release_is_of_one_commit(root: Path) -> None:
    refuse_unfit(open_project(root), draft=False)
    (root / "data/variants/shop/more.yaml").write_text("commands: {}\n")
    (root / "notes.txt").write_text("mine\n")
    edit(root, "Other words")
    assert uncommitted(root) == ("data/layers/base/base.yaml", "data/variants/shop/more.yaml")
    with pytest.raises(
        InputFault, match=r"this differs from it: data/layers/base/base.yaml, data/variants/shop/more.yaml. Commit it first"
    ):
        refuse_unfit(open_project(root), draft=False)
    refuse_unfit(open_project(root), draft=True)
