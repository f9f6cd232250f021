"""Build a project with each plugin and each way to change Material, and compare its pages with those of the plain project."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.audit.plugin_rows import PLUGINS, Row
from tests.audit.theme_rows import WAYS
from tests.built_site.link_check import link_fault
from tests.built_site.page_reader import read_page
from tests.built_site.shared_builds import ROOT
from tests.conftest import commit_all, write_tiny
from tests.page_frame import frame_faults

REQUIREMENTS = ROOT / "requirements/plugins.txt"
LONGEST = 120
OURS = "runbook: {papers: []}"
SETTINGS = """\
site_name: Tiny
use_directory_urls: false
theme: {{name: material, font: false{theme}}}
site_url: https://runbooks.example/
"""
# Each project has another commit; the file of boxes has it too, and pages name the digest of this file.
COMMIT = re.compile(r"\b[0-9a-f]{12,40}\b|(?<=data-rb-boxes=\")[0-9a-f]+")
ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
# Commands and texts that processors of text look for.
BAIT = """\
checklists:
  bait:
    phase: prepare
    title: "{{ config.site_name }} :smile: (c) HTML --8<-- [set-up][]"
    items:
      item:
        text: "{% include-markdown 'x.md' %} {{ config.site_name }} ++ctrl+c++ [set-up][]"
        run: |-
          echo "{{ config.site_name }}"   :smile:
            a  b --> c
"""


def install(folder: Path) -> None:
    """Install the locked plugins into a folder, unless they are there."""
    stamp, wanted = folder / "installed.txt", REQUIREMENTS.read_text("utf-8")
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "install",
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "--upgrade",
        ]
        subprocess.run([*pip, "--target", str(folder), "--requirement", str(REQUIREMENTS)], check=True)
        stamp.write_text(wanted, "utf-8")


def plugin_table() -> str:
    """Return what the documentation says about each tested plugin, with its version."""
    versions = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", REQUIREMENTS.read_text("utf-8"), re.MULTILINE))
    rows = ["| Plugin | Tested version | What to know |", "| --- | --- | --- |"]
    for row in (row for row in PLUGINS if row.know):
        version = versions.get(f"mkdocs-{row.name}", versions.get(f"mkdocs-{row.name}-plugin", "Material's own"))
        rows.append(f"| `{row.name}` | {version} | {row.know} |")
    return "\n".join(rows)


def theme_table() -> str:
    """Return what the documentation says about each way to change Material."""
    return "\n".join(["| What | Effect on the site |", "| --- | --- |", *(f"| {row.name} | {row.know} |" for row in WAYS if row.know)])


def judge_plugins(plugins: Path) -> tuple[int, list[str]]:
    """Build every row. Return how many there are, and the faults."""
    rows = (*PLUGINS, *WAYS)
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = Path(name)
        output = _build(Row("plain"), folder / "plain", plugins)
        contents = dict(_contents(_site(folder / "plain")))
        assert len(contents) > 30, output
        jobs = [pool.submit(_faults, row, folder / f"row-{at}", plugins, contents) for at, row in enumerate(rows)]
        return len(rows), [f"{row.name}: {fault}" for row, job in zip(rows, jobs, strict=True) for fault in job.result()]


def _faults(row: Row, root: Path, plugins: Path, contents: dict[str, str]) -> list[str]:
    code, output = _build(row, root, plugins)
    if row.message:
        return [] if code == 1 and row.message in output else [f"exit {code} without the message:\n{output}"]
    if code:
        return [f"exit {code}:\n{output}"]
    site = _site(root)
    faults = [f"the note is missing: {output}"] if row.note not in output else []
    faults += [] if row.note or "note:" not in output else [output]
    faults += [f"{path} does not show {text}" for path, text in row.shows.items() if text not in _text(site / path)]
    faults += [f"{path} is not as in the plain project" for path, content in contents.items() if content not in _text(site / path)]
    pages = [path for path in (*contents, "writing.html", "404.html") if (site / path).is_file()]
    return [*faults, *(f"{path}: {parts}" for path, parts in frame_faults(site, pages).items()), *_links(site, pages)]


def _build(row: Row, root: Path, plugins: Path) -> tuple[int, str]:
    write_tiny(root)
    text = SETTINGS.format(theme=f", {row.theme}" if row.theme else "")
    for old, new in row.replaces.items():
        assert old in text, old
        text = text.replace(old, new)
    entries = {"plugins": [one.replace("{ours}", OURS) for one in row.plugins], "markdown_extensions": ["attr_list", *row.extensions]}
    text += row.settings + "".join(f"{key}:\n" + "".join(f"  - {one}\n" for one in listed) for key, listed in entries.items())
    more = {"mkdocs.yml": text, "data/variants/shop/bait.yaml": BAIT, ".gitignore": "site/\n.cache/\n", **row.files}
    for path, content in more.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, "utf-8")
    commit_all(root)
    environ = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "FORCE_COLOR")}
    environ |= {"NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": os.pathsep.join(map(str, (root / "packages", plugins, ROOT)))}
    command = [sys.executable, "-m", "generator", "build", "--site-dir", str(_site(root))]
    done = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, timeout=LONGEST, check=False)
    return done.returncode, done.stdout + done.stderr


def _site(root: Path) -> Path:
    return root.with_name(f"{root.name}-site")


def _contents(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the content of each generated page, by path. The page for missing addresses is one of the theme."""
    for page in sorted(site.rglob("*.html")):
        found = ARTICLE.search(_text(page))
        if found and 'class="rb-' in found[1] and "/sheets/" not in page.as_posix() and page.name != "404.html":
            yield page.relative_to(site).as_posix(), found[1].strip()


def _text(path: Path) -> str:
    return COMMIT.sub("", path.read_text("utf-8")) if path.is_file() else ""


def _links(site: Path, pages: Iterable[str]) -> Iterator[str]:
    for path in pages:
        for link in read_page(site / path).links:
            fault = link_fault(site, path, link.target)
            base = site if link.target.startswith("/") else (site / path).parent
            folder = base / link.target.partition("#")[0].strip("/")
            if fault and not (fault.startswith("a folder") and (folder / "index.html").is_file()):
                yield f"{path} links to {link.target}: {fault}"
