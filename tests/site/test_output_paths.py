"""Hand-written files in the place of generated ones, as paths."""

from __future__ import annotations

import pytest

from generator.document.pages import OutputFile, RenderedPage, Site
from generator.document.print_job import Printed
from generator.site.output_paths import clashes, own_outputs, twins

SITE = Site(
    (RenderedPage("index.md", "Home", ""), RenderedPage("shop/index.md", "Overview", "", ("Shop",), "shop")),
    (OutputFile("runbook.json", "{}"), OutputFile("search.js", ""), OutputFile("shop/sheets/prepare.md", "")),
    (Printed("shop/sheets/prepare.pdf", b"%PDF", 1, b"PNG"),),
)


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("index.html", "the generated page “Home” are both index.html"),
        ("shop/index.html", "the generated page “Shop: Overview” are both shop/index.html"),
        ("Shop/Index.html", "is Shop/Index.html in the site, and the generated page “Shop: Overview” is shop/index.html: not every system"),
        ("runbook.json", "a generated file are both runbook.json"),
        ("search.js", "a generated file are both search.js"),
        ("shop/sheets/prepare.md", "a generated file are both shop/sheets/prepare.md"),
        ("sw.js", "a generated file are both sw.js"),
        ("builds.js", "a generated file are both builds.js"),
        ("shop/offline.json", "a generated file are both shop/offline.json"),
        ("assets/pages.css", "a generated file are both assets/pages.css"),
        ("assets/javascripts/search.js", "a generated file are both assets/javascripts/search.js"),
        ("shop/sheets/prepare.png", "a generated file are both shop/sheets/prepare.png"),
        ("404.html", "a generated file are both 404.html"),
        ("shop", "is shop in the site, and a folder of generated files is shop/"),
        ("Shop/sheets", "is Shop/sheets in the site, and a folder of generated files is shop/sheets/"),
        ("runbook.json/more.html", "and a generated file is runbook.json"),
    ],
)
def test_a_file_in_the_place_of_a_generated_one_is_named_with_it(path: str, what: str) -> None:
    """Nobody loses a page without a word: the message has the name of both."""
    (sentence,) = clashes({"docs/x": path, "docs/fine.md": "fine.html"}, own_outputs(SITE, ["404.html"]))
    assert sentence.startswith("docs/x ")
    assert what in sentence
    assert "rename docs/x" in sentence


@pytest.mark.parametrize("path", ["shop.html", "shop/notes.html", "Index.md", "shops/index.html", "assets/own.css", "search.html"])
def test_every_other_place_is_free(path: str) -> None:
    """Hand-written files may be beside generated ones."""
    assert [*clashes({"docs/x": path}, own_outputs(SITE))] == []


def test_two_hand_written_files_with_one_place_are_named() -> None:
    """Of `a.md` and `a/index.md`, one would be lost where addresses are folders."""
    written = {"docs/a.md": "a/index.html", "docs/b.md": "b/index.html", "docs/a/index.md": "a/index.html", "docs/A.md": "A/index.html"}
    (sentence,) = twins(written)
    assert sentence.startswith("docs/a.md and docs/a/index.md are both a/index.html")
