"""Fixtures that are built once for all tests: the site of the shipped data, a folder of releases and a visitor of these releases."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.built_site.page_kinds import STRICT, serve
from tests.built_site.phone_context import new_context
from tests.built_site.release_visits import Visit, visitor
from tests.built_site.shared_builds import build_once, program, run, runbook
from tests.built_site.shop_project import built_shop


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `runbook build` writes for this repository."""

    def build(folder: Path) -> None:
        runbook("build", "--site-dir", str(folder))

    return build_once(tmp_path_factory, "site", build)


@pytest.fixture(scope="session")
def data(site: Path) -> dict[str, dict[str, Any]]:
    """The resolved data of the built site: collections of entities by variant."""
    variants: dict[str, dict[str, Any]] = json.loads((site / "runbook.json").read_text(encoding="utf-8"))["variants"]
    return variants


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the releases of a small project, `latest` and `versions.json`."""

    def publish(folder: Path) -> None:
        run(sys.executable, "-m", "tests.built_site.published_folder", str(folder))

    return build_once(tmp_path_factory, "published", publish)


@pytest.fixture(scope="module")
def address_of_releases(published: Path) -> Iterator[str]:
    """The address of a server of the published folder with the strictest headers."""
    with serve(published, STRICT) as found:
        yield found


@pytest.fixture(scope="module")
def address_of_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the shop with the strictest headers."""
    with serve(built_shop(tmp_path_factory), STRICT) as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone without a service worker."""
    own = new_context(browser)
    yield own
    own.close()


@pytest.fixture
def visit(browser: Browser, address_of_releases: str) -> Iterator[Visit]:
    """A visitor of the releases with a phone."""
    own = visitor(browser, address_of_releases)
    yield own
    own.context.close()


@pytest.fixture(scope="session")
def builders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of `runbook render` for this repository, built in strict mode by other builders.

    The rendered project is in `plain/`, the sites are in `mkdocs/` and `plain/site/` (Zensical). ProperDocs builds the repository
    itself, with the plugin, into `plugin/`.
    """

    def build(folder: Path) -> None:
        plain = folder / "plain"
        runbook("render", str(plain))
        run(program("mkdocs"), "build", "--strict", "--quiet", "--site-dir", str(folder / "mkdocs"), cwd=plain)
        run(program("zensical"), "build", "--strict", cwd=plain)
        by_properdocs = (program("properdocs"), "build", "--strict", "--quiet", "--config-file", "mkdocs.yml", "--site-dir")
        run(*by_properdocs, str(folder / "plugin"))

    return build_once(tmp_path_factory, "builders", build)
