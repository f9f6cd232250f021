"""The requirement of this program in a new project, for each way to install it."""

from __future__ import annotations

import hashlib
import json
import re
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from generator.project import program_requirement
from generator.project.faults import PACKAGE, UsageFault, installed_version
from generator.project.program_requirement import UNSET, Requirement, chosen, recorded

NAME = "runbook_generator-0.1.0-py3-none-any.whl"
CONTENT = b"a wheel"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
OTHER = hashlib.sha256(b"another wheel").hexdigest()
ADDRESS = f"https://files.example.org/a%20b/{NAME}"
KEPT = Requirement(f"file:wheels/{NAME}#sha256={DIGEST}", {f"wheels/{NAME}": CONTENT})
FETCHED = Requirement(f"runbook-generator @ {ADDRESS}#sha256={DIGEST}")


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    place = tmp_path / "a b+c" / NAME
    place.parent.mkdir()
    place.write_bytes(CONTENT)
    return place


def archive(url: str, **info: Any) -> dict[str, Any]:
    return {"url": url, "archive_info": info}


@pytest.mark.parametrize(
    "info",
    [
        {"hash": f"sha256={DIGEST}", "hashes": {"sha256": DIGEST}},
        {"hash": f"sha256={DIGEST}"},
        {},  # pip 23.0 records none for a file
    ],
    ids=["both", "hash", "none"],
)
def test_a_wheel_file_is_copied_into_the_project(wheel: Path, info: dict[str, Any]) -> None:
    assert recorded(archive(wheel.as_uri(), **info)) == KEPT


