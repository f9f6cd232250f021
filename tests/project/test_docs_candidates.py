"""Only projects whose hand-written files may have the places of generated ones are composed by a plain check."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.docs_candidates import may_clash


@pytest.mark.parametrize(
    "path",
    ["shop/index.md", "Shop.md", "matrix/more/x.md", "search.js", "index.md", "404.html", "sw.js", "a/b/README.md", "Contacts/x.png"],
)
def test_these_files_may_clash(path: str, tiny: Path) -> None:
    (tiny / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
    (tiny / "docs" / path).write_text("# A page\n")
    (tiny / "docs/a/b").mkdir(parents=True, exist_ok=True)
    (tiny / "docs/a/b/index.md").write_text("# A page\n")
    assert may_clash(tiny, ["shop", "forum"])


@pytest.mark.parametrize("path", ["README.md", "shopping.md", "more/shop/index.md", "images/matrix.png", "a/README.md"])
def test_other_files_cannot(path: str, tiny: Path) -> None:
    (tiny / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
    (tiny / "docs" / path).write_text("# A page\n")
    assert may_clash(tiny, ["shop", "forum"]) == (path == "README.md")  # it is the home page


def test_the_folder_comes_from_the_settings(tiny: Path) -> None:
    settings = tiny / "mkdocs.yml"
    settings.write_text(f"{settings.read_text()}docs_dir: 'pages'  # not docs\n")
    (tiny / "pages/shop").mkdir(parents=True)
    assert may_clash(tiny, ["shop"])
    assert not may_clash(tiny, ["forum"])
    settings.unlink()
    assert not may_clash(tiny, ["shop"])
