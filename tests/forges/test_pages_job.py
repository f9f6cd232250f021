"""The job that publishes a release and passes the site to GitLab Pages, run as written against a simulated GitLab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built_site.published_folder import FIRST
from tests.conftest import commit_all
from tests.forges.gitlab_job import gitlab_job, run_job
from tests.forges.simulated_forge import Forge, running_forge
from tests.forges.workflow_runner import run_git

TOKEN = "let-me-push"


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    """A forge with an empty repository and a token that may push to it."""
    bare = tmp_path / "forge/own/runbooks.git"
    bare.mkdir(parents=True)
    run_git(bare, "init", "-q", "--bare")
    with running_forge(tmp_path / "forge") as running:
        running.rights[TOKEN] = {"api"}
        yield running


@pytest.fixture
def project(tmp_path: Path, forge: Forge) -> Path:
    """A project whose tag v1 is on the forge."""
    project = tmp_path / "project"
    for path, text in FIRST.items():
        place = project / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("papers: [a4]", "papers: []"), "utf-8")
    commit_all(project)
    run_git(project, "remote", "add", "origin", str(forge.repositories / "own/runbooks.git"))
    run_git(project, "tag", "v1")
    run_git(project, "push", "-q", "origin", "HEAD", "v1")
    return project


def test_the_pages_are_all_releases_of_the_branch(project: Path, forge: Forge) -> None:
    url = f"{forge.address}/own/runbooks"
    run_job("pages", project, CI_COMMIT_TAG="v1", CI_PROJECT_URL=url, RUNBOOK_PUBLISH_TOKEN=TOKEN)
    (folder,) = gitlab_job("pages")["artifacts"]["paths"]
    found = {path.relative_to(project / folder).as_posix() for path in (project / folder).rglob("*") if path.is_file()}
    listed = run_git(forge.repositories / "own/runbooks.git", "ls-tree", "-r", "--name-only", "gh-pages")
    assert found == set(listed.splitlines())
    assert {"index.html", "404.html", "versions.json", "v1/shop/index.html", "latest/shop/index.html"} <= found
    assert TOKEN not in (project / ".git/config").read_text(), "a runner may keep the folder for the next job"


def test_without_a_token_the_job_says_what_to_add(project: Path) -> None:
    with pytest.raises(AssertionError, match="Add the variable RUNBOOK_PUBLISH_TOKEN"):
        run_job("pages", project, CI_COMMIT_TAG="v1")
