"""Variables of the environment that change settings, and so what a commit gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.mkdocs_variables import deciding_variables


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("site_author: !ENV RB_ONE\n", ("RB_ONE",)),
        ("site_author: !ENV [RB_ONE, dflt]\n", ("RB_ONE",)),
        ("site_author: !ENV [RB_UNSET, RB_ONE, dflt]\n", ("RB_ONE",)),
        ("extra:\n  deep: [{x: &a !ENV [RB_TWO, no]}, *a]\nsite_author: !ENV [RB_ONE]\n", ("RB_ONE", "RB_TWO")),
        ("INHERIT: base.yml\n", ("RB_TWO",)),
        ("site_author: !ENV [RB_ONE, one]\n", ()),
        ("site_author: !ENV [RB_UNSET, dflt]\n", ()),
        ("site_author: RB_ONE\n", ()),
    ],
)
def test_variables_that_are_set_to_something_else_than_the_default_decide(
    settings: str, found: tuple[str, ...], tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in inherited settings and deep in lists; the first variable that is set decides, as in MkDocs."""
    monkeypatch.setenv("RB_ONE", "one")
    monkeypatch.setenv("RB_TWO", "two")
    (tiny / "base.yml").write_text("extra: {x: !ENV [RB_TWO, dflt]}\n")
    with (tiny / "mkdocs.yml").open("a") as stream:
        stream.write(settings)
    assert deciding_variables(tiny) == found


def test_a_project_without_settings_has_no_variables(tiny: Path) -> None:
    (tiny / "mkdocs.yml").unlink()
    assert deciding_variables(tiny) == ()
