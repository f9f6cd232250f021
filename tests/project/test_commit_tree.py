"""Links and submodules at a commit: `diff` reads there what `check` reads from the same files on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.diff.diff_sources import open_side
from generator.project.git_tree import find_commit, read_tree
from generator.project.project_files import read_data
from tests.conftest import commit_all
from tests.releases.stores import git

LINK = "data/variants/shop/link.yaml"
SHOP = "data/variants/shop/variant.yaml"
ROOT = "{root}"


@dataclass(frozen=True)
class Layout:
    """How a project differs from the tiny one: folders that are moved, then made submodules, new files, then links."""

    moves: dict[str, str] = field(default_factory=dict)
    modules: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)

    def apply(self, root: Path, top: Path) -> None:
        for old, new in self.moves.items():
            (root / old).rename(root / new)
        git(top, "init", "-q")
        for number, place in enumerate(self.modules):
            source = top.parent / f"source-{number}"
            (root / place).rename(source)
            commit_all(source)
            path = (root / place).relative_to(top).as_posix()
            git(top, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(source), path)
        for path in self.files:
            (root / path).write_text("commands: {}\n")
        for place, target in self.links.items():
            (root / place).symlink_to(target.replace(ROOT, str(root)))


LAYOUTS = {
    "a link beside its file": Layout(links={LINK: "variant.yaml"}),
    "a link out of the data": Layout(files=("more.yaml",), links={LINK: "../../../more.yaml"}),
    "a link to a link": Layout(links={LINK: "./one.yaml", "data/variants/shop/one.yaml": "../forum/../forum/variant.yaml"}),
    "a link through a linked folder": Layout(links={"there": "data/variants", LINK: "../../../there/forum/variant.yaml"}),
    "an absolute link": Layout(links={LINK: f"{ROOT}/data/layers/base/base.yaml"}),
    "a link that leads nowhere": Layout(links={LINK: "gone.yaml"}),
    "a link to itself": Layout(links={LINK: "link.yaml"}),
    "a link out of the project": Layout(files=("../more.yaml",), links={LINK: "../../../../more.yaml"}),
    "a link out of the file system": Layout(links={LINK: "/" + "../" * 30 + "dev/null"}),
    "a link to a folder": Layout(links={"data/variants/more": "shop"}),
    "a link beside the data": Layout(links={"data/variants/shop/.notes": "variant.yaml", "data/.more": "variants"}),
    "the data are a link": Layout(moves={"data": "content"}, links={"data": "content"}),
    "a layer is a submodule": Layout(modules=("data/layers/base",)),
    "the data are a submodule": Layout(modules=("data",)),
    "two submodules and a link into one": Layout(
        modules=("data/layers", "data/variants/forum"), links={LINK: "../../layers/base/base.yaml"}
    ),
    "the data are a link into a submodule": Layout({"data": "shared"}, ("shared",), links={"data": "shared"}),
}


@pytest.mark.parametrize(
    ("layout", "below"),
    [*((layout, False) for layout in LAYOUTS), *((layout, True) for layout in LAYOUTS if "out of" in layout or "sub" in layout)],
)
def test_links_and_submodules_are_read_as_on_disk(layout: str, below: bool, tiny: Path) -> None:
    """The same files and problems are found in a commit as on disk, for a project that is a repository and for one below its repository."""
    root = top = tiny
    if below:
        root = (top := tiny.parent / "top") / "web shop"
        top.mkdir()
        tiny.rename(root)
    LAYOUTS[layout].apply(root, top)
    commit_all(top)
    found, wanted = read_tree(root, find_commit(root, "HEAD")), read_data(root)
    assert found.files == wanted.files and wanted.files
    assert {problem.span.file for problem in found.diagnostics} == {problem.span.file for problem in wanted.diagnostics}


def test_data_that_are_a_link_out_of_the_project_are_read_in_its_repository(tiny: Path) -> None:
    (tiny / "data").rename(tiny.parent / "content")
    (tiny / "data").symlink_to("../content")
    commit_all(tiny.parent)
    assert read_tree(tiny, find_commit(tiny, "HEAD")).files == read_data(tiny).files


@pytest.fixture
def with_module(tiny: Path) -> Path:
    Layout(modules=("data/layers/base",)).apply(tiny, tiny)
    commit_all(tiny)
    return tiny


def test_a_submodule_has_the_files_of_its_recorded_commit(with_module: Path) -> None:
    """What is checked out now does not matter."""
    wanted = read_data(with_module).files
    (with_module / "data/layers/base/base.yaml").write_text("layer: {title: Other}\n")
    commit_all(with_module / "data/layers/base")
    assert read_tree(with_module, find_commit(with_module, "HEAD")).files == wanted


def test_a_submodule_that_was_removed_is_read_from_where_git_keeps_it(with_module: Path) -> None:
    wanted = read_data(with_module).files
    git(with_module, "rm", "-q", "data/layers/base")
    commit_all(with_module)
    assert read_tree(with_module, find_commit(with_module, "HEAD~1")).files == wanted


@pytest.mark.parametrize("link", [False, True])
def test_a_submodule_that_is_not_here_is_reported_and_nothing_that_follows(with_module: Path, link: bool) -> None:
    """A fresh clone has no submodules; the message says what brings them, not that a layer is unknown."""
    if link:
        (with_module / LINK).symlink_to("../../layers/base/base.yaml")
        commit_all(with_module)
    git(with_module.parent, "clone", "-q", str(with_module), "clone")
    side = open_side(with_module.parent / "clone", "HEAD")
    assert side.broken == ("forum", "shop")
    assert {problem.span.file for problem in side.problems} == {"HEAD:data/layers/base", *([f"HEAD:{LINK}"] if link else [])}
    for problem in side.problems:
        assert "of this submodule is not in this clone" in problem.message
        assert problem.help == "`git submodule update --init data/layers/base`, or `git fetch` in it, brings it"
