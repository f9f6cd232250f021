"""The cache: records by key, checked when they are read."""

from __future__ import annotations

from pathlib import Path

from generator.project.cache import SPARE, Cache, digest, program_digest


def test_a_stored_record_is_returned(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get("a") is None
    cache.put("a", {"text": "Ü", "n": [1, 2]})
    assert cache.get("a") == {"text": "Ü", "n": [1, 2]}
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == [".gitignore", "a.json"]


def test_a_damaged_record_counts_as_missing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", [1, 2, 3])
    place = tmp_path / "a.json"
    place.write_bytes(place.read_bytes().replace(b"2", b"7"))
    assert cache.get("a") is None
    place.write_bytes(b"")
    assert cache.get("a") is None


def test_a_folder_that_cannot_be_written_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put("a", 1)
    assert cache.get("a") is None
    cache.prune(0)


def test_old_records_are_deleted_if_there_are_many_more_than_used(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(SPARE + 10):
        cache.put(str(number), number)
    cache.prune(1)
    assert len(list(tmp_path.iterdir())) == SPARE + 4


def test_the_boundaries_of_parts_change_the_key() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
    assert digest(b"ab") == digest(b"ab")
    assert program_digest() == program_digest()
