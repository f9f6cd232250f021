"""Releases from outside: the command, real git and real mike, from the first release to a crash in the middle of one."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.built_site.shared_builds import build_once
from tests.conftest import commit_all, without_pdfs, write_tiny
from tests.releases.stores import git

ROOT = Path(__file__).resolve().parents[2]
MIKE = Path(sys.executable).with_name("mike")
CHECKLIST = "data/layers/base/base.yaml"


def project(root: Path) -> Path:
    """Create a repository of a project that is built without PDFs."""
    without_pdfs(write_tiny(root))
    (root / ".gitignore").write_text("published/\n.cache/\nsite/\n")
    commit_all(root)
    for name, value in (("user.name", "Test"), ("user.email", "test@localhost"), ("commit.gpgsign", "false")):
        git(root, "config", name, value)
    return root


def begin(root: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "--project", str(root), *words],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def runbook(root: Path, *words: str, code: int = 0) -> str:
    """Return what a command prints, on both streams. It runs in this process, because most of the time of a short run is its start."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        ended = run(["--project", str(root), *words])
    assert ended == code, printed.getvalue()
    return printed.getvalue()


def mike(root: Path, *words: str) -> str:
    environ = {**os.environ, "PATH": f"{MIKE.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([MIKE, *words], cwd=root, text=True, capture_output=True, check=False, env=environ)
    assert done.returncode == 0, done.stderr
    return done.stdout


def mike_on_branch(root: Path, name: str, *words: str) -> str:
    """Run a command of mike that needs only the branch. Without a configuration, mike does not compose the site before it begins."""
    return mike(root, name, "--config-file", "none", "--remote", "origin", "--branch", "gh-pages", *words)


def save(root: Path, path: str, old: str, new: str) -> None:
    place = root / path
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")
    git(root, "commit", "-q", "-a", "-m", "edit")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def on(root: Path, path: str) -> str:
    return git(root, "show", f"gh-pages:{path}")


@pytest.mark.slow
def test_three_releases_on_a_branch_that_mike_reads(tmp_path: Path) -> None:
    root = project(tmp_path / "tiny")
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "remote.git")
    git(root, "remote", "add", "origin", f"file://{tmp_path / 'remote.git'}")
    place = ("--branch", "gh-pages", "--push")
    runbook(root, "publish", "2026.1", "--alias", "latest", *place)
    first = git(root, "rev-parse", "gh-pages:2026.1")

    runbook(root, "rename", "checklists.database.items.backup", "restore", "--in", "base")
    git(root, "commit", "-q", "-a", "-m", "rename")
    assert "1 entry moved or renamed in 2 systems." in runbook(root, "publish", "2026.2", "--alias", "latest", *place)
    save(root, "data/variants/forum/variant.yaml", "}\n", "}\nchecklists:\n  database: {items: {restore: {remove: it has no data}}}\n")
    assert "1 entry removed in 1 system." in runbook(root, "publish", "2026.3", "--alias", "latest", *place)

    assert mike_on_branch(root, "list").split("\n")[:3] == ["2026.3 [latest]", "2026.2", "2026.1"]
    assert git(root, "rev-parse", "gh-pages:2026.1") == first
    assert git(root, "rev-parse", "gh-pages:latest") == git(root, "rev-parse", "gh-pages:2026.3")
    assert git(tmp_path / "remote.git", "rev-parse", "gh-pages") == git(root, "rev-parse", "gh-pages")
    data = json.loads(on(root, "latest/runbook.json"))["variants"]
    assert list(data["forum"]["checklists"]["database"]["items"]) == ["pooling"]
    assert data["shop"]["checklists"]["database"]["items"]["restore"]["aliases"] == ["backup"]
    assert "it has no data" in on(root, "2026.3/changes/index.html")
    assert (git(root, "status", "--porcelain"), git(root, "stash", "list"), git(root, "worktree", "list").count("\n")) == ("", "", 0)

    mike_on_branch(root, "alias", "2026.2", "stable")
    (tmp_path / "handbook/docs").mkdir(parents=True)
    (tmp_path / "handbook/mkdocs.yml").write_text("{site_name: Handbook, theme: material, plugins: []}\n")
    mike(root, "deploy", "--branch", "gh-pages", "--config-file", str(tmp_path / "handbook/mkdocs.yml"), "handbook")
    runbook(root, "publish", "2026.3", *("--branch", "gh-pages"))  # the same: nothing happens
    save(root, CHECKLIST, "is configured", "is set up")
    runbook(root, "publish", "2026.4", "--alias", "latest", "--branch", "gh-pages")
    listed = {entry["version"]: entry["aliases"] for entry in json.loads(mike_on_branch(root, "list", "--json"))}
    assert listed == {"2026.4": ["latest"], "2026.3": [], "2026.2": ["stable"], "2026.1": [], "handbook": []}
    runbook(root, "publish", "2026.1", "--delete", "it names a host that is gone", "--branch", "gh-pages")
    history = git(root, "log", "--format=%s", "gh-pages").splitlines()
    assert (history[0], history[1], history[-1]) == ("Delete 2026.1: it names a host that is gone", "Publish 2026.4", "Publish 2026.1")
    printed = runbook(root, "releases", "--branch", "gh-pages")
    assert printed.count("verified") == 3
    assert "not published by runbook: handbook" in printed


