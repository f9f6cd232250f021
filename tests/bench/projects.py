"""Create projects with any number of variants, similar to the five shipped ones."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAVIGATION = re.compile(r"^(?:nav|not_in_nav):.*?(?=^\w)", re.MULTILINE | re.DOTALL)
# A plain text value that ends in a letter: titles, texts, plain items. A number after it makes the texts of each variant unique.
TEXT = re.compile(r"^( +(?!at:)[a-z][a-z0-9-]*: [A-Z][^\"'{}\[\]#:]*[a-z])$", re.MULTILINE)


def make_project(folder: Path, variants: int) -> Path:
    """Create a project in `folder` with the shared layers and that many variants, copies with unique texts."""
    originals = sorted(path for path in (ROOT / "data" / "variants").iterdir() if path.is_dir())
    shutil.copytree(ROOT / "data" / "layers", folder / "data" / "layers")
    for number in range(variants):
        original = originals[number % len(originals)]
        copy = folder / "data" / "variants" / f"{original.name}-{number:04d}"
        copy.mkdir(parents=True)
        for file in sorted(original.rglob("*.yaml")):
            target = copy / file.relative_to(original)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(TEXT.sub(rf"\1 {number}", file.read_text("utf-8")), "utf-8")
    # The navigation names hand-written pages, which do not exist here.
    (folder / "mkdocs.yml").write_text(NAVIGATION.sub("", (ROOT / "mkdocs.yml").read_text("utf-8")), "utf-8")
    (folder / "docs").mkdir()
    (folder / "docs" / "writing.md").write_text("# Writing\n", "utf-8")
    return folder


def commit(root: Path, message: str) -> None:
    """Commit everything in a project, in its own repository."""
    name = ("-c", "user.name=Bench", "-c", "user.email=bench@localhost")
    for words in (("init", "--quiet"), ("add", "data", "docs", "mkdocs.yml"), (*name, "commit", "--quiet", "--message", message)):
        subprocess.run(["git", *words], cwd=root, check=True)


def edit_one_text(root: Path) -> None:
    """Change one text of one variant."""
    place = min((root / "data" / "variants").glob("elearning-platform*/contacts.yaml"))
    place.write_text(re.sub(r"(?m)^(    title: .+)$", r"\1 edited", place.read_text("utf-8"), count=1), "utf-8")


def make_stock_project(folder: Path, sizes: dict[str, int]) -> Path:
    """Create a plain MkDocs project with stock Material: for each path in `sizes`, one page of ordinary Markdown of this size in bytes."""
    (folder / "docs").mkdir(parents=True)
    for path, size in sizes.items():
        page = folder / "docs" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(stock_page(path, size), "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Stock\nuse_directory_urls: false\ntheme: {name: material, font: false}\nplugins: [search]\n", "utf-8"
    )
    return folder


def stock_page(title: str, size: int) -> str:
    """Return ordinary Markdown of about that many bytes: headings, sentences, lists, a command."""
    parts = [f"# {title}\n"]
    length = len(parts[0])
    number = 0
    while length < size:
        number += 1
        part = (
            f"\n## Part {number} of {title}\n\nWhat this part is for, in a sentence or two that say who does it and when.\n\n"
            + "".join(f"- [ ] A condition number {number}.{line} that a second person can verify\n" for line in range(8))
            + f"\n```\n./scripts/step-{number}.sh --verbose\n```\n"
        )
        parts.append(part)
        length += len(part)
    return "".join(parts)
