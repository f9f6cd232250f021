"""`runbook run verify`: nobody can rewrite a record unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.project_with_runs import RunProject, night, project

__all__ = ["project"]

FIRST, SECOND, THIRD = (f"2025-12-0{day}-{name}" for day, name in ((1, "first"), (2, "second"), (3, "third")))


@pytest.fixture
def chain(project: RunProject) -> RunProject:
    """Return a project with three records, each named by the next one; no commit has them."""
    project.add(night("first", 1))
    project.add(night("second", 2))
    project.add(night("third", 3))
    return project


def place(project: RunProject, name: str) -> Path:
    return project.root / f"runs/shop/{name}.json"


def test_an_unbroken_chain_has_its_last_digest(chain: RunProject) -> None:
    code, text = chain("run", "verify")
    assert code == 0
    head, note, last = text.splitlines()
    assert (head, note) == ("shop: 3 records, unbroken", "  note: no commit has the records yet, so only their digests can be compared")
    digest = last.removeprefix(f"  last: {THIRD} ")
    assert chain("run", "verify", "shop", "--contains", digest)[0] == 0
    code, text = chain("run", "verify", "--contains", f"sha256:{'0' * 64}")
    assert (code, text.splitlines()[-1]) == (1, f"error: no record has the digest sha256:{'0' * 64}")
    assert chain("run", "verify", "--contains", "4f2a")[0] == 2


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_first_record_that_was_altered_is_named(name: str, chain: RunProject) -> None:
    """Two records are altered; the digest of the later one is wrong because of it, but the earlier is the cause."""
    for one in {name, SECOND}:
        place(chain, one).write_bytes(place(chain, one).read_bytes().replace(b"done", b"na  ").replace(b"na  ", b"na"))
    code, text = chain("run", "verify")
    assert code == 1
    errors = [line for line in text.splitlines() if line.startswith("  error: ")]
    assert errors[0].startswith(f"  error: runs/shop/{name}.json was altered: its digest is sha256:")


def test_a_record_that_is_gone_is_missing(chain: RunProject) -> None:
    place(chain, SECOND).unlink()
    code, text = chain("run", "verify")
    assert (code, text.splitlines()[1].partition(":")[2].partition(",")[0]) == (1, f" {SECOND} is missing: {THIRD} names it")


def test_another_form_is_not_another_content(chain: RunProject) -> None:
    place(chain, FIRST).write_bytes(place(chain, FIRST).read_bytes().replace(b"\n", b"\r\n"))
    code, text = chain("run", "verify")
    assert code == 1
    assert f"runs/shop/{FIRST}.json has another form than `runbook run add` wrote; its content is the same" in text


def test_a_record_under_another_name_or_of_another_system_is_noticed(chain: RunProject) -> None:
    """The content is what it was, but a person who looks for a run by its name or system finds another one."""
    place(chain, SECOND).rename(place(chain, "2025-11-30-second"))
    (chain.root / "runs/forum").mkdir()
    place(chain, FIRST).rename(chain.root / f"runs/forum/{FIRST}.json")
    code, text = chain("run", "verify")
    assert code == 1
    assert f"error: runs/forum/{FIRST}.json is a run of another system, `shop`\n" in text
    assert f"error: {FIRST} is missing: 2025-11-30-second names it" in text
    assert "error: runs/shop/2025-11-30-second.json has another name than `runbook run add` gave it" in text


def test_git_knows_that_the_last_record_was_changed_or_deleted_or_put_back(chain: RunProject) -> None:
    """No record names the last one, so its digest says nothing; the commit that added it does."""
    added = place(chain, THIRD).read_bytes()
    chain.commit()
    assert chain("run", "verify")[0] == 0
    place(chain, THIRD).write_bytes(added.replace(b'"text": "third"', b'"text": "fourth"'))
    wrong = f"  error: runs/shop/{THIRD}.json was changed after it was added, "
    code, text = chain("run", "verify")
    assert code == 1 and f"{wrong}in this folder, and not in a commit" in text
    commit = chain.commit()
    code, text = chain("run", "verify")
    assert code == 1 and f"{wrong}in commit {commit[:12]} of " in text
    place(chain, THIRD).unlink()
    chain.git("commit", "-qam", "gone")
    code, text = chain("run", "verify", "shop")
    assert code == 1 and f"runs/shop/{THIRD}.json was deleted after it was added, in commit" in text
    place(chain, THIRD).write_bytes(added)
    assert chain("run", "verify")[0] == 0


def test_a_renamed_system_keeps_its_chain(chain: RunProject) -> None:
    """Records of the earlier id stay in their folder; a new one names them from the folder of the new id."""
    head = chain.root / "data/variants/shop/variant.yaml"
    text = head.read_text("utf-8").replace("variant:\n", "variant:\n  aliases: [shop]\n")
    (chain.root / "data/variants/kiosk").mkdir()
    (chain.root / "data/variants/kiosk/variant.yaml").write_text(text, "utf-8")
    head.unlink()
    head.parent.rmdir()
    code, text = chain.add(night("fourth", 4, variant="kiosk"))
    assert code == 0 and f"  after {THIRD}\n" in text
    code, text = chain("run", "verify")
    assert (code, text.splitlines()[0]) == (0, "kiosk: 4 records, unbroken")


def test_without_records_there_is_nothing_to_verify(project: RunProject) -> None:
    assert project("run", "verify") == (0, "no records in `runs/`\n")
    assert project("run", "verify", "shop")[0] == 2


def test_a_file_that_went_to_the_folder_of_an_earlier_id_must_be_what_was_added(chain: RunProject) -> None:
    """The last record has only git. A move may not hide an alteration."""
    chain.commit()
    head = chain.root / "data/variants/shop/variant.yaml"
    head.write_text(head.read_text("utf-8").replace("variant:\n", "variant:\n  aliases: [kiosk]\n"), "utf-8")
    moved = chain.root / f"runs/kiosk/{THIRD}.json"
    moved.parent.mkdir()
    place(chain, THIRD).rename(moved)
    chain.commit()
    assert chain("run", "verify")[0] == 0
    moved.write_bytes(moved.read_bytes().replace(b"Mona", b"Wei"))
    chain.commit()
    code, text = chain("run", "verify")
    assert code == 1
    assert f"error: runs/shop/{THIRD}.json was deleted after it was added" in text


def test_records_behind_a_link_or_beside_the_folders_are_reported(chain: RunProject) -> None:
    """Nothing reads them, so silence would say that there are none."""
    (chain.root / "runs/shop").rename(chain.root / "hidden")
    (chain.root / "runs/shop").symlink_to("../hidden")
    (chain.root / "runs/night.json").write_text("{}")
    chain.commit()
    code, text = chain("run", "verify")
    assert code == 1
    assert "runs/shop:1:1: error[unreadable-record]: this is a link" in text
    assert "runs/night.json:1:1: error[unreadable-record]: this file is not in the folder of a system" in text
    assert "deleted" not in text


def test_a_branch_that_adds_the_same_file_otherwise_is_noted(chain: RunProject) -> None:
    """Its commit may have any date, so the oldest one proves nothing: a merge may not bring another last record in silence."""
    added = place(chain, THIRD).read_bytes()
    place(chain, THIRD).unlink()
    chain.commit()
    chain.git("branch", "other")
    place(chain, THIRD).write_bytes(added)
    chain.git("add", "-A")
    chain.git("commit", "-qm", "added")
    chain.git("switch", "-q", "other")
    place(chain, THIRD).write_bytes(added.replace(b"Mona", b"Wei"))
    chain.git("add", "-A")
    chain.git("commit", "-qm", "forged")
    chain.git("switch", "-q", "-")
    chain.git("merge", "-q", "-X", "theirs", "--no-edit", "other")
    _, text = chain("run", "verify")
    assert f"note: runs/shop/{THIRD}.json was added more than once, with different content" in text
