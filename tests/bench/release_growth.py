"""`python -m tests.bench.release_growth`: measure the disk space of releases that change one item of each system."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generator.releases.folder_store import FolderStore
from generator.releases.git_branch_store import BranchStore
from generator.releases.publish import PublishRequest, publish
from generator.releases.release_history import read_ledger
from generator.releases.release_store import LEDGER, StoreChange
from generator.text.file_sizes import size_in_words

ROOT = Path(__file__).resolve().parents[2]
TEXT = re.compile(r"^ +text: (?=[A-Z])", re.MULTILINE)  # of an item or a step
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = (
    "| releases | in a folder, each for itself | in a folder, as published | on a branch, packed by git |\n| ---: | ---: | ---: | ---: |\n"
)


def main() -> int:
    """Publish, and print a row of the table for some numbers of releases."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.release_growth", description=__doc__)
    parser.add_argument("--releases", type=int, default=10, help="how many to publish; each takes some seconds")
    number = parser.parse_args().releases
    sys.stdout.write(HEAD)
    with tempfile.TemporaryDirectory(prefix="runbook-bench-") as place:
        for published, row in enumerate(_rows(Path(place) / "project", number), 1):
            if published in (1, 2, number):
                sys.stdout.write(f"| {published} | {' | '.join(map(size_in_words, row()))} |\n")
                sys.stdout.flush()
    return 0


def _rows(root: Path, number: int) -> Iterator[_Row]:
    _git(ROOT, "clone", "--quiet", "--shared", str(ROOT), str(root))
    folder, branch = FolderStore(root / "published"), BranchStore(root, "releases", push=False)
    texts = [_first_text(variant) for variant in sorted((root / "data/variants").iterdir())]
    for count in range(1, number + 1):
        for path, before, after in texts:
            path.write_text(f"{before}In version {count}, {after}", encoding="utf-8")
        _git(root, "-c", "user.name=Bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--all", "--message", "edit")
        publish(root, folder, PublishRequest(f"r{count}", BEGAN + timedelta(days=count), ("latest",)))
        _copy(folder, branch, f"r{count}")
        yield _Row(root, count)


def _first_text(variant: Path) -> tuple[Path, str, str]:
    """Return the file of a variant with its first text of an item, and the content of the file before the text and from there."""
    for path in sorted(variant.glob("*.yaml")):
        content = path.read_text(encoding="utf-8")
        if found := TEXT.search(content):
            return path, content[: found.end()], content[found.end() :]
    raise LookupError(f"no text of an item in {variant}")


class _Row:
    """The sizes after a number of releases, in bytes."""

    def __init__(self, root: Path, count: int) -> None:
        self.root = root
        self.count = count

    def __call__(self) -> tuple[int, int, int]:
        return self._alone(), self._shared(), self._packed()

    def _alone(self) -> int:
        """Return the size of all releases and the alias if no file were shared."""
        return sum(path.stat().st_size for path in (self.root / "published").rglob("*") if path.is_file())

    def _shared(self) -> int:
        """Return the size of the folder; a file with several names counts once."""
        files = [path.stat() for path in (self.root / "published").rglob("*") if path.is_file()]
        return sum({file.st_ino: file.st_size for file in files}.values())

    def _packed(self) -> int:
        """Return the size of a clone of the branch after git has packed it."""
        with tempfile.TemporaryDirectory(prefix="runbook-bench-") as place:
            clone = Path(place) / "clone.git"
            _git(self.root, "clone", "--quiet", "--bare", "--no-local", "--single-branch", "--branch", "releases", ".", str(clone))
            _git(clone, "gc", "--quiet", "--prune=now")
            return sum(path.stat().st_size for path in clone.rglob("*") if path.is_file())


def _copy(folder: FolderStore, branch: BranchStore, name: str) -> None:
    """Copy a release from the folder to the branch, as publishing it there would."""

    def build(stage: Path) -> StoreChange:
        shutil.copytree(folder.root / name, stage / name)
        roots = {path.name: path.read_bytes() for path in folder.root.iterdir() if path.is_file()}
        lists = {f"releases/{path.name}": path.read_bytes() for path in (folder.root / "releases").iterdir()}
        return StoreChange(built=(name,), copies={"latest": name}, files={**roots, **lists})

    branch.update(branch.read(LEDGER), build)
    assert read_ledger(branch)[1] == read_ledger(folder)[1]


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), *words], check=True, env={**os.environ, "LC_ALL": "C"}, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
