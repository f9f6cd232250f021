"""The generated parts of the diagnostics reference: every code with its cause and fix, and with an example and its report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics.codes import RULES
from generator.diagnostics.practice_codes import PRACTICE
from generator.edits.certain_fixes import SAFETY
from generator.model.code_table import STAGES
from generator.reference.fences import fenced
from generator.report.source_excerpt import visible

FIXTURES = Path("tests", "errors")
REPORT = "report.txt"
# Reports on data that a repository cannot contain, such as an unreadable file.
MADE = "_made"
MOST_SHOWN = 3000


def waivable() -> str:
    """Return a sentence that lists the rules outside good practice that can be waived."""
    others = [f"[{name}](#{name})" for name in RULES if name not in PRACTICE]
    return f"So can {', '.join(others[:-1])} and {others[-1]}."


def diagnostics(root: Path) -> str:
    """Return a section for each stage and code; the tests of the project at `root` contain the examples."""
    lines = []
    for title, codes in STAGES.items():
        lines += [f"## {title}", "", f"{', '.join(f'[{name}](#{name})' for name in codes)}.", ""]
        for name, code in codes.items():
            severity = ["A warning"] * (code.severity == "warning") + ["an error for a release"] * code.release
            cause = f"{', '.join(severity)}. {code.cause}" if severity else code.cause
            lines += [f"### {name}", "", cause, "", f"**Fix:** {code.fix}", "", *_safety(name), *_example(root / FIXTURES, name)]
    return "\n".join(lines)


def example_folder(fixtures: Path, name: str) -> Path | None:
    """Return the fixture of a code: the folder with its name, or else its first variation; None if it has no fixture."""
    return next(iter(sorted((*fixtures.glob(name), *fixtures.glob(f"{name}--*")))), None)


def _safety(name: str) -> list[str]:
    return [f"**`check --fix`:** {SAFETY[name]}", ""] if name in SAFETY else []


def _example(fixtures: Path, name: str) -> Iterator[str]:
    folder = example_folder(fixtures, name)
    report = fixtures / MADE / f"{name}.txt" if folder is None else folder / REPORT
    for path in sorted(folder.rglob("*")) if folder is not None else ():
        if path.is_file() and path != report and (text := _shown(path.read_bytes())):
            yield from (*fenced(text, "yaml", path.relative_to(report.parent).as_posix()), "")
    if report.is_file():
        yield from (*fenced(report.read_text("utf-8"), "text"), "")


def _shown(data: bytes) -> str:
    """Return the start of a file as printable text; invisible characters are spelled out."""
    text = data[:MOST_SHOWN].decode("utf-8", "backslashreplace")
    more = "\n…" if len(data) > MOST_SHOWN else ""
    return "\n".join(map(visible, text.split("\n"))) + more
