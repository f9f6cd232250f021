"""Fixtures of all tests: no network, no colours, and a tiny project."""

from __future__ import annotations

import gc
import re
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import HealthCheck, settings
from mkdocs.theme import Theme

from generator.text import font_coverage

# Properties run the same examples every time, so that results depend only on the code. Neither examples nor their generation are timed.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

pytest_plugins = ["tests.browsers", "tests.expectations"]

MKDOCS = """\
site_name: Tiny
use_directory_urls: false
theme: {name: material, font: false}
plugins: [search, runbook]
markdown_extensions: [attr_list]
"""
BASE = """\
layer: {title: Every project}
phases:
  prepare: {title: Prepare}
  deploy-day: {title: Deployment day}
  rollback: {remove: it is too small}
checklists:
  database:
    phase: prepare
    title: Database
    items:
      pooling: Connection pooling is configured
      backup: A backup restores into a scratch database
contacts: {office: {title: Office, name: Front desk, phone: +1 555 0100}}
"""
SHOP = """\
variant:
  title: Shop
  summary: Sells things.
  extends: [base]
checklists:
  database:
    items:
      pooling: {because: the pool is PgBouncer, text: PgBouncer pools are sized for peak load}
  cut-over:
    phase: deploy-day
    title: Cut-over
    at: T-0
    items:
      smoke: The shop opens
"""
FORUM = "variant: {title: Forum, extends: [base]}\n"
FILES = {
    "mkdocs.yml": MKDOCS,
    "docs/writing.md": "# Write a runbook\n\nEdit the YAML.\n",
    "data/layers/base/base.yaml": BASE,
    "data/variants/shop/variant.yaml": SHOP,
    "data/variants/forum/variant.yaml": FORUM,
}
DAY = "2026-11-20T12:00:00+0000"
LISTED_PLUGIN = re.compile(r"(?<=- )runbook$|(?<=[ \[])runbook(?=\])", re.MULTILINE)


def pytest_collection_finish() -> None:
    """Leave all modules and tests out of later searches for garbage: they stay until the end, and there are half a million objects."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _interruptible() -> None:
    """Let programs that tests start be interrupted, even if the tests run in the background, where interrupts are ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def _kept_bytecode() -> Iterator[None]:
    """Let programs that tests start keep compiled modules: to compile them again takes as long as most of these programs run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


class CompiledTemplates(jinja2.BytecodeCache):
    """Templates that were compiled in this process, each under a key made from its path and found again only if its text is the same."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(autouse=True, scope="session")
def _kept_templates() -> Iterator[None]:
    """Compile each template of the theme once in each process: MkDocs does it in each build, a third of a small one."""
    compiled, get_env = CompiledTemplates(), Theme.get_env

    def get_env_that_keeps(theme: Theme) -> jinja2.Environment:
        env = get_env(theme)
        env.bytecode_cache = compiled
        return env

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Theme, "get_env", get_env_that_keeps)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection to other machines."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test wants to leave this machine: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove settings of the machine that would change output or dates."""
    for name in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "CI_DEFAULT_BRANCH", "GITHUB_EVENT_PATH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="session")
def _no_cjk() -> Iterator[None]:
    """Run without fonts for Chinese, Japanese and Korean, as most users do; tests request `cjk` to get them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(font_coverage, "find_spec", lambda _: None)
        font_coverage.has_cjk.cache_clear()
        yield
    font_coverage.has_cjk.cache_clear()


@pytest.fixture
def cjk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Provide the fonts for Chinese, Japanese and Korean of the extra `cjk`."""
    with monkeypatch.context() as patch:
        patch.setattr(font_coverage, "find_spec", find_spec)
        font_coverage.has_cjk.cache_clear()
        yield
    font_coverage.has_cjk.cache_clear()


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return a complete project with two variants and a shared layer, without a repository."""
    return write_tiny(tmp_path / "tiny")


@pytest.fixture
def unprinted(tiny: Path) -> Path:
    """Return the same project, built without PDFs, which take half of the time."""
    return without_pdfs(tiny)


@pytest.fixture
def commit() -> Callable[[Path], str]:
    """Return a function that commits everything in a folder on a fixed day and returns the commit."""
    return commit_all


def write_tiny(root: Path) -> Path:
    """Write the tiny project into a folder and return the folder."""
    for path, text in FILES.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return root


def without_pdfs(project: Path) -> Path:
    """Let a project be built without PDFs, which take most of the time, and return it."""
    return only_papers(project)


def only_papers(project: Path, *papers: str) -> Path:
    """Let a project be built with PDFs for some papers alone, and return it."""
    settings = project / "mkdocs.yml"
    text, changes = LISTED_PLUGIN.subn(f"runbook: {{papers: [{', '.join(papers)}]}}", settings.read_text("utf-8"))
    assert changes == 1
    settings.write_text(text, "utf-8")
    return project


def commit_all(root: Path) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"]
    environ = {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY, "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(root)}
    for words in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "all"]):
        subprocess.run(["git", "-C", str(root), *words], check=True, env=environ)
    done = subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], check=True, env=environ, capture_output=True, text=True)
    return done.stdout.strip()
