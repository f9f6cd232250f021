"""A public build has no internal text in any file; a build that would have one is refused, and the last good site stays."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import NullObject, StreamObject

from generator.model.entities import Contact, Entity, Item
from generator.redaction import redact as redaction
from generator.site.make_site import make_site
from tests.built_site.link_check import link_fault
from tests.built_site.page_reader import read_page
from tests.built_site.shared_builds import build_once, program, run
from tests.cli.bodies import build, render, sheet
from tests.conftest import FILES as TINY
from tests.redaction_sample import FILES, MARK, PHONE

# Must not appear anywhere: the word in every internal text of the sample, and the phone number of its one person in any grouping.
INTERNAL = re.compile(rf"{MARK}|{'[^0-9a-z]{0,3}'.join(PHONE)}|1111[^0-9]?9999", re.IGNORECASE)


def write_project(root: Path, options: str = "") -> Path:
    config = TINY["mkdocs.yml"].replace("runbook]", f"runbook: {{{options}}}]") + "repo_url: https://forge.example/team/runbooks\n"
    for path, text in {**FILES, "mkdocs.yml": config, "docs/writing.md": TINY["docs/writing.md"]}.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in `project/`, with all sheets: its site in `public/` and in `internal/`, and its public plain project in `plain/`."""

    def make(folder: Path) -> None:
        project = write_project(folder / "project", "papers: [a4]")
        assert build(project, folder / "public", "public") == 0
        assert render(project, folder / "plain", "public") == 0
        assert build(project, folder / "internal") == 0

    return build_once(tmp_path_factory, "visibility", make)


@pytest.fixture(scope="session")
def public(made: Path) -> Path:
    return made / "public"


def texts_of(path: Path) -> Iterator[str]:
    """Return all readable text of a file, with its name."""
    yield path.as_posix()
    data = path.read_bytes()
    if path.suffix == ".pdf":
        yield from texts_of_pdf(data)
    yield (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "ignore")


@cache
def texts_of_pdf(data: bytes) -> tuple[str, ...]:
    """Return the text of a PDF, its properties, bookmarks and anchors, its metadata and its links. Equal PDFs are read once."""
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, check=True, capture_output=True).stdout.decode()
    reader = PdfReader(io.BytesIO(data))
    known = repr(dict(reader.metadata or {})) + str(reader.outline) + str(reader.named_destinations.keys())
    metadata = cast("StreamObject | None", reader.root_object.get("/Metadata", NullObject()).get_object())
    stated = metadata.get_data().decode() if isinstance(metadata, StreamObject) else ""
    return text, known, stated, *(str(note.get_object()) for page in reader.pages for note in page.get("/Annots", ()))


def found_in(folder: Path) -> set[str]:
    return {
        f"{path.relative_to(folder)}: {text[max(0, found.start() - 40) : found.end() + 20]}"
        for path in folder.rglob("*")
        if path.is_file()
        for text in texts_of(Path(path))
        if (found := INTERNAL.search(text.replace(str(folder), "")))
    }


def test_no_internal_text_is_in_any_file(public: Path) -> None:
    kinds = {path.suffix for path in public.rglob("*") if path.is_file()}
    assert kinds >= {".html", ".js", ".json", ".md", ".pdf", ".png", ".xml", ".gz"}
    assert found_in(public) == set()


def test_every_link_of_a_public_site_has_a_target(public: Path) -> None:
    faults = []
    for file in public.rglob("*.html"):
        path = file.relative_to(public).as_posix()
        faults += [(path, link.target, fault) for link in read_page(file).links if (fault := link_fault(public, path, link.target))]
    assert faults == []


def test_the_same_check_finds_internal_text_in_an_internal_site(made: Path) -> None:
    found = found_in(made / "internal")
    kinds = {entry.partition(":")[0].rpartition(".")[2] for entry in found}
    assert kinds >= {"html", "js", "json", "md", "pdf"}


