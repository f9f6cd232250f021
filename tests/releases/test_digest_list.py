"""The list of a release's files: readable by sha256sum, and precise about what differs."""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.releases.digest_list import differing, list_files, parse_listing

FILES = {"index.html": b"home", "shop/a b.html": b"a", "shop/\u09ac.html": b"b"}


def test_the_list_is_one_that_sha256sum_checks(tmp_path: Path) -> None:
    for path, data in FILES.items():
        place = tmp_path / "1" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    text = list_files(FILES).text("1")
    done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet"], cwd=tmp_path, input=text.encode(), check=False)
    assert done.returncode == 0


def test_it_comes_back_from_its_text() -> None:
    listed = list_files(FILES)
    assert parse_listing(listed.text("1"), "1") == listed.digests
    assert listed.size == 6
    assert list_files({}).text("1") == ""


def test_lines_of_another_release_or_form_do_not_count() -> None:
    assert parse_listing("nonsense\nabc  2/index.html\nabc  1/index.html\n", "1") == {"index.html": "abc"}


def test_the_digest_stands_for_all_files_and_their_names() -> None:
    digests = {list_files(files).digest("1") for files in (FILES, {**FILES, "x": b""}, {**FILES, "index.html": b"hom"}, {})}
    assert len(digests) == 4


def test_what_differs_is_named_by_kind() -> None:
    old = {"a": "1", "b": "1", "c": "1"}
    assert differing(old, {"a": "1", "b": "2", "d": "1"}) == ("1 changed: b", "1 missing: c", "1 new: d")
    assert differing(old, old) == ()
