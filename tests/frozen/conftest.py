"""Release folders for the tests in this folder, created once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built_site.page_kinds import STRICT, serve
from tests.built_site.shared_builds import build_once
from tests.frozen.past import NEWER, NEXT, OLDER, REHEARSAL, next_release, release_source, runbook, unpack_releases, write_project


@pytest.fixture(scope="session")
def past_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that 0.1.0 published; tests must not write into it."""
    return build_once(tmp_path_factory, "past", unpack_releases)


@pytest.fixture(scope="session")
def next_folder(past_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy in which the current program published a further release, and then the same one again with another alias."""

    def publish(folder: Path) -> None:
        shutil.copytree(past_folder, folder / "published")
        root = write_project(next_release(), folder / "project")
        for alias in ("latest", "stable"):
            runbook(root, "publish", NEXT, "--alias", alias, "--to", str(folder / "published"))

    return build_once(tmp_path_factory, "next", publish) / "published"


@pytest.fixture(scope="session")
def todays_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the frozen sources with the current program: both releases, and a site that is not a release."""

    def build(folder: Path) -> None:
        for name, why in ((OLDER, ()), (NEWER, ("--because", "the forum was shut down"))):
            root = write_project(release_source(name), folder / f"project-{name}")
            runbook(root, "publish", name, "--alias", "latest", "--to", str(folder / "published"), *why)
        runbook(root, "build", "--site-dir", str(folder / "published" / REHEARSAL))

    return build_once(tmp_path_factory, "today", build) / "published"


@pytest.fixture(scope="module")
def next_address(next_folder: Path) -> Iterator[str]:
    """Return the address of the folder with old releases and a new one."""
    with serve(next_folder, STRICT) as address:
        yield address


@pytest.fixture(scope="module")
def todays_address(todays_folder: Path) -> Iterator[str]:
    """Return the address of the folder that the current program built from the frozen sources."""
    with serve(todays_folder, STRICT) as address:
        yield address
