"""The navigation of each page."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Section, get_navigation
from mkdocs.structure.pages import Page

from generator.document.pages import RenderedPage
from generator.site.mkdocs_nav import OwnNavigation, written_docs
from generator.site.navigation import nav_items

PAGES = [
    RenderedPage("index.md", "Home", ""),
    RenderedPage("a/index.md", "A", "", ("Shop",), "a"),
    RenderedPage("a/targets/index.md", "Targets", "", ("Shop", "Reference"), "a"),
    RenderedPage("b/index.md", "B", "", ("Shop",), "b"),
    RenderedPage("b/prepare/index.md", "Prepare", "", ("Shop",), "b"),
    RenderedPage("contacts/index.md", "Contacts", "", ("All systems",)),
]


@pytest.fixture
def config() -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Tiny", "use_directory_urls": False, "docs_dir": ".", "theme": {"name": "mkdocs"}})
    config.validate()
    return config


@pytest.fixture
def files() -> Files:
    paths = [*(page.path for page in PAGES), "writing.md"]
    return Files([File(path, None, "site", use_directory_urls=False) for path in paths])


@pytest.fixture
def own(files: Files, config: MkDocsConfig) -> OwnNavigation:
    config.nav = nav_items(PAGES, ["writing.md"])
    return OwnNavigation(get_navigation(files, config), PAGES, files, config)


def outline(items: list[StructureItem]) -> list[object]:
    return [{item.title: outline(item.children)} if isinstance(item, Section) else getattr(item, "url", None) for item in items]


def test_a_page_shows_home_its_own_variant_and_the_writers(own: OwnNavigation) -> None:
    shop_b = {"Shop": ["b/index.html", "b/prepare/index.html"]}
    assert outline(own.of("b/prepare/index.md").items) == ["index.html", shop_b, {"For writers": ["writing.html"]}]
    shop_a = {"Shop": ["a/index.html", {"Reference": ["a/targets/index.html"]}]}
    assert outline(own.of("a/targets/index.md").items) == ["index.html", shop_a, {"For writers": ["writing.html"]}]


def test_shared_pages_show_no_variant(own: OwnNavigation) -> None:
    shared = ["index.html", {"All systems": ["contacts/index.html"]}, {"For writers": ["writing.html"]}]
    assert outline(own.of("contacts/index.md").items) == shared
    assert outline(own.of("writing.md").items) == shared


def test_the_home_page_has_one_entry_for_each_variant(own: OwnNavigation) -> None:
    assert outline(own.of("index.md").items) == [
        "index.html",
        {"Systems": ["a/index.html", "b/index.html"]},
        {"All systems": ["contacts/index.html"]},
        {"For writers": ["writing.html"]},
    ]
    assert own.home is own.of("index.md")


def test_every_navigation_has_the_home_page(own: OwnNavigation) -> None:
    assert all(own.of(path).homepage is not None for path in ("index.md", "a/index.md", "writing.md"))


@pytest.mark.parametrize(
    ("rearranged", "written"),
    [
        (["index.md", "writing.md"], "writing.html"),
        ([{"Mine": ["writing.md", {"Shop": ["a/index.md", "b/prepare/index.md"]}]}], {"Mine": ["writing.html"]}),
        ([{"A shop": "a/index.md"}, {"Everything": [page.path for page in PAGES]}, "writing.md"], "writing.html"),
        (None, "writing.html"),
    ],
)
def test_other_plugins_rearrange_only_hand_written_pages(
    rearranged: list[object] | None, written: object, files: Files, config: MkDocsConfig
) -> None:
    """Each generated page keeps its place and title, wherever a plugin for navigations puts it, or if it leaves it out."""
    config.nav = rearranged
    own = OwnNavigation(get_navigation(files, config), PAGES, files, config)
    shop_b = {"Shop": ["b/index.html", "b/prepare/index.html"]}
    assert outline(own.of("b/index.md").items) == ["index.html", shop_b, {"For writers": [written]}]
    assert [page.title for page in own.of("b/index.md").pages[:-1]] == ["Home", "B", "Prepare"]
    assert [section.title for section in own.of("a/targets/index.md").pages[2].ancestors] == ["Reference", "Shop"]


def test_next_and_previous_links_stay_within_a_variant(own: OwnNavigation, files: Files) -> None:
    def neighbours(path: str) -> tuple[str | None, str | None]:
        file = files.get_file_from_path(path)
        assert file is not None and file.page is not None
        page: Page = file.page
        before, after = page.previous_page, page.next_page
        return (before.file.src_uri if before else None, after.file.src_uri if after else None)

    assert neighbours("a/index.md") == (None, "a/targets/index.md")
    assert neighbours("a/targets/index.md") == ("a/index.md", None)
    assert neighbours("b/index.md") == (None, "b/prepare/index.md")
    assert neighbours("index.md") == (None, "contacts/index.md")


def test_hand_written_pages_follow_the_configuration_or_their_paths(config: MkDocsConfig) -> None:
    files = Files([File(path, None, "site", use_directory_urls=False) for path in ("b.md", "a.md", "deep/c.md", "x.css")])
    config.nav = None
    assert written_docs(config, files) == ["a.md", "b.md", {"Deep": ["deep/c.md"]}]
    config.nav = ["b.md"]
    assert written_docs(config, files) == ["b.md"]
