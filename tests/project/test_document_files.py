"""Documents that a command gets: files and folders, in order, and all of those that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.document_files import read_documents


def test_documents_of_folders_are_in_order_and_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder gives all its Markdown documents, hidden ones and other files left out, and a file that is also named counts once."""
    for path in ("docs/b.md", "docs/a/z.MD", "docs/.git/x.md", "docs/node_modules/y.md", "docs/c.txt", "imports/shop/old.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("# x\n")
    monkeypatch.chdir(tmp_path)
    found = read_documents([Path("docs/b.md"), Path()], tmp_path, (tmp_path / "imports",))
    assert list(found.data) == ["docs/b.md", "docs/a/z.MD"] and not found.problems


def test_documents_elsewhere_are_shown_without_the_folders_of_the_machine(tmp_path: Path) -> None:
    """What is written must be the same on each machine, so an absolute path is shown from the folder that was given."""
    (tmp_path / "notes" / "deep").mkdir(parents=True)
    (tmp_path / "notes" / "deep" / "a.md").write_text("# x\n")
    root = tmp_path / "project"
    assert list(read_documents([tmp_path / "notes"], root).data) == ["deep/a.md"]
    assert list(read_documents([tmp_path / "notes/deep/a.md"], root).data) == ["a.md"]


@pytest.mark.parametrize(
    ("name", "data", "message", "place"),
    [
        ("a.pdf", b"%PDF", "this is not a Markdown document", (1, 1)),
        ("a.md", b"", "the document is empty", (1, 1)),
        ("a.md", b" \n\t\n", "the document is empty", (1, 1)),
        ("a.md", b"one\ntw\xff\n", "byte 0xff is not UTF-8", (2, 3)),
        ("a.md", "one".encode("utf-16"), "the file is UTF-16", (1, 1)),
        ("a.md", b"one\nab\x00\n", "the character U+0000 is not allowed in a document", (2, 3)),
    ],
)
def test_what_cannot_be_imported_is_reported_at_its_place(
    tmp_path: Path, name: str, data: bytes, message: str, place: tuple[int, int]
) -> None:
    """Each file that is not a document has a problem at the line and the column where a person can see it."""
    (tmp_path / name).write_bytes(data)
    (problem,) = read_documents([tmp_path / name], tmp_path).problems
    assert (problem.message, problem.span.line, problem.span.column) == (message, *place)


def test_the_help_for_another_encoding_has_a_command(tmp_path: Path) -> None:
    """Law: the help names a command that makes the document UTF-8, also where its name has spaces."""
    (tmp_path / "a b.md").write_bytes("Prüfung".encode("latin-1"))
    (problem,) = read_documents([tmp_path / "a b.md"], tmp_path).problems
    assert problem.help and f"iconv -f WINDOWS-1252 -t UTF-8 '{tmp_path / 'a b.md'}' > new.md" in problem.help


def test_empty_documents_of_a_folder_are_left_out(tmp_path: Path) -> None:
    """Law: an empty document stops an import only where somebody asked for it, or where nothing else is there."""
    (tmp_path / "a.md").write_bytes(b"\n")
    assert read_documents([tmp_path], tmp_path).problems
    (tmp_path / "b.md").write_bytes(b"# B\n")
    found = read_documents([tmp_path], tmp_path)
    assert ([*found.data], found.problems, len(found.empty)) == (["b.md"], [], 1)


def test_a_link_in_a_circle_is_a_problem_of_its_own(tmp_path: Path) -> None:
    """Law: a link that leads to itself is reported at its place, and the others are read."""
    (tmp_path / "a.md").symlink_to("a.md")
    (tmp_path / "b.md").write_bytes(b"# B\n")
    (tmp_path / "c").symlink_to("c")
    found = read_documents([tmp_path], tmp_path)
    assert ([*found.data], [problem.span.file for problem in found.problems]) == (["b.md"], [str(tmp_path / "a.md")])


def test_all_problems_are_found_at_once(tmp_path: Path) -> None:
    """One run names each file that is missing, is a folder without documents, or is not a regular file."""
    (tmp_path / "empty").mkdir()
    found = read_documents([tmp_path / "gone.md", tmp_path / "empty", Path("/dev/null")], tmp_path)
    assert [problem.message for problem in found.problems] == [
        "cannot be read: No such file or directory",
        "the folder has no Markdown document",
        "this is not a Markdown document",
    ]


def test_files_beside_a_document_are_those_below_its_folder(tmp_path: Path) -> None:
    """A picture below the folder of the document is beside it; a way out of the folder, and a link out of it, are not."""
    (tmp_path / "a" / "img").mkdir(parents=True)
    (tmp_path / "a" / "img" / "x.png").write_bytes(b"x")
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "a" / "link.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "a" / "doc.md").write_text("# x\n")
    beside = read_documents([tmp_path / "a" / "doc.md"], tmp_path).beside("a/doc.md")
    assert "img/x.png" in beside
    assert not any(path in beside for path in ("../secret.png", "/etc/hosts", "link.png", "img", "gone.png", "a\0b", 7))
