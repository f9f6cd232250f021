"""The command line of `runbook publish`: its output, and options that contradict each other."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.releases.small_site import edit, use_small
from tests.releases.stores import git


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    use_small(monkeypatch)


@pytest.fixture
def root(tiny: Path, commit: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch) -> Path:
    (tiny / ".gitignore").write_text("published/\n")
    commit(tiny)
    monkeypatch.chdir(tiny)
    return tiny


def test_prints_what_was_published(root: Path, capsys: pytest.CaptureFixture[str], commit: Callable[[Path], str]) -> None:
    assert run(["publish", "1", "--alias", "latest"]) == 0
    first = git(root, "rev-parse", "HEAD")[:12]
    assert run(["publish", "1", "--alias", "latest"]) == 0
    edit(root, "A backup restores into an empty database")
    assert run(["publish", "2-rc", "--draft", "--to", "published"]) == 0
    second = commit(root)[:12]
    assert run(["publish", "2", "--alias", "latest"]) == 0
    assert run(["publish", "1", "--delete", "never used"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.replace(first, "FIRST").replace(second, "SECOND") for line in lines if "KB" not in line] == [
        "published: release 1 is already published with the same content, also as latest",
        "  1 entry changed in 2 systems.",
        "  1 entry changed in 2 systems.",
        "published: release 1 deleted; its pages now show a notice",
    ]
    assert [line.replace(first, "FIRST").replace(second, "SECOND").split(", 3 files")[0] for line in lines if "KB" in line] == [
        "published: release 1 published, also as latest: 2 systems",
        "published: draft 2-rc published: 2 systems",
        "published: release 2 published, also as latest: 2 systems",
    ]


def test_a_lost_system_is_named_and_its_reason_is_listed(
    root: Path, capsys: pytest.CaptureFixture[str], commit: Callable[[Path], str]
) -> None:
    assert run(["publish", "1", "--alias", "latest"]) == 0
    shutil.rmtree(root / "data/variants/forum")
    commit(root)
    capsys.readouterr()
    assert run(["publish", "2", "--alias", "latest"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "runbook: readers would lose content by release 2:",
        "  release 1 has the system `forum`, and this one has not",
        'If this is intended, add --because "why"; the reason is recorded.',
    ]
    assert run(["publish", "2", "--alias", "latest", "--because", "it was shut down"]) == 0
    assert run(["releases"]) == 0
    assert "    readers lost content: it was shut down\n" in capsys.readouterr().out


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "name one release"),
        (["1", "--all-tags"], "name one release"),
        (["1", "--push"], "--push needs --branch"),
        (["1", "--draft", "--because", "why"], "a draft needs no --because"),
        (["1", "--delete", "why", "--because", "why"], "--delete cannot be combined with"),
        (["1", "--because", " "], "--because: give a reason; it is recorded"),
        (["1", "--because", "a\nb"], "--because: the reason contains a line break"),
        (["1", "--to", "x", "--branch", "y"], "give --to or --branch, not both"),
        (["1", "--delete", "x", "--draft"], "--delete cannot be combined"),
        (["--all-tags", "--draft"], "--all-tags cannot be combined"),
        (["1", "--replace", " "], "--replace: give a reason"),
        (["1", "--delete", ""], "--delete: give a reason"),
        (["1", "--replace", "two\nlines"], "--replace: the reason contains a line break"),
        (["1", "--delete", "\x1b[2J"], "--delete: the reason contains a line break or an unprintable character"),
        (["1", "--delete", "\udcff"], "--delete: the reason contains a line break or an unprintable character"),
        (["../1"], "invalid name `../1` for a release or an alias"),
        (["1", "--alias", "a/b"], "invalid name `a/b` for a release or an alias"),
    ],
)
def test_wrong_usage_is_explained(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["publish", *words]) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert printed.out == ""
    assert not Path("published").exists()


def test_uncommitted_changes_cannot_be_released(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, "Other words")
    assert run(["publish", "1"]) == 1
    assert "these files differ from the commit of the release: data/layers/base/base.yaml. Commit all" in capsys.readouterr().err


def test_a_branch_that_is_missing_in_this_clone_gets_a_note(root: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    assert run(["publish", "1", "--branch", "pages"]) == 0
    assert "this clone has no branch `pages`; if origin has one, run `git fetch origin pages:pages` first" in capsys.readouterr().err


def test_sigterm_is_an_interruption(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def terminate(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr("generator.releases.publish.build_site", terminate)
    assert run(["publish", "1"]) == 143
    assert capsys.readouterr().err == "runbook: interrupted\n"
    assert signal.getsignal(signal.SIGTERM) == before
    assert sorted(path.name for path in root.iterdir() if "published" in path.name) == []


def test_a_full_disk_leaves_the_releases_unchanged(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail_with_full_disk(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x.html")

    monkeypatch.setattr("generator.releases.publish.build_site", fail_with_full_disk)
    assert run(["publish", "1"]) == 1
    assert capsys.readouterr().err == "runbook: nothing was published; published is unchanged\nrunbook: x.html: No space left on device\n"
    assert sorted(path.name for path in root.iterdir() if "published" in path.name) == []


def test_a_release_blocker_is_refused_except_in_a_draft(
    root: Path, capsys: pytest.CaptureFixture[str], commit: Callable[[Path], str]
) -> None:
    contacts = root / "data/variants/shop/contacts.yaml"
    contacts.write_text("contacts:\n  lead: {title: Technical lead, name: null}\n")
    commit(root)
    assert run(["publish", "1"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "data/variants/shop/contacts.yaml:2:3: error[unassigned-contact]" in printed.err
    assert printed.err.endswith(
        "runbook: 1 error in 1 file: nothing was published; published is unchanged; fix or waive this, or publish a --draft\n"
    )
    assert not (root / "published").exists()
    assert run(["publish", "1", "--draft"]) == 0
    contacts.write_text(
        "contacts:\n  lead:\n    title: Technical lead\n    name: null\n"
        "    waive: {unassigned-contact: {because: nobody is hired yet, until: 2099-01-01}}\n"
    )
    commit(root)
    assert run(["publish", "1"]) == 0


@pytest.mark.parametrize("option", ["--replace", "--delete"])
def test_a_public_reason_must_not_name_a_person(
    option: str, root: Path, capsys: pytest.CaptureFixture[str], commit: Callable[[Path], str]
) -> None:
    (root / "data/variants/shop/contacts.yaml").write_text("contacts:\n  lead: {title: Technical lead, name: Ann Zorn}\n")
    commit(root)
    assert run(["publish", "1", "--visibility", "public"]) == 0
    ledger = Path("published/releases.json").read_bytes()
    for name in ("Ann Zorn", "Zorn, Ann"):
        assert run(["publish", "1", option, f"{name} asked for it"]) == 1
        assert f"`{name}` of a contact, Technical lead is in the reason" in capsys.readouterr().err
    assert Path("published/releases.json").read_bytes() == ledger
    assert run(["publish", "1", "--delete", "the lead asked for it"]) == 0
