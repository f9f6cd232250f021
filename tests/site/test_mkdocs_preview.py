"""The live preview without its server: how a saved change updates the built site."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.document.pages import RenderedPage, Site
from generator.project.faults import InputFault
from generator.project.open_project import open_project
from generator.report.diagnostics_report import to_text
from generator.site.make_site import make_site
from generator.site.mkdocs_preview import Preview
from tests.conftest import write_tiny
from tests.runs.record_sample import event, record_bytes
from tests.site.conftest import restore

ADDRESS = "http://127.0.0.1:1"
PAGE = "shop/deploy-day/index.html"
OTHER = "forum/prepare/index.html"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("previewed"))


@pytest.fixture
def site(root: Path) -> Path:
    return root.with_name(f"{root.name}-preview")


@pytest.fixture(scope="module")
def one_preview(root: Path) -> Preview:
    return Preview(root, root.with_name(f"{root.name}-preview"), ADDRESS)


@pytest.fixture
def preview(one_preview: Preview, root: Path) -> Iterator[Preview]:
    """The preview of `root` in `site`. Building it takes a second, so the project is restored after each test, and the preview follows."""
    yield one_preview
    restore(root)
    one_preview.update()
    one_preview.read("index.html")
    assert (one_preview.report, one_preview.doubts) == ("", "")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def test_a_change_rewrites_only_files_of_its_variant(preview: Preview, root: Path, site: Path) -> None:
    before, builds = contents(site), preview.whole_builds
    replace(root / "data/variants/shop/variant.yaml", "The shop opens", "The doors open")
    preview.update()
    after = contents(site)
    assert b"The doors open" in after[PAGE]
    assert {path.partition("/")[0] for path in changed(before, after)} == {"shop"}
    assert (preview.whole_builds, preview.report) == (builds, "")


def test_a_record_that_is_added_is_on_the_page_also_after_an_edit(preview: Preview, root: Path, site: Path) -> None:
    """The preview reads past runs again whenever it composes a page."""
    head, page = root / "data/variants/shop/variant.yaml", site / PAGE
    procedure = "procedures: {swap: {phase: deploy-day, title: Swap, drill-every: 30d, steps: {off: Off, on: On}}}\n"
    head.write_text(head.read_text("utf-8") + procedure, "utf-8")
    preview.update()
    assert ("never exercised" in page.read_text("utf-8"), "[never-exercised]" in preview.doubts) == (True, True)
    steps = [event(minute, "done", f"procedures.swap.steps.{step}") for minute, step in ((5, "off"), (9, "on"))]
    (root / "runs/shop").mkdir(parents=True)
    (root / "runs/shop/2025-12-01-night-7.json").write_bytes(record_bytes(event(0, "begun"), *steps, **swap()))
    preview.update()
    assert "2025-12-01: took 4 min" in page.read_text("utf-8")
    replace(head, "The shop opens", "The doors open")
    preview.update()
    assert ["2025-12-01: took 4 min" in page.read_text("utf-8"), "The doors open" in page.read_text("utf-8")] == [True, True]
    assert "[never-exercised]" not in preview.doubts


def swap() -> dict[str, Any]:
    """Return the lists and lines of a run of one procedure."""
    lines = [[f"procedures.swap.steps.{step}", "p1", "", step, 0, 0, "", 0] for step in ("off", "on")]
    return {"lists": [["deploy-day", "procedures.swap", "Swap", "", ""]], "boxes": lines}


@pytest.mark.usefixtures("second_preview")
def test_a_shared_page_is_updated_when_it_is_read_and_the_site_then_equals_a_whole_build(preview: Preview, root: Path, site: Path) -> None:
    builds = preview.whole_builds
    replace(root / "data/variants/shop/variant.yaml", "The shop opens", "The doors open")
    preview.update()
    matrix = site / "matrix/deploy-day/index.html"
    preview.read(PAGE)
    assert "The doors open" not in matrix.read_text("utf-8")
    preview.read("matrix/deploy-day/index.html")
    assert "The doors open" in matrix.read_text("utf-8")
    assert preview.whole_builds == builds
    fresh = site.with_name("fresh")
    Preview(root, fresh, ADDRESS)
    of_another_plugin = {"search/search_index.json"}
    assert changed(contents(site), contents(fresh)) <= {"sitemap.xml.gz", *of_another_plugin}


def test_a_page_of_past_runs_comes_and_goes_with_its_records(preview: Preview, root: Path, site: Path) -> None:
    """Pages about all systems are composed with past runs too: reading one brings it up to date."""
    record = root / "runs/shop/2025-12-01-night-7.json"
    record.parent.mkdir(parents=True)
    record.write_bytes(record_bytes(event(0, "begun"), event(40, "failed", "checklists.cut-over.items.pay", text="card reader off")))
    preview.update()
    assert b"card reader off" in (site / "shop/runs/index.html").read_bytes()
    replace(root / "data/variants/shop/variant.yaml", "The shop opens", "The doors open")
    preview.update()
    preview.read("matrix/deploy-day/index.html")
    assert b"The doors open" in (site / "matrix/deploy-day/index.html").read_bytes()
    assert b"card reader off" in (site / "shop/runs/index.html").read_bytes()
    assert b"runs/index.html" in (site / "shop/index.html").read_bytes()
    record.unlink()
    preview.update()
    assert not (site / "shop/runs/index.html").exists()


class Work:
    """Counts the pages that a preview composes, and lists those that it renders as HTML."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.composed = 0
        self.rendered: list[str] = []
        render = Preview._render

        def counted(*given: Any) -> Site:
            site = make_site(*given)
            self.composed += len(site.pages)
            return site

        def listed(preview: Preview, page: RenderedPage) -> None:
            self.rendered.append(page.path)
            render(preview, page)

        monkeypatch.setattr("generator.site.mkdocs_preview.make_site", counted)
        monkeypatch.setattr(Preview, "_render", listed)

    def done(self) -> tuple[int, list[str]]:
        """Return the number of composed pages and the rendered pages since the last call."""
        found = self.composed, sorted(self.rendered)
        self.composed, self.rendered = 0, []
        return found


