"""Hand-written pages and templates that MkDocs could not read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.project.faults import InputFault
from generator.site.mkdocs_build import load_settings
from generator.site.mkdocs_readable import refuse_unreadable

NAME = "rename it, with plain letters, digits and hyphens"


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        (b"docs/caf\xe9.md", b"# x", f"docs/caf\\xe9.md: the name has bytes that are not UTF-8; {NAME}"),
        (b"docs/deep\xff/x.png", b"", f"docs/deep\\xff/x.png: the name has bytes that are not UTF-8; {NAME}"),
        (b"docs/two\nlines.md", b"# x", f"docs/two\\x0alines.md: the name has a control character, such as a line break; {NAME}"),
        (b"own/caf\xe9.css", b"", f"own/caf\\xe9.css: the name has bytes that are not UTF-8; {NAME}"),
        (b"docs/x.md", b"# caf\xe9\n", "docs/x.md:1: this file is not UTF-8, since it has the byte 0xe9 here; save it as UTF-8"),
        (b"docs/x.md", "# x\n".encode("utf-16"), "docs/x.md:1: this file is not UTF-8, since it has the byte 0xff here; save it as UTF-8"),
        (b"own/main.html", b"one\ntwo \x80", "own/main.html:2: this file is not UTF-8, since it has the byte 0x80 here; save it as UTF-8"),
    ],
)
def test_a_name_or_a_text_that_is_not_utf_8_is_reported(
    path: bytes, content: bytes, message: str, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For each command that reads the pages."""
    settings = tiny / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("font: false}", "font: false, custom_dir: own}"), "utf-8")
    (tiny / "own").mkdir()
    place = os.path.join(os.fsencode(tiny), path)  # noqa: PTH118 - a path in bytes
    os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
    with open(place, "wb") as stream:  # noqa: PTH123
        stream.write(content)
    with pytest.raises(InputFault) as fault:
        refuse_unreadable(load_settings(tiny)[0])
    assert str(fault.value) == message
    for words in (["build"], ["render", "out"]):
        assert run(["--project", str(tiny), *words]) == 1
        assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (os.mkfifo, "this is not a regular file; remove it"),
        (lambda path: path.symlink_to("gone.md"), "this link leads nowhere; correct the link, or remove it"),
        (lambda path: path.symlink_to(path.name), "this link leads back to itself; correct the link, or remove it"),
        (lambda path: path.symlink_to("../docs"), "this link leads to a folder that it is in; correct the link, or remove it"),
        (lambda path: path.symlink_to("/"), "this link leads to a folder that it is in; correct the link, or remove it"),
    ],
    ids=["pipe", "broken link", "loop", "own folder", "root"],
)
@pytest.mark.parametrize("name", ["x.md", "x.png"])
def test_a_file_that_cannot_be_read_is_reported(name: str, make: Callable[[Path], None], message: str, tiny: Path) -> None:
    """Instead of waiting for what a pipe never sends."""
    make(tiny / "docs" / name)
    with pytest.raises(InputFault) as fault:
        refuse_unreadable(load_settings(tiny)[0])
    assert str(fault.value) == f"docs/{name}: {message}"


def test_a_broken_disk_is_reported_with_the_file(tiny: Path) -> None:
    """Files that are only copied are tried too, and so are the settings; `mem` refuses to be read."""
    place = tiny / "docs/x.png"
    place.symlink_to("/proc/self/mem")
    message = "cannot be read: Input/output error; put a copy that can be read in its place, or remove it"
    with pytest.raises(InputFault, match=f"^docs/x.png: {message}$"):
        refuse_unreadable(load_settings(tiny)[0])
    (tiny / "mkdocs.yml").unlink()
    place.rename(tiny / "mkdocs.yml")
    with pytest.raises(InputFault, match=rf"mkdocs\.yml: {message}$"):
        load_settings(tiny)


def test_links_that_lead_to_each_other_are_reported(tiny: Path) -> None:
    """Each of them alone leads to a folder beside it."""
    for name, other in (("a", "b"), ("b", "a")):
        (tiny / "docs" / name).mkdir()
        (tiny / "docs" / name / "x").symlink_to(f"../{other}")
    with pytest.raises(InputFault, match=r"docs/[ab]/x/x: this link leads to a folder that it is in"):
        refuse_unreadable(load_settings(tiny)[0])


def test_settings_that_are_a_pipe_are_reported(tiny: Path) -> None:
    """As are those that are a folder."""
    for make in (os.mkfifo, Path.mkdir):
        (tiny / "mkdocs.yml").unlink()
        make(tiny / "mkdocs.yml")
        with pytest.raises(InputFault, match=r"mkdocs\.yml is not a regular file"):
            load_settings(tiny)


@pytest.mark.parametrize("stated", ["base.yml", "'./base.yml'", "middle.yml  # ours"])
def test_inherited_settings_that_are_a_pipe_are_reported(stated: str, tiny: Path) -> None:
    """Also by way of other settings."""
    (tiny / "middle.yml").write_text("INHERIT: base.yml\n")
    os.mkfifo(tiny / "base.yml")
    with (tiny / "mkdocs.yml").open("a") as stream:
        stream.write(f"INHERIT: {stated}\n")
    with pytest.raises(InputFault, match=r"base\.yml is not a regular file"):
        load_settings(tiny)


def test_other_files_may_have_any_content(tiny: Path) -> None:
    """Pictures, pages with a byte order mark, and pages that are left out."""
    settings = tiny / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "exclude_docs: old.md\n", "utf-8")
    for path, content in (("x.png", b"\xff"), ("bom.md", b"\xef\xbb\xbf# x\n"), ("old.md", b"\xff"), ("ফাইল.md", b"# x\n")):
        (tiny / "docs" / path).write_bytes(content)
    refuse_unreadable(load_settings(tiny)[0])
