"""Links to the repository, on pages of a project that lies in a folder of it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from generator.project.open_project import open_project
from generator.site.mkdocs_build import build_site, read_settings
from tests.conftest import commit_all, without_pdfs, write_tiny


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A committed project in the folder `ops` of a repository whose branch is `trunk`."""
    root = without_pdfs(write_tiny(tmp_path / "repository/ops"))
    config = (root / "mkdocs.yml").read_text("utf-8").replace("font: false}", "font: false, features: [content.action.edit]}")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    subprocess.run(["git", "init", "-q", "-b", "trunk", str(root.parent)], check=True)
    commit_all(root.parent)
    return root


def configure(root: Path, more: str) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write(more)


@pytest.mark.parametrize(
    ("settings", "data", "page"),
    [
        (
            "repo_url: https://github.com/team/runbooks.git\n",
            "https://github.com/team/runbooks/blob/trunk/ops/data/variants/shop/variant.yaml#L",
            "https://github.com/team/runbooks/edit/trunk/ops/docs/writing.md",
        ),
        (
            "repo_url: ssh://git@codeberg.org/team/runbooks.git\n",
            "https://codeberg.org/team/runbooks/src/branch/trunk/ops/data/variants/shop/variant.yaml#L",
            "https://codeberg.org/team/runbooks/_edit/trunk/ops/docs/writing.md",
        ),
        (
            "repo_url: https://me:hunter2@forge.example/team/runbooks/\nedit_uri: -/edit/next/ops/docs\n",
            "https://forge.example/team/runbooks/-/blob/next/ops/data/variants/shop/variant.yaml#L",
            "https://forge.example/team/runbooks/-/edit/next/ops/docs/writing.md",
        ),
    ],
)
def test_all_links_lead_into_the_folder_of_the_project(
    settings: str, data: str, page: str, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Generated pages link to their data and hand-written pages to their source, without anybody's token."""
    configure(project, settings)
    build_site(project, tmp_path / "out")
    generated, written = ((tmp_path / "out" / path).read_text("utf-8") for path in ("shop/deploy-day/index.html", "writing.html"))
    assert f'href="{data}' in generated
    assert f'href="{page}"' in written
    assert "hunter2" not in generated + written
    assert not re.search(r'href="[^"]*/edit/[^"]*index\.md"', generated)
    assert capsys.readouterr().err == ""


def test_a_host_that_is_not_known_is_named_with_the_remedy(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link that may be wrong is not left to readers to find out."""
    configure(project, "repo_url: https://git.example/team/runbooks\n")
    build_site(project, tmp_path / "out")
    err = capsys.readouterr().err
    assert "it is not known how https://git.example/team/runbooks shows files, so edit links may be wrong; set `edit_uri`" in err


def test_the_branch_can_be_stated(project: Path) -> None:
    """The option of the plugin takes precedence over what git knows."""
    text = (project / "mkdocs.yml").read_text("utf-8").replace("{papers: []}", "{papers: [], branch: release/1}")
    (project / "mkdocs.yml").write_text(text + "repo_url: https://github.com/team/runbooks\n", "utf-8")
    sources = read_settings(open_project(project)).sources
    assert sources is not None
    assert sources.page == "https://github.com/team/runbooks/blob/release/1/ops/{path}"
