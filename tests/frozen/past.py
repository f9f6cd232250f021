"""Files of version 0.1.0 and their source projects, as the current program reads them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAST = Path(__file__).parent / "0.1.0"
RELEASES = PAST / "releases.tar.gz"
OLDER, NEWER, TRIAL = "2026.09", "2026.10", "2026.10-trial"
NEXT = "2026.11"
REHEARSAL = "rehearsal"
# The current configuration of the projects; the frozen one names a hook that exists only while the frozen files are made.
MKDOCS = """\
site_name: Shop and forum
site_url: https://runbooks.example/
use_directory_urls: false
theme: {name: material, language: en, font: false}
plugins: [{runbook: {papers: []}}]
markdown_extensions: [attr_list, tables]
"""
FORUM = """\
phases: {rollback: {remove: nothing is deployed}}
contacts: {desk: {title: Forum desk, phone: +880 2 5566 7788}}
"""
Files = dict[str, str]


def read_source(name: str) -> Files:
    """Read the texts of a frozen project, by path. If the current YAML differs from that of 0.1.0, translate it here."""
    folder = PAST / "sources" / name
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "mkdocs.yml")
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return {"mkdocs.yml": MKDOCS, **{path: with_blanks(text) for path, text in texts.items()}}


def with_blanks(text: str) -> str:
    """Translate the top-level key `record`: today blanks are fields of their phase."""
    text = re.sub(r"^record: (.*)$", r"phases: {deploy-day: {blanks: \1}}", text, flags=re.MULTILINE)
    head, found, tail = text.partition("record:\n")
    lines, blanks = tail.splitlines(keepends=True), {"deploy-day": "", "follow-up": ""}
    while found and lines[0].startswith(" "):
        line = lines.pop(0)
        blanks["follow-up" if "phase: follow-up" in line else "deploy-day"] += f"    {re.sub(', phase: [a-z-]+', '', line)}"
    phases = "".join(f"  {phase}:\n    blanks:\n{written}" for phase, written in blanks.items())
    return f"{head}phases:\n{phases}{''.join(lines)}" if found else text


def apply_edits(files: Files, *edits: tuple[str, str, str]) -> Files:
    """Replace texts: each edit has the end of a path, a text that occurs there once, and the new text."""
    result = dict(files)
    for end, old, new in edits:
        (path,) = (path for path in files if path.endswith(end))
        assert result[path].count(old) == 1, f"`{old}` must occur once in {path}"
        result[path] = result[path].replace(old, new)
    return result


def release_source(name: str) -> Files:
    """Read the frozen project of a release, with what the current program needs before it publishes the release again."""
    files = read_source(f"releases/{name}")
    began = "began: {label: Began at, kind: time}"
    files = apply_edits(files, ("shop.yaml", began, f"{began}, previous-commit: Commit before"))
    if name == OLDER:
        files["data/variants/forum/upgrade.yaml"] = FORUM
    return files


def next_release() -> Files:
    """Return the project after 2026.10. An item is renamed a second time, and the alias of the first time is dropped."""
    text = "{text: Connection pooling is configured, aliases: [%s]}"
    files = apply_edits(
        release_source(NEWER),
        ("base.yaml", f"pool: {text % 'pooling'}", f"connections: {text % 'pool'}"),
        ("shop.yaml", "remove: one instance by design}", "remove: one instance by design}, backup: {remove: the host restores by itself}"),
        ("shop.yaml", "text: Migrations have run", "text: All migrations have run"),
        ("shop.yaml", "daily: {phase: operate", "daily: {phase: follow-up"),
        ("shop.yaml", "      poster: The poster hangs\n", "      queue: The queue is empty\n"),
    )
    desk = """\
variant: {title: Pay desk, extends: [base]}
phases: {rollback: {remove: nothing is deployed}}
contacts: {till: {title: Till, name: Ann, phone: +880 2 5566 7788}}
"""
    return {**files, "data/variants/desk/desk.yaml": desk}


def write_project(files: Files, root: Path) -> Path:
    """Write the files of a project into its folder, and return the folder."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def unpack_releases(folder: Path) -> None:
    """Unpack the published folder of 0.1.0 into a folder."""
    with tarfile.open(RELEASES) as archive:
        # Python before 3.11.4 has no filters, and needs none for files of our own.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _path: member)
        archive.extractall(folder)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def runbook(root: Path, *words: str, code: int = 0) -> str:
    """Run the current program for a project and return its output. It must end with the exit code."""
    environ = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "FORCE_COLOR")}
    environ |= {"NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "generator", "--project", str(root), *words]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == code, f"{words} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Run:
    """A run that a page of 0.1.0 saved: its facts as in the file, and its answers by address."""

    facts: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.facts["name"])

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        answers: dict[str, dict[str, str]] = self.facts["answers"]
        return answers

    @property
    def folder(self) -> str:
        """Return the folder of the site on which the run started."""
        return f"{self.facts['release'] or REHEARSAL}/{self.facts['variant']}"

    @property
    def pages(self) -> list[str]:
        """Return the pages on which the run has answers, by the addresses in the frozen releases."""
        places = _read_places(f"{self.facts['release'] or NEWER}/{self.facts['variant']}")
        items = [address for address in self.answers if not address.startswith("phases.")]
        phases = [f"{address.removeprefix('phases.')}/index.html" for address in self.answers if address.startswith("phases.")]
        return sorted({places[address].partition("#")[0] for address in items} | set(phases))


def _read_places(folder: str) -> dict[str, str]:
    with tarfile.open(RELEASES) as archive:
        member = archive.extractfile(f"{folder}/places.json")
        assert member is not None, folder
        places: dict[str, str] = json.loads(member.read())["places"]
        return places


RUNS = {path.stem: Run(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(PAST.glob("exports/*.json"))}
LINKS: dict[str, dict[str, str]] = json.loads((PAST / "links.json").read_text(encoding="utf-8"))
STORAGE: dict[str, str] = json.loads((PAST / "storage.json").read_text(encoding="utf-8"))
