"""Compare the sites that two versions of the program build: `python -m tests.compare_builds OLD [NEW]`.

OLD and NEW are git revisions; without NEW, the working tree is used. Both programs build the data and documents of OLD. Every path
that differs is printed, and the exit code is then 1. A change that only moves code must not change a byte of the site.

"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ("generator", "overrides", "pyproject.toml")
PROJECT = ("data", "docs", "mkdocs.yml")


def files_of(revision: str | None, folder: Path, parts: tuple[str, ...]) -> None:
    """Write some files and folders of a revision into `folder`; None means the working tree."""
    folder.mkdir()
    if revision is None:
        for part in parts:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copyfile
            copy(ROOT / part, folder / part)
        return
    archive = subprocess.run(["git", "-C", str(ROOT), "archive", revision, "--", *parts], check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)


def announce(program: Path) -> None:
    """Write the metadata by which MkDocs finds the plugin in a program that is not installed."""
    project = tomllib.loads((program / "pyproject.toml").read_text("utf-8"))["project"]
    said = program / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    said.mkdir()
    (said / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", "utf-8")
    groups = project["entry-points"].items()
    lines = [line for group, points in groups for line in (f"[{group}]", *(f"{name} = {place}" for name, place in points.items()))]
    (said / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")


def build(program: Path, project: Path, site: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(program), "NO_MKDOCS_2_WARNING": "1", "PYTHONSAFEPATH": "1"}
    shutil.rmtree(project / ".cache", ignore_errors=True)
    subprocess.run(
        [sys.executable, "-m", "generator", "--project", str(project), "build", "--site-dir", str(site)], env=environ, check=True
    )


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def commit(folder: Path) -> None:
    """Turn a folder into a repository with one commit on a fixed day, because sheets print their commit."""
    day = {"GIT_AUTHOR_DATE": "2026-11-20T12:00:00+0000", "GIT_COMMITTER_DATE": "2026-11-20T12:00:00+0000"}
    identity = ("-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false")
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "The data")):
        subprocess.run(["git", "-C", str(folder), *identity, *words], env={**os.environ, **day}, check=True)


def differences(old: str, new: str | None) -> list[str]:
    """Build the data of `old` with two versions of the program; return a line for each path that differs."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        files_of(old, work / "project", PROJECT)
        commit(work / "project")
        sites = []
        for side, revision in (("old", old), ("new", new)):
            files_of(revision, work / side, PROGRAM)
            announce(work / side)
            build(work / side, work / "project", work / f"{side}-site")
            sites.append(contents(work / f"{side}-site"))
    before, after = sites
    assert before, "the old program made no site"
    return [
        f"{path}: {'new' if path not in before else 'gone' if path not in after else 'differs'}"
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    ]


if __name__ == "__main__":
    found = differences(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.stdout.write(f"{len(found)} files differ\n" if found else "both make the same site\n")
    sys.exit(1 if found else 0)