@pytest.fixture
def root(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A project with the published release 1."""

    def make(folder: Path) -> None:
        runbook(project(folder / "tiny"), "publish", "1", "--alias", "latest")

    return shutil.copytree(build_once(tmp_path_factory, "one-release", make) / "tiny", tmp_path / "tiny", symlinks=True)


@pytest.fixture
def published(root: Path) -> Iterator[Path]:
    yield root / "published"
    assert [path.name for path in root.iterdir() if path.name.startswith(".published")] == []


def killed(root: Path, *words: str) -> None:
    """Begin, and kill as soon as pages are written beside the published folder."""
    process = begin(root, *words)
    until = time.monotonic() + 60
    while not list(root.glob(".published.new-*/*/index.html")):
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


@pytest.mark.slow
def test_a_killed_run_changes_nothing_and_the_next_one_cleans_up(root: Path, published: Path) -> None:
    before = contents(published)
    killed(root, "publish", "2", "--alias", "latest")
    assert contents(published) == before
    assert list(root.glob(".published.new-*"))
    assert runbook(root, "releases").count("verified") == 1
    runbook(root, "publish", "2", "--alias", "latest")
    assert runbook(root, "releases").count("verified") == 2
    assert {path: data for path, data in contents(published).items() if path.startswith("1/")} == {
        path: data for path, data in before.items() if path.startswith("1/")
    }


@pytest.mark.slow
def test_two_releases_published_at_the_same_time_are_both_added(root: Path, published: Path) -> None:
    one, other = begin(root, "publish", "2"), begin(root, "publish", "3", "--alias", "latest")
    for process in (one, other):
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    listed = json.loads(runbook(root, "releases", "--format", "json"))
    assert {release["name"]: release["faults"] for release in listed["releases"]} == {"1": [], "2": [], "3": []}
    assert listed["current"] == "3"
    former = {name: ">1<" in (published / name / "changes/index.html").read_text() for name in ("2", "3")}
    assert sorted(former.values()) == [False, True], "one of them must follow the other, and tell what differs from that"


@pytest.mark.slow
def test_a_release_with_mistakes_is_not_published(root: Path, published: Path) -> None:
    before = contents(published)
    save(root, CHECKLIST, "phase: prepare", "phase: perpare")
    printed = runbook(root, "publish", "2", code=1)
    assert "base.yaml:8:12: error[wrong-value]" in printed
    assert re.search(r"nothing was published; \S*published is unchanged; run `runbook check` for details\n$", printed)
    assert contents(published) == before
