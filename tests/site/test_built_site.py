"""A built site as a mapping of its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.built_site import BuiltSite


def test_files_have_their_path_below_the_root(tmp_path: Path) -> None:
    (tmp_path / "shop/prepare").mkdir(parents=True)
    (tmp_path / "index.html").write_bytes(b"home")
    (tmp_path / "shop/prepare/index.html").write_bytes(b"prepare")
    site = BuiltSite(tmp_path)
    assert sorted(site) == ["index.html", "shop/prepare/index.html"] and len(site) == 2
    assert site["shop/prepare/index.html"] == b"prepare"
    assert "index.html" in site and "shop" not in site and "../secret" not in site
    with pytest.raises(KeyError):
        site["../secret"]