def test_the_wheel_of_a_project_is_copied_into_another_one(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pip 23.0 to 26.3 record this for `file:wheels/NAME`, which is relative to the folder where pip runs."""
    wheel.parent.rename(wheel.parent.parent / "wheels")
    monkeypatch.chdir(wheel.parent.parent)
    record = archive(f"file:///wheels/{NAME}", hashes={"sha256": DIGEST})
    assert recorded(record) == KEPT
    (wheel.parent.parent / "wheels" / NAME).write_bytes(b"another wheel")
    assert recorded(record).text.endswith(UNSET)


@pytest.mark.parametrize(
    "record",
    [archive(ADDRESS, hashes={"sha256": DIGEST}), archive(ADDRESS, hash=f"sha256={DIGEST}"), archive(f"{ADDRESS}#sha256={DIGEST}")],
    ids=["hashes", "hash", "in the address"],
)
def test_a_wheel_from_a_web_server_stays_there(record: dict[str, Any]) -> None:
    assert recorded(record) == FETCHED


def test_a_missing_digest_is_a_warning() -> None:
    """pip 23.0 records none for an address, and uv records none at all."""
    found = recorded(archive(ADDRESS))
    assert found.text == f"runbook-generator @ {ADDRESS}"
    assert f"the SHA-256 of {ADDRESS} is not known" in found.warning
    assert chosen(ADDRESS) == found


@pytest.mark.parametrize(
    ("more", "end"), [({}, ""), ({"subdirectory": "tools/runbook"}, "#subdirectory=tools/runbook")], ids=["whole", "a part of it"]
)
def test_a_repository_is_required_at_its_commit(more: dict[str, str], end: str) -> None:
    commit = "7dc5ff9866cbfbe4e285750dc4a48582dd00832f"
    source = {"vcs": "git", "commit_id": commit, "requested_revision": "main"}
    found = recorded({"url": "ssh://git@forge.example.org/runbook.git", "vcs_info": source, **more})
    assert found == Requirement(f"runbook-generator @ git+ssh://git@forge.example.org/runbook.git@{commit}{end}")


@pytest.mark.parametrize(
    ("record", "reason", "where"),
    [
        (None, "it was installed from a package index, which is not recorded", ""),
        ({"url": "file:///home/me/runbook", "dir_info": {"editable": True}}, "it was installed from a folder", "/home/me/runbook"),
        ({"url": "file:///home/me/runbook", "dir_info": {}}, "it was installed from a folder", "/home/me/runbook"),
        (
            {"url": "file:///home/me/runbook", "vcs_info": {"vcs": "git", "commit_id": "7dc5ff9"}},
            "it was installed from a repository on one machine",
            "/home/me/runbook",
        ),
        (
            archive("https://h.example.org/runbook-0.1.0.tar.gz"),
            "it was not installed from a wheel",
            "https://h.example.org/runbook-0.1.0.tar.gz",
        ),
        (archive(f"file:///gone/{NAME}", hash=f"sha256={DIGEST}"), "the wheel that it was installed from is missing", f"/gone/{NAME}"),
    ],
    ids=["an index", "an editable folder", "a folder", "a local repository", "sources", "a wheel that is gone"],
)
def test_an_unknown_wheel_is_reported_with_reason_and_fix(record: dict[str, Any] | None, reason: str, where: str) -> None:
    found = recorded(record)
    *comments, last = found.text.splitlines()
    assert last == UNSET
    assert all(line.startswith("#") for line in comments)
    assert f"`runbook new project` found none: {reason}" in found.text
    assert f"names no wheel of this program: {reason}" in found.warning
    assert where in found.warning
    assert not where or where not in found.text, "a path of this machine does not belong into the project"
    assert found.files == {}
    version = installed_version()
    assert f"#   file:wheels/runbook_generator-{version}-py3-none-any.whl#sha256=HASH" in comments
    assert f"--index-url INDEX runbook-generator=={version}" in found.text


def test_a_wheel_that_has_changed_is_not_used(wheel: Path) -> None:
    wheel.write_bytes(b"another wheel")
    found = recorded(archive(wheel.as_uri(), hashes={"sha256": DIGEST}))
    assert "is missing or has changed" in found.warning
    assert found.files == {}


def test_the_record_of_the_running_program_is_read(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Distribution:
        version = "0.1.0"

        def read_text(self, name: str) -> str | None:
            asked.append(name)
            return json.dumps(archive(wheel.as_uri())) if len(asked) == 1 else None

    monkeypatch.setattr(metadata, "distribution", {PACKAGE: Distribution()}.__getitem__)
    assert program_requirement.installed() == KEPT
    assert "from a package index" in program_requirement.installed().warning
    assert asked == ["direct_url.json"] * 2


def test_sources_that_are_not_installed_have_no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)
    monkeypatch.setattr(metadata, "version", missing)
    found = program_requirement.installed()
    assert "it runs from a source folder and is not installed" in found.warning
    assert "runbook_generator-VERSION-py3-none-any.whl" in found.text


def test_a_chosen_wheel_is_a_path_or_an_address(wheel: Path) -> None:
    for name in (str(wheel), wheel.as_uri(), f"{wheel.as_uri()}#sha256={DIGEST}", f"{wheel}#sha256={DIGEST}"):
        assert chosen(name) == KEPT
    assert chosen(f"{ADDRESS}#sha256={DIGEST}") == FETCHED


def test_a_chosen_wheel_may_have_a_local_version_and_a_path_with_a_number_sign(tmp_path: Path) -> None:
    place = tmp_path / "c#" / "runbook_generator-0.2.0+two.1-1-py3-none-any.whl"
    place.parent.mkdir()
    place.write_bytes(CONTENT)
    assert chosen(str(place)).text == f"file:wheels/{place.name}#sha256={DIGEST}"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.whl", "no file gone.whl; name a wheel by its path or URL"),
        (__file__, "is not a wheel of runbook-generator; its name is like runbook_generator-"),
        (f"{ADDRESS}#md5=1", "after `#` comes `sha256=` and the 64 digits of a SHA-256; found `md5=1`"),
        ("https://index.example.org/simple", "--index-url https://index.example.org/simple runbook-generator=="),
        (
            f"https://files.example.org/other-0.1.0-py3-none-any.whl#sha256={DIGEST}",
            "does not end in the name of a wheel, such as runbook_gen",
        ),
        (f"https://me:secret@files.example.org/{NAME}#sha256={DIGEST}", "requirements.txt would hold the password"),
    ],
)
def test_a_file_that_is_not_a_wheel_of_this_program_is_refused(name: str, message: str) -> None:
    with pytest.raises(UsageFault, match=re.escape(message)):
        chosen(name)


def test_a_password_in_a_variable_is_allowed() -> None:
    address = f"https://me:${{TOKEN}}@files.example.org/{NAME}#sha256={DIGEST}"
    assert chosen(address).text == f"runbook-generator @ {address}"


def test_a_chosen_wheel_with_another_digest_is_refused(wheel: Path) -> None:
    with pytest.raises(UsageFault, match=f"has another SHA-256: {DIGEST}"):
        chosen(f"{wheel.as_uri()}#sha256={OTHER}")