def keep_internal_fields(monkeypatch: pytest.MonkeyPatch, *kept: tuple[type[Entity], str]) -> None:
    """Break the redaction: these internal fields of kinds of entities are kept."""
    values = redaction._Pruner.values

    def values_with_fields(self: redaction._Pruner, entity: Entity, *more: object) -> object:
        found = values(self, entity, *more)  # type: ignore[arg-type]
        for kind, field in kept:
            if found is not None and type(entity) is kind:
                found.pop(field, None)
        return found

    monkeypatch.setattr(redaction._Pruner, "values", values_with_fields)


def test_a_public_site_with_fields_left_in_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = project / "site"
    site.mkdir()
    keep_internal_fields(monkeypatch, (Item, "run"), (Contact, "phone"), (Contact, "name"))
    monkeypatch.setattr("generator.site.mkdocs_plugin.print_site", lambda project, settings, *_: pages_of(project, settings))
    assert build(project, site, "public") == 1
    assert list(site.iterdir()) == []
    reported = capsys.readouterr().err
    assert re.search("contain internal texts.*no site was written", reported, re.DOTALL)
    for text in (rf"\./pool\.sh {MARK}", "7777", "Quokka Quill"):
        assert re.search(f"`[^`]*{text}[^`]*` of ", reported), text


def pages_of(project: object, settings: object) -> object:
    return make_site(project.outcome, settings)  # type: ignore[attr-defined,arg-type]


def test_a_public_sheet_with_one_field_left_in_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_internal_fields(monkeypatch, (Item, "run"))
    with pytest.raises(Exception, match="contain internal texts"):
        sheet(project, "shop", "prepare", visibility="public")


def test_plain_mkdocs_builds_a_public_site_and_removes_one_with_internal_text(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made / "project/.cache", tmp_path / "project/.cache")  # with the PDFs of the sheets
    project = write_project(tmp_path / "project", "visibility: public, papers: [a4]")
    run(program("mkdocs"), "build", "--quiet", "--site-dir", str(tmp_path / "site"), cwd=project)
    assert found_in(tmp_path / "site") == set()
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("copyright: Call 00880-2-7777-4321\nextra: {night: quokka.quill at shop.example}\nhooks: [hooks.py]\n")
    link = '<a href="tel:0088027777.4321">.</a>'
    added = {
        "docs/writing.md": "# Write\n\nAsk quokka.quill@shop.example.\n",
        "docs/hours.txt": "Quill, Quokka",
        "mine/main.html": '{% extends "base.html" %}\n{% block libs %}{{ super() }}<meta content="(02) 7777 4321">{% endblock %}\n',
        "hooks.py": f"def on_post_page(output, page, config):\n    return output.replace('</body>', '{link}</body>')\n",
    }
    for path, text in added.items():
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    config = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(config.replace("name: material", "name: material, custom_dir: mine"), "utf-8")
    done = subprocess.run(
        [program("mkdocs"), "build", "--quiet", "--site-dir", "site"], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    for text, place in {
        "quokka.quill@shop.example": "writing.md and",
        "quokka.quill at shop.example": "mkdocs.yml",
        "00880-2-7777-4321": "mkdocs.yml and",
        "Quill, Quokka": "hours.txt",
        "(02) 7777 4321": "mine/main.html and",
        "0088027777.4321": "contacts/index.html and",
    }.items():
        assert f"`{text}` of a contact, Tech lead is in {place}" in done.stderr
    assert not list((project / "site").rglob("*.*"))


def test_a_public_plain_project_has_no_internal_text(made: Path) -> None:
    assert found_in(made / "plain") == set()


@pytest.mark.parametrize("style", ["md", "html", "pdf"])
def test_a_public_sheet_has_no_internal_text(project: Path, tmp_path: Path, style: str) -> None:
    assert sheet(project, "shop", "book", output=tmp_path / f"card.{style}", visibility="public") == 0
    assert found_in(tmp_path / f"card.{style}") | {name for name in texts_of(tmp_path / f"card.{style}") if INTERNAL.search(name)} == set()


def test_an_internal_system_has_no_public_sheet(project: Path) -> None:
    with pytest.raises(Exception, match="no variant `quokka-clinic`"):
        sheet(project, "quokka-clinic", "prepare", visibility="public")


def test_nothing_is_redacted_by_default(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sheet(project, "shop", "prepare") == 0
    assert "pool.sh quokka" in capsys.readouterr().out
