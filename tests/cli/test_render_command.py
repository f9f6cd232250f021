"""`runbook render`."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.project.faults import UsageFault
from tests.cli.bodies import build, render


def pages(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text() for p in sorted(site.rglob("*.html")) if p.parent.name != "sheets"}


def article(page: str) -> str:
    return page[page.index("<article") : page.index("</article>")]


def test_plain_mkdocs_makes_the_same_pages_of_it(tiny: Path, tmp_path: Path) -> None:
    assert build(tiny, None) == 0
    assert render(tiny, tmp_path / "plain") == 0
    mkdocs_build(load_config(str(tmp_path / "plain/mkdocs.yml"), strict=True))
    ours, plain = pages(tiny / "site"), pages(tmp_path / "plain/site")
    assert ours.keys() == plain.keys()
    for path in ours.keys() - {"404.html"}:
        # Links to sheets are written so that MkDocs does not take them for pages; browsers follow both forms.
        assert article(ours[path]) == article(plain[path]).replace("%2Emd#", ".md"), path
    assert (tmp_path / "plain/files/runbook.json").read_bytes() == (tiny / "site/runbook.json").read_bytes()


def test_a_project_without_configuration_is_rendered_with_the_usual_one(tiny: Path, tmp_path: Path) -> None:
    (tiny / "mkdocs.yml").unlink()
    assert render(tiny, tmp_path / "plain") == 0
    mkdocs_build(load_config(str(tmp_path / "plain/mkdocs.yml"), strict=True))
    assert "shop/prepare/index.html" in pages(tmp_path / "plain/site")


def test_nothing_is_written_for_data_with_errors(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/shop/variant.yaml").write_text("variant: {titel: Shop}\n")
    assert render(tiny, tmp_path / "plain") == 1
    assert "error[unknown-field]" in capsys.readouterr().err
    assert not (tmp_path / "plain").exists()


def test_a_foreign_folder_is_not_replaced(unprinted: Path) -> None:
    (unprinted / "overrides").mkdir()
    (unprinted / "overrides/mine.txt").write_text("")
    with pytest.raises(UsageFault, match="did not write"):
        render(unprinted, unprinted / "overrides")
