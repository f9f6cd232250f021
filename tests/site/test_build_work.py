"""The work counts of a build after each kind of change, so that a slower build fails a test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.diagnostics.work_counts import WORK, WorkCounts, counting_work
from generator.document.print_job import Printed, PrintJob
from generator.paper import print_data, typst_compiler
from generator.project import remembered_check
from generator.releases.folder_store import FolderStore
from generator.releases.publish import PublishRequest, publish
from generator.site.mkdocs_build import build_site
from tests.expectations import Expectation

EXPECTED = Path(__file__).parent / "build_work.txt"
HEAD = """\
The work of a build of two systems on one layer, with everything that it remembers, after one change each.
Bytes hashed are stated in parts of the bytes of the finished site, to one decimal; those of the program itself are left out.

"""


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def set_nothing(_: Path, __: pytest.MonkeyPatch) -> None:
    pass


def set_text(root: Path, _: pytest.MonkeyPatch) -> None:
    edit(root / "data/variants/shop/variant.yaml", "The shop opens", "The shop opens for all")


def set_layer(root: Path, _: pytest.MonkeyPatch) -> None:
    edit(root / "data/layers/base/base.yaml", "A backup restores", "The last backup restores")


def set_theme_template(root: Path, _: pytest.MonkeyPatch) -> None:
    (root / "own/main.html").write_text('{% extends "base.html" %}\n{% block site_nav %}{% endblock %}\n')


def set_sheet_template(_: Path, patch: pytest.MonkeyPatch) -> None:
    shared = print_data._template
    patch.setattr(print_data, "_template", lambda names: shared(names) + "\n// changed")


def set_setting(root: Path, _: pytest.MonkeyPatch) -> None:
    edit(root / "mkdocs.yml", "site_name: Tiny", "site_name: Small")


CHANGES: dict[str, Callable[[Path, pytest.MonkeyPatch], None]] = {
    "nothing": set_nothing,
    "a text": set_text,
    "a layer": set_layer,
    "theme": set_theme_template,
    "sheets": set_sheet_template,
    "a setting": set_setting,
}


@pytest.fixture
def project(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny project with its own theme folder. Typesetting is replaced, since it is slow and changes no count."""
    edit(tiny / "mkdocs.yml", "theme: {name: material, font: false}", "theme: {name: material, font: false, custom_dir: own}")
    (tiny / "own").mkdir()
    (tiny / "own/main.html").write_text('{% extends "base.html" %}\n')
    monkeypatch.setattr(typst_compiler, "_typeset", typeset)
    monkeypatch.setattr(typst_compiler, "bound", lambda *_: (b"%PDF", 1))
    monkeypatch.setattr(remembered_check, "program_digest", lambda: "the program")
    return tiny


def typeset(job: PrintJob, _: int, **__: object) -> Printed:
    return Printed(job.path, b"%PDF", 1)


def column(work: WorkCounts, site: Path) -> list[str]:
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    return [f"{amount / size:.1f}" if kind == "bytes hashed" else str(amount) for kind, amount in work.amounts.items()]


def build(root: Path, out: Path) -> list[str]:
    with counting_work() as work:
        build_site(root, out)
    return column(work, out)


def release(root: Path, out: Path, name: str) -> list[str]:
    with counting_work() as work:
        publish(root, FolderStore(out), PublishRequest(name, datetime(2026, 11, 29, tzinfo=UTC)))
    return column(work, out / name)


def test_each_change_costs_what_it_did(project: Path, tmp_path: Path, expectation: Expectation, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = {"at first": build(project, tmp_path / "site")}
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file() and ".cache" not in path.parts}
    for name, change in CHANGES.items():
        with monkeypatch.context() as patch:
            change(project, patch)
            columns[name] = build(project, tmp_path / "site")
        for path, data in before.items():
            path.write_bytes(data)
    columns["release"] = release(project, tmp_path / "published", "1")
    set_text(project, monkeypatch)
    columns["the next"] = release(project, tmp_path / "published", "2")
    rows = [("", *columns), *zip(WORK, *columns.values(), strict=True)]
    expectation.holds(EXPECTED, HEAD + "".join(f"{row[0]:18}{''.join(f'{cell:>11}' for cell in row[1:])}\n" for row in rows))
