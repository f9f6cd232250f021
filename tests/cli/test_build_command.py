"""`runbook build`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.project.atomic_folder import SITE
from generator.project.faults import InputFault, UsageFault
from tests.cli.bodies import build
from tests.conftest import without_pdfs, write_tiny


def contents(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def test_writes_the_site_and_prints_one_line(tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tiny)
    assert build(None, None) == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert output.out.startswith("site: 2 systems, ")
    for path in ("index.html", "shop/index.html", "shop/prepare/index.html", "writing.html", "search/search_index.json", SITE.marker):
        assert (tiny / "site" / path).is_file(), path
    assert json.loads((tiny / "site/runbook.json").read_text())["variants"].keys() == {"forum", "shop"}
    assert (tiny / "site/shop/sheets/prepare.md").is_file()


def test_stats_prints_the_work_done(unprinted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(unprinted, None, stats=True) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.endswith(" s")
    rows = {line[:18].rstrip(): line[18:].split() for line in rest}
    assert rows["files parsed"][0] == "3"
    assert rows["variants merged"][0] == rows["documents composed"][0] == "2"
    assert all(float(seconds) >= 0 and unit == "s" for _, seconds, unit in rows.values())


@pytest.fixture(scope="module")
def once_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site is built. Tests copy it."""
    root = without_pdfs(write_tiny(tmp_path_factory.mktemp("built") / "tiny"))
    assert build(root, None) == 0
    return root


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/variants/shop/variant.yaml", "variant: {titel: Shop}\n"),
        ("data/variants/shop/variant.yaml", "variant: [\n"),
        ("docs/writing.md", "[nowhere](nowhere.md)\n"),
        ("docs/index.md", "# In the way of the home page\n"),
    ],
    ids=["model", "yaml", "broken link", "clash"],
)
def test_a_failure_leaves_the_existing_site(
    path: str, text: str, once_built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(once_built, tmp_path / "tiny", symlinks=True)
    (root / path).write_text(text)
    assert build(root, None) == 1
    assert "The existing site is unchanged." in capsys.readouterr().err
    assert contents(root / "site") == contents(once_built / "site")
    assert [p.name for p in root.iterdir() if p.name.startswith(".site")] == []


def test_two_builds_of_one_commit_are_the_same_bytes(tiny: Path, commit: Callable[[Path], str], tmp_path: Path) -> None:
    commit(tiny)
    assert build(tiny, tmp_path / "one") == 0
    assert build(tiny, tmp_path / "two") == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_foreign_folder_is_not_replaced(tiny: Path) -> None:
    (tiny / "theirs").mkdir()
    (tiny / "theirs/notes.txt").write_text("")
    with pytest.raises(UsageFault, match="did not write"):
        build(tiny, tiny / "theirs")


def test_a_project_without_configuration_cannot_be_built(tiny: Path) -> None:
    (tiny / "mkdocs.yml").unlink()
    with pytest.raises(InputFault, match=r"mkdocs\.yml is missing"):
        build(tiny, None)


def test_warnings_are_summarised_and_an_expired_waiver_does_not_fail_the_build(unprinted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (unprinted / "data/variants/shop/contacts.yaml").write_text(
        "contacts:\n  dba: {title: Administrator}\n"
        "  lead: {title: Lead, waive: {unassigned-contact: {because: nobody is hired yet, until: 2020-01-31}}}\n"
    )
    assert build(unprinted, None) == 0
    assert capsys.readouterr().err == "2 warnings: unassigned-contact 1, expired-waiver 1; `runbook check` shows them\n"


def test_a_secret_fails_the_build(unprinted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (unprinted / "data/variants/shop/commands.yaml").write_text(
        "commands: {go: {title: Go, run: 'psql postgres://admin:hunter2secret@db.test'}}\n"
    )
    assert build(unprinted, None) == 1
    output = capsys.readouterr().err
    assert "error[secret]" in output
    assert "hunter2secret" not in output
