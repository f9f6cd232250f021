"""Every text is shown on its page exactly as typed and never adds elements or attributes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from generator.project.atomic_folder import write_tree
from generator.site.mkdocs_build import build_site, read_docs
from generator.site.plain_project import plain_files
from tests.built_site.hostile_texts import CASES, hostile_project
from tests.built_site.link_check import MISSING_PAGE
from tests.built_site.page_reader import plain, read_page
from tests.built_site.shared_builds import ROOT, build_once, program, run

HOSTILE, HARMLESS = "hostile", "harmless"
SVG = "{http://www.w3.org/2000/svg}svg"
LINES = {"{http://www.w3.org/2000/svg}path", "{http://www.w3.org/2000/svg}circle"}
# Only one hand-written page is built, since they are not tested here.
WRITTEN = "writing.md"
# No PDFs either: the tests of print check their texts.
NO_PDFS = "- runbook: {papers: []}\n"
NAVIGATION = re.compile(r"^(?:nav|not_in_nav):.*?(?=^\w)", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile project and the harmless one with the same structure, both built with the configuration of this repository."""

    def build(folder: Path) -> None:
        for name in (HOSTILE, HARMLESS):
            source = folder / f"{name}-source"
            for path, text in hostile_project(harmless=name == HARMLESS).files.items():
                (source / path).parent.mkdir(parents=True, exist_ok=True)
                (source / path).write_text(text, encoding="utf-8")
            written = NAVIGATION.sub("", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
            (source / "mkdocs.yml").write_text(written.replace("- runbook\n", NO_PDFS), encoding="utf-8")
            (source / "docs").mkdir()
            (source / "docs" / WRITTEN).write_text("# Writing\n", encoding="utf-8")
            made = build_site(source, folder / name)
            if name == HOSTILE:
                write_tree(folder / "plain", plain_files(made.site, read_docs(source), made.settings))
        run(program("zensical"), "build", "--strict", cwd=folder / "plain")

    return build_once(tmp_path_factory, "hostile", build)


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return {address: plain(text) for address, text in hostile_project().texts.items()}


@pytest.fixture(scope="module")
def documents(built: Path) -> dict[str, Element]:
    return {path: parse_page(built / HOSTILE / path) for path in generated_pages(built / HOSTILE)}


def generated_pages(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")) if path.parent.name != "sheets"]


def parse_page(path: Path) -> Element:
    document: Element = html5lib.parse(path.read_text(encoding="utf-8"), treebuilder="etree", namespaceHTMLElements=False)
    return document


def words(element: Element) -> str:
    return plain("".join(element.itertext()))


def shape(element: Element) -> Iterator[tuple[Any, ...]]:
    """Return the tree of a page without its text: each element with the names of its attributes, in order.

    The tag of a comment is a function. The lines of a drawing depend on its text, so a drawing has only the kinds of its elements.
    """
    yield (str(element.tag), *sorted(map(str, element.attrib)))
    if element.tag == SVG:
        yield from sorted({(str(one.tag), *sorted(map(str, one.attrib))) for one in element.iter() if one.tag not in LINES})
        return
    for child in element:
        yield from shape(child)
    yield ("end",)


def without_header_link(heading: Element) -> str:
    return words(heading).removesuffix("\u00b6").strip()


def test_every_field_of_every_entity_has_every_case(texts: dict[str, str]) -> None:
    assert len(texts) > 60 * len(CASES)


def test_every_text_is_shown_on_a_page_as_typed(documents: dict[str, Element], texts: dict[str, str]) -> None:
    shown = "\n".join(map(words, documents.values()))
    missing = {address: text for address, text in texts.items() if text not in shown}
    assert missing == {}


def test_no_text_adds_an_element_or_an_attribute(built: Path, documents: dict[str, Element]) -> None:
    assert sorted(documents) == generated_pages(built / HARMLESS)
    for path, document in documents.items():
        expected = list(shape(parse_page(built / HARMLESS / path)))
        found = list(shape(document))
        at = next((at for at, (one, other) in enumerate(zip(found, expected, strict=False)) if one != other), None)
        assert found == expected, f"{path}: {found[at : (at or 0) + 3]} instead of {expected[at : (at or 0) + 3]}"


def test_titles_are_shown_in_tab_header_navigation_and_contents(documents: dict[str, Element], texts: dict[str, str]) -> None:
    systems = {"shop": texts["variant.title"], **{name: texts[f"{name}.title"] for name in ("list", "heading", "braces")}}
    for path, document in documents.items():
        system = systems.get(path.partition("/")[0])
        if system is None:
            continue
        for name in ("rb-header__name", "rb-nav__title"):
            assert plain(system) in [words(part) for part in document.iterfind(f".//*[@class='{name}']")], path
        assert plain(system) in next(words(title) for title in document.iterfind("head/title")), path
    rollback = documents["shop/rollback/index.html"]
    headings = {heading.get("id", ""): without_header_link(heading) for level in ("h2", "h3") for heading in rollback.iter(level)}
    contents = {link.get("href", "")[1:]: words(link) for nav in rollback.iterfind(".//nav[@class='rb-toc']") for link in nav.iter("a")}
    assert len(contents) > 10
    assert {anchor: headings[anchor] for anchor in contents} == contents


def test_the_search_finds_titles_as_typed(built: Path, documents: dict[str, Element]) -> None:
    script = (built / HOSTILE / "shop/search.js").read_text(encoding="utf-8")
    index = json.loads(script.partition('runbook.search.load("shop",')[2].rpartition("});\n})")[0] + "}")
    titles = {f"shop/{index['pages'][row[0]][0]}#{row[2]}": row[3] for row in index["entries"]}
    checked = 0
    for path, document in documents.items():
        for level in ("h2", "h3", "h4"):
            for heading in document.iter(level):
                title = titles.get(f"{path}#{heading.get('id')}")
                if title is not None:
                    assert plain(title) in without_header_link(heading)
                    checked += 1
    assert checked > 300


def test_no_page_has_an_anchor_twice(built: Path, documents: dict[str, Element]) -> None:
    for path in documents:
        twice = [anchor for anchor, count in Counter(read_page(built / HOSTILE / path).ids).items() if count > 1]
        assert twice == [], path


def test_a_second_builder_takes_no_text_for_anything_else(built: Path, documents: dict[str, Element]) -> None:
    for path in documents:
        if path != MISSING_PAGE:
            one, other = read_page(built / HOSTILE / path), read_page(built / "plain/site" / path)
            assert (other.boxes, other.words, other.headings) == (one.boxes, one.words, one.headings), path
            assert other.content_links == [link.replace(".md", "%2Emd#") if "sheets/" in link else link for link in one.content_links], path
