"""What may be published as a release, and what only as a draft."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from generator.project.faults import InputFault
from generator.project.open_project import open_project
from generator.releases.git_tags import uncommitted
from generator.releases.release_gate import check_releasable
from tests.releases.small_site import edit
from tests.releases.stores import git


def test_uncommitted_data_prevent_a_release(root: Path) -> None:
    check_releasable(open_project(root, lint=True), draft=False)
    (root / "data/variants/shop/more.yaml").write_text("commands: {}\n")
    (root / "notes.txt").write_text("mine\n")
    edit(root, "Other words")
    assert uncommitted(root) == ("data/layers/base/base.yaml", "data/variants/shop/more.yaml")
    git(root, "mv", "data/variants/forum", "data/variants/panel")
    assert "data/variants/forum/variant.yaml" in uncommitted(root)
    git(root, "mv", "data/variants/panel", "data/variants/forum")
    with pytest.raises(
        InputFault, match=r"differ from the commit of the release: data/layers/base/base.yaml, data/variants/shop/more.yaml. Commit them"
    ):
        check_releasable(open_project(root, lint=True), draft=False)
    check_releasable(open_project(root, lint=True), draft=True)


@pytest.mark.parametrize(
    ("path", "is_part"), [("pages/more.md", True), ("theme/main.html", True), ("docs/more.md", False), ("more.md", False)]
)
def test_uncommitted_pages_and_theme_files_prevent_a_release(path: str, is_part: bool, root: Path, commit: Callable[[Path], str]) -> None:
    (root / "mkdocs.yml").write_text(
        "site_name: Tiny\nuse_directory_urls: false\ndocs_dir: pages\ntheme: {name: material, custom_dir: theme}\nplugins: [runbook]\n"
    )
    for folder in ("pages", "theme", "docs"):
        (root / folder).mkdir(exist_ok=True)
        (root / folder / "known.md").write_text("# Known\n")
    commit(root)
    check_releasable(open_project(root, lint=True), draft=False)
    (root / path).write_text("{# fresh #}\n")
    with pytest.raises(InputFault, match=f"differ from the commit of the release: {path}") if is_part else nullcontext():
        check_releasable(open_project(root, lint=True), draft=False)
