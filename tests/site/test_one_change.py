"""What one commit in one system changes in the built site, and what a clone without that commit refuses."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.diagnostics.work_counts import counting_work
from generator.document.print_job import Printed, PrintJob
from generator.paper import typst_compiler
from generator.site.mkdocs_build import BuildFailed, build_site
from tests.conftest import commit_all, without_pdfs
from tests.releases.stores import git


def typeset(job: PrintJob, timestamp: int, **_: object) -> Printed:
    """Replace the typesetter, which is slow, by one whose bytes depend on all that it is given."""
    return Printed(job.path, sha256(repr((job, timestamp)).encode()).digest(), 1)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_commit_in_one_system_leaves_the_folders_of_the_others_as_they_were(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a byte of their pages and sheets changes, even a day later, and none of their sheets is typeset again. A pack has a card."""
    monkeypatch.setattr(typst_compiler, "_typeset", typeset)
    monkeypatch.setattr(typst_compiler, "bound", lambda *_: (b"%PDF", 1))
    first = commit_all(tiny)
    build_site(tiny, tmp_path / "one")
    shop = tiny / "data/variants/shop/variant.yaml"
    shop.write_text(shop.read_text().replace("The shop opens", "The shop opens for all"))
    monkeypatch.setattr("tests.conftest.DAY", "2026-11-21T12:00:00+0000")
    second = commit_all(tiny)
    with counting_work() as work:
        build_site(tiny, tmp_path / "two")
    forum, same = (tree(tmp_path / site / "forum") for site in ("one", "two"))
    assert forum == same
    assert len(forum) > 20
    one, two = (tree(tmp_path / site) for site in ("one", "two"))
    changed = {path for path in two if one.get(path) != two[path] and not path.startswith("shop/")}
    assert {path for path in changed if path.endswith((".html", ".css", ".js"))} == {
        *("index.html", "quality/index.html", "matrix/deploy-day/index.html"),  # they show the version and the item of the shop
        *("builds.js", "sw.js"),
    }
    assert f"2026-11-20, {first[:12]}".encode() in forum["sheets/book.md"]
    assert f"Runbook of 2026-11-20, {first[:12]}".encode() in forum["rollback/index.html"]
    own = tree(tmp_path / "two/shop")
    assert f"2026-11-21, {second[:12]}".encode() in own["sheets/book.md"]
    assert work.amounts["sheets typeset"] == sum(path.endswith(".pdf") for path in own) > 0
    git(tiny, "commit", "-q", "--allow-empty", "-m", "nothing")
    build_site(tiny, tmp_path / "three")
    assert tree(tmp_path / "three/shop") == own


def test_a_release_needs_the_commits_that_pages_and_sheets_state(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check --release` reports what `publish` refuses. A preview and a draft say that the version is unknown."""
    commit_all(without_pdfs(tiny))
    git(tiny, "-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-q", "--allow-empty", "-m", "second")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tiny}", "shallow")
    shallow = tmp_path / "shallow"
    with pytest.raises(BuildFailed):
        build_site(shallow, tmp_path / "site", release="v1")
    assert "`forum`, `shop`; a release must state it. `git fetch --unshallow` brings" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
    monkeypatch.chdir(shallow)
    assert run(["check", "--release"]) == 1
    assert "error[unknown-version]" in capsys.readouterr().out
    build_site(shallow, tmp_path / "site", release="v1", draft=True)
    assert "Unknown version of the runbook." in (tmp_path / "site/shop/index.html").read_text("utf-8")
    git(shallow, "fetch", "-q", "--unshallow")
    assert run(["check", "--release"]) == 0
