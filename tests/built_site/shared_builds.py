"""Folders that many tests read: the first test process that needs one builds it, once in each test run."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300


def build_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder `name`, built by `make`; other processes wait for the one that builds it."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def run(*words: str, cwd: Path = ROOT, more: Mapping[str, str] | None = None) -> str:
    """Run a command that must succeed and return its output. It does not depend on dates or colours of this machine."""
    environ = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "FORCE_COLOR")}
    environ |= {"NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": f"{cwd}{os.pathsep}{ROOT}", **(more or {})}
    done = subprocess.run(words, cwd=cwd, env=environ, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert done.returncode == 0, f"{' '.join(words)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def runbook(*words: str, cwd: Path = ROOT, more: Mapping[str, str] | None = None) -> str:
    """Run `runbook` from the sources in `cwd` and return its output."""
    return run(sys.executable, "-m", "generator", *words, cwd=cwd, more=more)


def program(name: str) -> str:
    """Return the path of a program installed next to this Python."""
    return str(Path(sys.executable).parent / name)
