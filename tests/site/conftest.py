"""The site of the shipped data, built once for all tests, and a browser to look at it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.site.page_kinds import STRICT, served
from tests.site.release_visits import Visit, visitor
from tests.site.shared_builds import made_once, program, run, runbook

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Two pages of the browser's own, for its address bar, are loaded with each window and take as long as one of ours. The rest is what
# Playwright turns off: of two such options the last alone counts.
OFF = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
)  # fmt: skip
QUIET = (
    f"--disable-features={','.join(OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `runbook build` makes of this repository."""

    def build(folder: Path) -> None:
        runbook("build", "--site-dir", str(folder))

    return made_once(tmp_path_factory, "site", build)


@pytest.fixture(scope="session")
def data(site: Path) -> dict[str, dict[str, Any]]:
    """The resolved data of the built site: collections of entities by variant."""
    variants: dict[str, dict[str, Any]] = json.loads((site / "runbook.json").read_text(encoding="utf-8"))["variants"]
    return variants


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of releases of a small project, with `latest` and `versions.json`."""

    def publish(folder: Path) -> None:
        run(sys.executable, "-m", "tests.site.published_folder", str(folder))

    return made_once(tmp_path_factory, "published", publish)


@pytest.fixture(scope="module")
def address_of_releases(published: Path) -> Iterator[str]:
    """The published folder, served with the strictest rules."""
    with served(published, STRICT) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, address_of_releases: str) -> Iterator[Visit]:
    """Somebody who visits releases on a phone."""
    own = visitor(browser, address_of_releases)
    yield own
    own.context.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; `make test` installs it where it is missing."""
    return next((found for found in map(shutil.which, CHROMIUM) if found), "chromium")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser that asks nobody for anything by itself."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `runbook render` makes of this repository, built strictly by MkDocs into `mkdocs/`, by Zensical into `plain/site/`."""

    def build(folder: Path) -> None:
        runbook("render", str(folder / "plain"))
        run(program("mkdocs"), "build", "--strict", "--quiet", "--site-dir", str(folder / "mkdocs"), cwd=folder / "plain")
        run(program("zensical"), "build", "--strict", cwd=folder / "plain")

    return made_once(tmp_path_factory, "second", build)