def test_shared_pages_are_rendered_once_for_a_change_however_often_they_are_read(
    preview: Preview, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing: tuple[int, list[str]] = (0, [])
    work = Work(monkeypatch)
    for path in ("index.html", "matrix/deploy-day/index.html"):
        preview.read(path)
    assert work.done() == nothing, "nothing has changed since the build"
    replace(root / "data/variants/shop/variant.yaml", "The shop opens", "The doors open")
    preview.update()
    composed, rendered = work.done()
    assert composed and rendered == ["shop/deploy-day/index.md"]
    preview.read(PAGE)
    assert work.done() == nothing, "the page of a system is up to date"
    preview.read("matrix/deploy-day/index.html")
    composed_again, rendered = work.done()
    assert composed_again > composed and rendered == ["matrix/deploy-day/index.md"]
    for path in ("matrix/deploy-day/index.html", "index.html", "runbook.json", "matrix/deploy-day/index.html"):
        preview.read(path)
        assert work.done() == nothing, path
    preview.update()
    assert work.done() == nothing, "nothing was saved"


def test_a_change_of_a_shared_layer_updates_every_variant_that_uses_it(preview: Preview, root: Path, site: Path) -> None:
    builds = preview.whole_builds
    replace(root / "data/layers/base/base.yaml", "A backup restores", "A copy restores")
    preview.update()
    for page in ("shop/prepare/index.html", OTHER):
        assert "A copy restores" in (site / page).read_text("utf-8")
    assert preview.whole_builds == builds


def test_an_error_is_reported_as_in_the_terminal_and_the_last_good_site_stays(preview: Preview, root: Path, site: Path) -> None:
    place = root / "data/variants/shop/variant.yaml"
    good, before = place.read_text("utf-8"), contents(site)
    replace(place, "summary:", "sumary:")
    preview.update()
    assert "error[unknown-field]" in preview.report
    assert preview.report == to_text(open_project(root).outcome.diagnostics)
    assert contents(site) == before
    replace(root / "data/variants/forum/variant.yaml", "Forum", "Forums")
    preview.update()
    assert "sumary" in preview.report
    place.write_text(good, "utf-8")
    preview.update()
    assert preview.report == ""
    assert "Forums" in (site / OTHER).read_text("utf-8")


@pytest.mark.usefixtures("second_preview")
def test_the_address_has_the_path_of_the_site_url(tiny: Path, tmp_path: Path) -> None:
    with (tiny / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("\nsite_url: https://shop.test/run%20books/\n")
    preview = Preview(tiny, tmp_path / "preview", ADDRESS)
    assert (preview.mount, preview.url) == ("/run books/", f"{ADDRESS}/run%20books/")


def test_new_warnings_are_reported_until_they_are_fixed(preview: Preview, root: Path, site: Path) -> None:
    place = root / "data/variants/shop/variant.yaml"
    good = place.read_text("utf-8")
    replace(place, "The shop opens", "The shop opens at TBD")
    preview.update()
    assert "warning[placeholder]: `TBD` is a placeholder" in preview.doubts
    assert preview.report == ""
    assert b"opens at TBD" in contents(site)[PAGE]
    replace(root / "data/variants/forum/variant.yaml", "Forum", "Forums")
    preview.update()
    assert "placeholder" in preview.doubts
    place.write_text(f"# a line above it\n{good}", "utf-8")
    preview.update()
    assert preview.doubts == ""


@pytest.mark.usefixtures("second_preview")
def test_a_new_variant_page_or_configuration_builds_the_whole_site(tiny: Path, tmp_path: Path) -> None:
    site = tmp_path / "preview"
    preview = Preview(tiny, site, ADDRESS)
    (tiny / "data/variants/mill").mkdir()
    (tiny / "data/variants/mill/variant.yaml").write_text("variant: {title: Mill, extends: [base]}\n")
    preview.update()
    assert (site / "mill/index.html").is_file()
    (tiny / "docs/writing.md").write_text("# Write\n\nEdit it well.\n")
    preview.update()
    assert "Edit it well" in (site / "writing.html").read_text("utf-8")
    assert preview.whole_builds == 3
    (tiny / "mkdocs.yml").write_text("site_name: [\n")
    preview.update()
    assert "mkdocs.yml" in preview.report
    assert (site / "mill/index.html").is_file()


@pytest.mark.usefixtures("second_preview")
def test_errors_at_the_start_leave_the_site_empty_until_they_are_fixed(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "preview"
    place = tiny / "data/variants/shop/variant.yaml"
    replace(place, "summary:", "sumary:")
    preview = Preview(tiny, site, ADDRESS)
    assert preview.is_empty
    assert "error[unknown-field]" in preview.report
    assert preview.report in capsys.readouterr().err
    replace(place, "opens", "shuts")
    preview.update()
    assert (preview.is_empty, contents(site)) == (True, {})
    replace(place, "sumary:", "summary:")
    preview.update()
    assert (preview.is_empty, preview.report, preview.doubts) == (False, "", "")
    assert b"The shop shuts" in (site / PAGE).read_bytes()
    replace(place, "shuts", "opens")
    preview.update()
    assert b"The shop opens" in (site / PAGE).read_bytes()
    assert preview.whole_builds == 3


HOOK = """\
def on_page_markdown(markdown, page, config, files):
    if "{bad}" in markdown:
        raise KeyError("title")
"""


@pytest.mark.usefixtures("second_preview")
def test_a_fault_of_a_hook_is_shown_until_it_is_fixed(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its place, also after another save, and the last good site stays."""
    (tiny / "hooks.py").write_text(HOOK)
    with (tiny / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("\nhooks: [hooks.py]\n")
    site = tmp_path / "preview"
    preview = Preview(tiny, site, ADDRESS)
    page = tiny / "docs/writing.md"
    page.write_text("# Write\n\n{bad}\n")
    for _ in range(2):
        preview.update()
        assert preview.report == (
            "hooks.py:3: this hook or module of the project failed: KeyError: 'title'. Correct it, or remove it from mkdocs.yml."
        )
    assert f"runbook: {preview.report}" in capsys.readouterr().err
    assert b"The shop opens" in contents(site)[PAGE]
    page.write_text("# Write\n\nAll is well.\n")
    preview.update()
    assert preview.report == ""
    assert "All is well" in (site / "writing.html").read_text("utf-8")


def test_a_fault_of_a_template_while_a_shared_page_is_read_is_shown(preview: Preview, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shared pages are rendered when a browser asks for them."""
    replace(root / "data/variants/shop/variant.yaml", "The shop opens", "The doors open")
    preview.update()
    with monkeypatch.context() as patch:
        patch.setattr(Preview, "_render", lambda *_: (_ for _ in ()).throw(InputFault("own/main.html:2: this template failed")))
        assert preview.read("matrix/deploy-day/index.html") is not None
    assert preview.report == "own/main.html:2: this template failed"
    preview.report = ""


def test_a_fault_of_the_program_is_not_hidden(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends the preview, and is reported as in every command."""

    def fail() -> None:
        raise KeyError("title")

    monkeypatch.setattr(preview, "_update", fail)
    with pytest.raises(KeyError):
        preview.update()
    monkeypatch.undo()


def test_a_file_that_cannot_be_looked_at_is_left_out(preview: Preview, root: Path) -> None:
    """Such as a link to itself, which an editor may leave behind."""
    loop = root / "data/loop.yaml"
    loop.symlink_to(loop.name)
    assert str(loop) not in preview.snapshot()
    loop.unlink()


OURS = """\
from words_of_hook import WORD

def on_page_markdown(markdown, page, **more):
    return markdown + f"\\n\\nFrom a hook: one {WORD}\\n" if page.file.src_uri == "writing.md" else markdown
"""


@pytest.mark.usefixtures("second_preview")
def test_everything_that_the_settings_name_is_followed(tiny: Path, tmp_path: Path) -> None:
    """A save of a parent of the settings, a watched file, a hook, a module of a hook or the theme is shown, as it was saved."""
    site = tmp_path / "preview"
    (tiny / "mkdocs.yml").rename(tiny / "parent.yml")
    (tiny / "mkdocs.yml").write_text("INHERIT: parent.yml\nhooks: [hooks/ours.py]\nwatch: [watched]\ntheme: {custom_dir: mine}\n")
    for path, text in {
        "hooks/ours.py": OURS,
        "hooks/words_of_hook.py": 'WORD = "a"\n',
        "watched/x.txt": "",
        "mine/main.html": "",
    }.items():
        (tiny / path).parent.mkdir(exist_ok=True)
        (tiny / path).write_text(text or '{% extends "base.html" %}')
    preview = Preview(tiny, site, ADDRESS)
    page = site / "writing.html"
    assert "From a hook: one a" in page.read_text("utf-8")
    edits = {
        "hooks/ours.py": ("one", "two", "From a hook: two a"),
        "hooks/words_of_hook.py": ('"a"', '"b"', "From a hook: two b"),
        "parent.yml": ("Tiny", "Small", "Small"),
        "mine/main.html": ("{% extends", "{# mine #}{% extends", "Small"),
        "watched/x.txt": ("{%", "{{", "Small"),
    }
    for builds, (path, (old, new, shown)) in enumerate(edits.items(), 2):
        before = preview.snapshot()
        replace(tiny / path, old, new)
        assert preview.snapshot() != before, path
        preview.update()
        assert (preview.report, preview.whole_builds) == ("", builds), path
        assert shown in page.read_text("utf-8"), path
    assert not [*tiny.rglob("*.pyc")]
    del sys.modules["words_of_hook"]
