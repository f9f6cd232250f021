"""The written files of a site: pages, the project's own theme, and the settings that readers see."""

from __future__ import annotations

from pathlib import Path

import mkdocs
from mkdocs.contrib.search import SearchPlugin

import generator
from generator.site.mkdocs_plugin import RunbookPlugin
from generator.site.written_files import package_folders, shown_settings, written_files


def test_every_text_of_the_settings_is_a_line(tmp_path: Path) -> None:
    """Keys and values at any depth are lines of `mkdocs.yml`; the files of a theme have the name of its folder."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/main.html").write_bytes(b"<b>")
    settings = {"copyright": "Us", "extra": {"numbers": [12, None, {"night": "Ann"}]}}
    files = written_files({"a.txt": b"A"}, settings, [tmp_path / "mine"])
    assert files == {"a.txt": b"A", "mine/main.html": b"<b>", "mkdocs.yml": b"copyright\nUs\nextra\nnumbers\n12\nnight\nAnn"}


def test_settings_that_readers_never_see_are_left_out() -> None:
    assert shown_settings({"copyright": "Us", "hooks": ["ann.py"], "extra": {}}) == {"copyright": "Us"}


def test_the_folders_of_plugins_are_their_packages() -> None:
    folders = list(package_folders([SearchPlugin(), RunbookPlugin(), SearchPlugin()]))
    assert folders == [Path(mkdocs.__path__[0]), Path(generator.__path__[0])]
