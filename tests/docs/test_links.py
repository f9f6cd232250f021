"""Links between the documents work when they are read as files: on a code host or in an editor."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from tests.docs.documents import DOCS, DOCUMENTS, ROOT, anchors, name_of, prose

LINK = re.compile(r"\]\(<?([^)>\s]+)>?\)")


def fault_of(origin: Path, target: str) -> str:
    """Return why a link is broken; empty if it works or leads to another host."""
    parts = urlsplit(target)
    if parts.scheme:
        return "" if parts.scheme in ("https", "http", "mailto", "tel") else f"the scheme {parts.scheme}"
    place = (origin.parent / parts.path).resolve() if parts.path else origin
    if not place.is_relative_to(ROOT) or not place.is_file():
        return "no such file"
    if parts.fragment and parts.fragment not in anchors(place.read_text("utf-8")):
        return "no such heading"
    return ""


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", prose(path.read_text("utf-8")))
    faults = {target: fault for target in LINK.findall(text) if (fault := fault_of(path, target))}
    assert faults == {}


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_a_page_of_the_site_links_to_pages_of_the_site(path: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", prose(path.read_text("utf-8")))
    for target in LINK.findall(text):
        parts = urlsplit(target)
        if not parts.scheme and parts.path:
            assert (path.parent / parts.path).resolve().is_relative_to(ROOT / "docs"), f"{target} leaves docs/, so the site lacks it"


def test_every_page_is_in_the_navigation_or_is_a_decision() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[])
    listed = set(re.findall(r"[\w./-]+\.md", str(config.nav)))
    written = {file.src_uri for file in get_files(config).documentation_pages()}
    assert {path for path in written - listed if not re.match(r"adr/[0-9]", path)} == set(), "list it under `nav:` in mkdocs.yml"
    assert listed - written == set(), "mkdocs.yml lists pages that do not exist"
