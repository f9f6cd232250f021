"""Reading a project's files."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IFSOCK

import pytest

from generator.project.faults import UsageFault
from generator.project.project_files import MOST_BYTES, locate, projects_of, read_data
from generator.report.diagnostics_report import to_text
from tests.conftest import write_tiny
from tests.expectations import Expectation

MADE = Path(__file__).parents[1] / "errors" / "_made"


def test_the_nearest_project_upwards_is_found(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny / "data" / "variants" / "shop")
    assert locate(None) == tiny
    monkeypatch.chdir(tiny)
    assert locate(None) == tiny


def test_no_project_is_found_without_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageFault, match="no project here"):
        locate(None)


def test_every_yaml_file_in_data_is_read(tiny: Path) -> None:
    nested = tiny / "data/variants/shop/deep/er"
    nested.mkdir(parents=True)
    (nested / "more.yml").write_bytes(b"a: 1\n")
    (tiny / "data/variants/shop/notes.txt").write_text("not data")
    found = read_data(tiny)
    assert sorted(found.files) == [
        "data/layers/base/base.yaml",
        "data/variants/forum/variant.yaml",
        "data/variants/shop/deep/er/more.yml",
        "data/variants/shop/variant.yaml",
    ]
    assert found.files["data/variants/shop/deep/er/more.yml"] == b"a: 1\n"
    assert found.diagnostics == ()


def test_hidden_files_are_left_out(tiny: Path) -> None:
    (tiny / "data/variants/shop/.#variant.yaml").symlink_to("nowhere")
    (tiny / "data/variants/.cache").mkdir()
    (tiny / "data/variants/.cache/x.yaml").write_text("a: 1")
    assert len(read_data(tiny).files) == 3
    assert read_data(tiny).diagnostics == ()


def test_a_link_to_a_file_of_the_project_is_followed(tiny: Path) -> None:
    (tiny / "data/variants/forum/also.yaml").symlink_to("../../layers/base/base.yaml")
    assert read_data(tiny).files["data/variants/forum/also.yaml"].startswith(b"layer:")


@pytest.mark.parametrize(
    ("make", "code", "message"),
    [
        (lambda path: path.symlink_to("/etc/hostname"), "outside-project", "this link leads out of the project's folder"),
        (lambda path: path.symlink_to("gone.yaml"), "unreadable-file", "this link leads nowhere"),
        (lambda path: path.symlink_to(path.name), "unreadable-file", "this link leads back to itself"),
        (os.mkfifo, "unreadable-file", "this is not a regular file"),
        (lambda path: os.mknod(path, S_IFSOCK | 0o600), "unreadable-file", "this is not a regular file"),
    ],
    ids=["leaves", "dangles", "loops", "pipe", "socket"],
)
def test_other_links_and_special_files_are_reported(tiny: Path, make: object, code: str, message: str) -> None:
    assert callable(make)
    make(tiny / "data/variants/shop/odd.yaml")
    found = read_data(tiny)
    assert [(p.code, p.message, p.span.file) for p in found.diagnostics] == [(code, message, "data/variants/shop/odd.yaml")]
    assert "data/variants/shop/odd.yaml" not in found.files


@pytest.mark.parametrize(("code", "target"), [("outside-project", "/etc/hostname"), ("unreadable-file", "gone.yaml")])
def test_the_whole_report(tiny: Path, code: str, target: str, expectation: Expectation) -> None:
    (tiny / "data/variants/shop/odd.yaml").symlink_to(target)
    expectation.holds(MADE / f"{code}.txt", to_text(read_data(tiny).diagnostics))


def test_the_files_of_texts_are_read_as_they_are(tiny: Path) -> None:
    """Any name counts there, except what editors leave behind; links are not followed, and no file is called misnamed."""
    folder = tiny / "data/variants/shop/files"
    (folder / "sub").mkdir(parents=True)
    for name in ("form.pdf", "data.yaml", "sub/plan.txt", ".hidden", "form.pdf~", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    (folder / "link.pdf").symlink_to("form.pdf")
    found = read_data(tiny)
    assert {path for path in found.files if "/files/" in path} == {
        f"data/variants/shop/files/{name}" for name in ("form.pdf", "data.yaml", "sub/plan.txt")
    }
    assert [(one.code, one.message) for one in found.diagnostics] == [("unreadable-file", "links are not followed here")]
    assert not found.warnings


def test_a_link_to_a_folder_is_reported(tiny: Path) -> None:
    (tiny / "data/variants/copy").symlink_to("shop", target_is_directory=True)
    assert [p.message for p in read_data(tiny).diagnostics] == ["links to folders are not followed"]


def test_a_file_without_permission_is_reported(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, *_: object) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", refuse)
    found = read_data(tiny)
    assert [p.message for p in found.diagnostics] == ["cannot be read: Permission denied"] * 3
    assert found.files == {}


def test_a_huge_file_is_not_read_completely(tiny: Path) -> None:
    with (tiny / "data/variants/shop/huge.yaml").open("wb") as stream:
        stream.truncate(MOST_BYTES * 4)
    assert len(read_data(tiny).files["data/variants/shop/huge.yaml"]) == MOST_BYTES


def test_files_are_assigned_to_the_project_above_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository may have several projects; a hook gets the files of all, from the root of the repository."""
    for name in ("ops", "ops/nested", "shop"):
        write_tiny(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    one, other = Path("ops/data/layers/base/base.yaml"), Path("ops/data/variants/forum/gone.yaml")
    nested, settings = Path("ops/nested/data/layers/base/base.yaml"), Path("shop/mkdocs.yml")
    assert projects_of(None, [one, nested, settings, other]) == {
        tmp_path / "ops": [one, other],
        tmp_path / "ops/nested": [nested],
        tmp_path / "shop": [settings],
    }
    assert projects_of(Path("shop"), [one]) == {tmp_path / "shop": [one]}
    monkeypatch.chdir(tmp_path / "shop/data/layers")
    assert projects_of(None, []) == {tmp_path / "shop": []}
    assert projects_of(None, [Path("../variants/shop/variant.yaml")]) == {tmp_path / "shop": [Path("../variants/shop/variant.yaml")]}
    (tmp_path / "linked").symlink_to("ops")
    assert projects_of(None, [tmp_path / "linked" / "data/layers/base/base.yaml"]).keys() == {tmp_path / "ops"}
    with pytest.raises(UsageFault, match=r"loose\.yaml is in no project"):
        projects_of(None, [tmp_path / "loose.yaml"])
