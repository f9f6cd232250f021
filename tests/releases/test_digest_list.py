"""The list of a release's files: sha256sum reads it, and its differences are exact."""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.releases.digest_list import list_differences, list_files, parse_list

FILES = {"index.html": b"home", "shop/a b.html": b"a", "shop/\u09ac.html": b"b"}


def test_sha256sum_checks_the_list(tmp_path: Path) -> None:
    for path, data in FILES.items():
        place = tmp_path / "1" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    text = list_files(FILES).text("1")
    done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet"], cwd=tmp_path, input=text.encode(), check=False)
    assert done.returncode == 0


def test_a_written_list_parses_to_the_same_digests() -> None:
    listed = list_files(FILES)
    assert parse_list(listed.text("1").encode(), "1") == listed.digests
    assert listed.size == 6
    assert list_files({}).text("1") == ""


def test_lines_of_other_releases_and_invalid_lines_are_skipped() -> None:
    assert parse_list(b"nonsense\nabc  2/index.html\nabc  1/index.html\n", "1") == {"index.html": "abc"}


def test_the_digest_depends_on_every_file_and_its_name() -> None:
    digests = {list_files(files).digest("1") for files in (FILES, {**FILES, "x": b""}, {**FILES, "index.html": b"hom"}, {})}
    assert len(digests) == 4


def test_differences_are_grouped_by_kind() -> None:
    old = {"a": "1", "b": "1", "c": "1"}
    assert list_differences(old, {"a": "1", "b": "2", "d": "1"}) == ("1 changed: b", "1 missing: c", "1 new: d")
    assert list_differences(old, old) == ()
