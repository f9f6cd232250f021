"""A folder of releases that somebody else may have changed: its texts stay texts, and no path leads out of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest

from generator.project.faults import InputFault
from generator.releases.folder_store import FolderStore
from tests.conftest import without_pdfs
from tests.releases.small_site import edit, put, texts

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))"


def tamper(path: Path, change: Callable[[Any], None]) -> None:
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))


def test_texts_of_older_releases_add_no_markup(tiny: Path, commit: Callable[[Path], str]) -> None:
    """Titles, reasons and removed addresses of the release before are shown as typed on the pages of the next one."""
    without_pdfs(tiny)
    (tiny / ".gitignore").write_text("published/\n")
    commit(tiny)
    store = FolderStore(tiny / "published")
    put(tiny, store, "1", aliases=("latest",))

    def add_scripts(data: Any) -> None:
        shop = data["variants"]["shop"]
        shop["variant"]["title"] = SCRIPT
        shop["checklists"]["gone"] = {"title": SCRIPT, "phase": "prepare", "items": {"a": {"text": SCRIPT}}}
        shop["checklists"]["database"]["title"] = SCRIPT
        shop["variant"]["origin"]["removed"] = {"checklists.old": {"title": SCRIPT, "layer": SCRIPT, "because": SCRIPT}}
        data["variants"]["former"] = shop

    tamper(store.root / "1/runbook.json", add_scripts)
    gone = {"checklists.older": {"release": SCRIPT, "title": SCRIPT, "because": SCRIPT}}
    tamper(store.root / "1/shop/places.json", lambda data: data.update(gone=gone))
    tamper(store.root / "releases.json", lambda data: data["releases"][0].update(changes=SCRIPT, commit=SCRIPT))
    edit(tiny, "A backup restores into an empty database")
    commit(tiny)
    put(tiny, store, "2", hours=1, aliases=("latest",), because="it was closed")
    pages = [*(store.root / "2").rglob("*.html"), store.root / "index.html"]
    shown = False
    for page in pages:
        text = page.read_text("utf-8")
        shown |= "alert(1)" in text
        for element in html5lib.parse(text, namespaceHTMLElements=False).iter():
            assert element.tag != "script" or "alert" not in (element.text or ""), page
            assert not any(name.startswith("on") or "javascript:" in value for name, value in element.attrib.items()), (
                page,
                element.attrib,
            )
    assert shown, "the texts are on no page, so the test proves nothing"


@pytest.mark.parametrize("name", ["../../outside", "/outside", "a/../../outside", "..", "", "latest\n"])
def test_no_name_of_an_older_release_becomes_a_path(name: str, root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    tamper(store.root / "1/runbook.json", lambda data: data["variants"].update({name: data["variants"]["shop"]}))
    before = texts(store)
    with pytest.raises(InputFault, match=r"1/runbook\.json cannot be read"):
        put(root, store, "2", hours=1)
    assert texts(store) == before


@pytest.mark.parametrize("path", ["releases.json", "versions.json", "index.html", "releases/1.sha256"])
def test_a_link_in_the_folder_changes_no_file_outside(path: str, root: Path, store: FolderStore, tmp_path: Path) -> None:
    put(root, store, "1")
    place, outside = store.root / path, tmp_path / "outside"
    outside.write_bytes(place.read_bytes())
    place.unlink()
    place.symlink_to(outside)
    before = outside.read_bytes()
    put(root, store, "2", hours=1, aliases=("latest",))
    assert outside.read_bytes() == before
