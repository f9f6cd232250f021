"""Files that texts use: which files of a project they are, what may be wrong with them, and which of two layers decides."""

from __future__ import annotations

import pytest

from generator.source.attached_files import attached_among, differing, file_problems, plain_name, unused_files, without_attached
from generator.source.folder_problems import attached_name

SHOP = "data/variants/shop"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (f"{SHOP}/files/form.pdf", "files/form.pdf"),
        (f"{SHOP}/files/sub/form.pdf", "files/sub/form.pdf"),
        ("data/layers/base/files/a.yaml", "files/a.yaml"),
        (f"{SHOP}/files", ""),
        (f"{SHOP}/more/files/a.yaml", ""),
        ("data/files/a.yaml", ""),
        ("data/variants/files/a.yaml", ""),
        (f"{SHOP}/files.yaml", ""),
    ],
)
def test_the_folder_files_of_a_layer_or_variant_has_the_files(path: str, name: str) -> None:
    """The path that texts write begins at the folder `files` directly in a layer or a variant."""
    assert attached_name(path) == name
    assert (path in without_attached({path: b""})) == (not name)


def test_files_belong_to_their_own_layer() -> None:
    """A variant and a layer may have files of the same name."""
    files = {f"{SHOP}/files/a.txt": b"1", "data/layers/base/files/a.txt": b"2", f"{SHOP}/shop.yaml": b"3"}
    assert attached_among(files, "shop") == {"files/a.txt": (f"{SHOP}/files/a.txt", b"1")}


def problems(name: str, data: bytes = b"x") -> list[str]:
    return [f"{one.message}; {one.help}" for one in file_problems({f"{SHOP}/files/{name}": data})]


@pytest.mark.parametrize("name", ["a.txt", "A_b-c.1.csv", "sub/folder/a.txt"])
def test_plain_names_are_valid(name: str) -> None:
    """Letters, digits, dots, hyphens and underscores work in addresses of every server."""
    assert problems(name) == []


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a b.txt", b"x", "rename it to `a-b.txt`"),
        ("আ.txt", b"x", "rename it to `file.txt`"),
        ("-a.txt", b"x", "other characters"),
        (f"{'a' * 101}.txt", b"x", "longer than 100"),
        ("a.html", b"x", "cannot be opened from a page"),
        ("a.TXT", b"x", "rename it to `files/a.txt`"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(2 << 20), "2.0 MiB; a picture may have 2"),
        ("a.zip", bytes((10 << 20) + 1), "10.0 MiB; a document may have 10"),
    ],
)
def test_a_file_that_cannot_be_shown_is_an_error(name: str, data: bytes, part: str) -> None:
    """The message names the file, and the help says what to do."""
    assert part in "".join(problems(name, data))


def test_two_names_that_differ_in_capital_letters_are_an_error() -> None:
    """Some systems would keep one of the two."""
    (problem,) = file_problems({f"{SHOP}/files/Plan.txt": b"x", f"{SHOP}/files/plan.txt": b"x"})
    assert problem.message == "`files/plan.txt` and `files/Plan.txt` differ only in capital letters"


def test_a_plain_name_is_like_the_name() -> None:
    """It is a valid name itself."""
    assert plain_name("My form (1).PDF") == "my-form-1.pdf"
    assert problems(plain_name("Ä Ö.txt")) == []


def test_of_two_layers_only_one_that_extends_the_other_decides() -> None:
    """The order of layers decides nothing; a layer on top of both does."""
    one, two, same = ({"files/a": ("", data)} for data in (b"1", b"2", b"1"))
    assert differing([("one", ("one",), one), ("two", ("two",), two)]) == {"files/a": ("one", "two")}
    assert differing([("one", ("one",), one), ("two", ("two",), same)]) == {}
    assert differing([("one", ("one",), one), ("two", ("one", "two"), two)]) == {}
    assert differing([("one", ("one",), one), ("two", ("two",), two), ("shop", ("one", "two", "shop"), same)]) == {}


def test_a_file_that_no_data_mention_is_unused() -> None:
    """Data of other variants do not count, but all data count for the file of a layer."""
    files = {f"{SHOP}/files/a.txt": b"x", "data/layers/base/files/b.txt": b"x", "data/layers/base/files/c.txt": b"x"}
    texts = {f"{SHOP}/shop.yaml": b"[x](files/b.txt)", "data/variants/forum/f.yaml": b"[x](files/a.txt)"}
    assert [one.span.file for one in unused_files({**files, **texts})] == [f"{SHOP}/files/a.txt", "data/layers/base/files/c.txt"]
