"""Where paths lead, and the links on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.followed_links import MOST_LINKS, follow_links

LINKS = {"a": "b", "b": "folder", "folder/up": "../a/inner", "folder/inner/self": "self", "twice": "a/up", "dangling": "nowhere/x"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "folder/inner").mkdir(parents=True)
    for name, target in LINKS.items():
        (tmp_path / name).symlink_to(target)
    (tmp_path / "absolute").symlink_to(tmp_path / "a")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "real", "links"),
    [
        ("folder/inner", "folder/inner", []),
        ("a", "folder", ["a", "b"]),
        ("a/x.yaml", "folder/x.yaml", ["a", "b"]),
        ("twice/x", "folder/inner/x", ["twice", "a", "b", "folder/up", "a", "b"]),
        ("absolute/inner", "folder/inner", ["absolute", "a", "b"]),
        ("dangling", "nowhere/x", ["dangling"]),
        ("folder/../a", "folder", ["a", "b"]),
    ],
)
def test_links_are_followed_one_by_one(path: str, real: str, links: list[str], place: Path) -> None:
    """The result is that of the operating system, and each link is named by the path where it is."""
    assert follow_links(place / path) == (place / real, tuple(place / link for link in links))
    assert (place / path).resolve() == place / real


def test_a_link_to_itself_ends(place: Path) -> None:
    assert len(follow_links(place / "folder/inner/self")[1]) == MOST_LINKS
