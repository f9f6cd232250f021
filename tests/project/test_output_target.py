"""Which targets are refused, before anything is written: by the function, and through every command with an output path."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.project.faults import UsageFault
from generator.project.output_target import refuse_sources
from tests.conftest import write_tiny

FOLDERS = [
    "../shared",
    "data",
    "data/x",
    "data/variants/shop/x",
    "docs",
    "docs/x/y",
    "mine",
    "mine/x",
    ".",
    "..",
    "../linked/x",
    "../.git/x",
    "hooks.py/x",
]
FILES = ["data/layers/base/base.yaml", "data/new.md", "docs/writing.md", "mkdocs.yml", "hooks.py", "mine/x.html"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in a folder of its repository, with a theme, a hook, and a link to its data beside it."""
    root = write_tiny(tmp_path_factory.mktemp("repository") / "tiny")
    (root.parent / ".git").mkdir()
    (root / "mine").mkdir()
    (root / "hooks.py").write_text("")
    (root.parent / "shared").mkdir()
    (root.parent / "shared/parent.yml").write_text("site_description: Ours\n")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("INHERIT: ../shared/parent.yml\nhooks: [hooks.py]\nextra: {a: published}\n")
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text().replace("font: false}", "font: false, custom_dir: mine}"))
    (root.parent / "linked").symlink_to("tiny/data")
    return root


def paths(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if "__pycache__" not in path.parts)


@pytest.mark.parametrize("target", FOLDERS)
@pytest.mark.parametrize("words", [("render",), ("build", "--site-dir"), ("publish", "1", "--to"), ("publish", "--all-tags", "--to")])
def test_a_folder_with_sources_is_refused_before_anything_is_written(
    words: tuple[str, ...], target: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped folder must not cost anybody their data."""
    before = paths(root.parent)
    monkeypatch.chdir(root)
    assert run([*words, target]) == 2
    assert target in capsys.readouterr().err
    assert paths(root.parent) == before


@pytest.mark.parametrize("target", FILES)
def test_a_sheet_never_replaces_a_source(target: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet is written over an existing file without a question, so that file must not be a source."""
    form = "html" if target.endswith(".html") else "md"
    assert run(["--project", str(root), "sheet", "shop", "prepare", "--format", form, "--output", str(root / target)]) == 2
    assert "has sources of the site" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["data/variants/new", "docs/../data/x", "../.git/x"])
def test_a_project_is_not_made_in_the_data_of_another(target: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The files of the new project would become data of the old one."""
    assert run(["new", "project", str(root / target)]) == 2
    assert "write elsewhere" in capsys.readouterr().err


def test_the_folder_that_mkdocs_would_empty_is_checked_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`site_dir` in the settings is a target like any other."""
    text = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(f"{text}site_dir: data/site\n")
    assert run(["--project", str(root), "build"]) == 2
    assert "data/site is in" in capsys.readouterr().err
    (root / "mkdocs.yml").write_text(text)


@pytest.mark.parametrize("target", ["site", "data-site", "docs2/x", "../site", "database/x"])
def test_other_folders_are_not_refused(target: str, root: Path) -> None:
    """A name that only begins like a source is free."""
    refuse_sources(root / target, root, [root / "docs"])


def test_a_folder_with_sources_outside_the_project_is_refused(root: Path) -> None:
    """`docs_dir` may be anywhere."""
    with pytest.raises(UsageFault, match="contains"):
        refuse_sources(root.parent / "all", root, [root.parent / "all/docs"])
    with pytest.raises(UsageFault, match="is in"):
        refuse_sources(Path(os.path.relpath(root.parent / "all/docs/x")), root, [root.parent / "all/docs"])
