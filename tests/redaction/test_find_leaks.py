"""Finding leaks by the marks in the data alone, so that mistakes of the redaction are found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.checks.resolve import Outcome, resolve
from generator.document.pages import Site, SiteSettings
from generator.model.entities import PUBLIC
from generator.redaction.find_leaks import find_leaks
from generator.site.make_site import make_site
from tests.redaction_sample import BYTES

THEME = (b"one deep prepare deploy day",)


def files_of(site: Site) -> Iterator[tuple[str, bytes]]:
    yield from ((page.path.replace(".md", ".html"), page.markdown.encode()) for page in site.pages)
    yield from ((file.path, file.text.encode()) for file in site.files)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return resolve(BYTES)


def test_a_public_site_has_no_leaks(outcome: Outcome) -> None:
    assert find_leaks(outcome.variants, files_of(make_site(outcome, SiteSettings(visibility=PUBLIC))), theme=THEME) == ()


def test_an_internal_site_has_leaks_of_every_kind(outcome: Outcome) -> None:
    found = find_leaks(outcome.variants, files_of(make_site(outcome, SiteSettings())), theme=THEME)
    kinds = {leak.source.partition(": ")[2].partition(".")[0] for leak in found if leak.source.startswith("shop")}
    assert kinds >= {
        "checklists", "procedures", "triggers", "slos", "contacts", "services", "severities", "sign-offs", "commands", "announcements",
        "record", "notes", "phases", "variant",
    }  # fmt: skip
    texts = {leak.text for leak in found}
    assert texts >= {"Quokka Quill", "+880 2 7777 4321", "quokka.quill@shop.example", "https://quokka.shop.example", "Quokka deep"}
    assert texts >= {
        "nobody but the quokka used it",
        "the quokka hears of it",
        "the quokka reads it",
        "data/layers/quokka/quokka.yaml",
        "quokka-clinic",
    }


@pytest.mark.parametrize(
    ("path", "text", "source"),
    [
        ("a.html", "<p>Quokka <b>notes</b></p>", "shop: notes.quokka.label"),
        ("a.json", '{"phone": "880277774321"}', "a contact, Tech lead"),
        ("quokka-step/a.txt", "", ""),
    ],
)
def test_a_leak_has_its_file_and_its_place_in_the_data(outcome: Outcome, path: str, text: str, source: str) -> None:
    found = find_leaks(outcome.variants, [(path, text.encode())], theme=THEME)
    assert [leak.source for leak in found] == ([source] if source else ["shop: procedures.roll-back.steps.quokka-step"])


def test_texts_that_are_public_elsewhere_are_not_leaks(outcome: Outcome) -> None:
    said = [("a.html", b"Quokka notes, deep"), ("b.html", b"Quokka Quill")]
    assert {leak.path for leak in find_leaks(outcome.variants, said, docs={"writing.md": "# Quokka notes"}, theme=THEME)} == {"b.html"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quokka Quill", "Quokka Quill"),
        ("Quill, Quokka", "Quill, Quokka"),
        ("quokka.quill", "quokka.quill"),
        ("02-7777-4321", "02-7777-4321"),
        ("০২ ৭৭৭৭ ৪৩২১", "০২ ৭৭৭৭ ৪৩২১"),
        ("<mailto:quokka.quill%40shop.example>", "quokka.quill@shop.example"),
    ],
)
def test_people_on_hand_written_pages_are_leaks(outcome: Outcome, text: str, found: str) -> None:
    docs = {"fine.md": "Tech lead, 7777 users", "writing.md": f"# Write\n\nAsk {text}."}
    (leak,) = find_leaks(outcome.variants, [], docs=docs, theme=THEME)
    assert (leak.path, leak.text, leak.source) == ("writing.md", found, "a contact, Tech lead")


def test_a_name_that_is_a_word_of_the_theme_is_not_a_leak(outcome: Outcome) -> None:
    assert not find_leaks(outcome.variants, [("b.html", b"Quokka Quill")], docs={"a.md": "Quokka Quill"}, theme=[b"Quokka Quill"])


def test_a_public_heading_equal_to_an_internal_group_is_not_a_leak() -> None:
    text = """\
variant: {title: Shop}
phases: {deploy-day: {title: Day, groups: {board: {title: Hidden title, visibility: internal}}}}
sign-offs: {go: {title: Release manager, group: board}}
"""
    variants = resolve({"data/variants/shop/variant.yaml": text.encode()}).variants
    said = [("a.html", b"Release manager, board"), ("b.html", b"Hidden title")]
    assert {leak.path for leak in find_leaks(variants, said)} == {"b.html"}
