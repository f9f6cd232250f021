"""Finding leaks by the marks in the data alone, so that mistakes of the redaction are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from generator.checks.resolve import Outcome, resolve
from generator.document.pages import Site, SiteSettings
from generator.model.entities import PUBLIC
from generator.redaction.find_leaks import find_leaks
from generator.site.make_site import make_site
from tests.redaction_sample import BYTES

THEME = (("theme.html", b"one deep prepare deploy day"),)


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
        "notes", "phases", "variant",
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
        ("a.txt", "see: in the quokka loft!", "shop: phases.prepare.about"),
        ("quokka-step/a.txt", "", ""),
    ],
)
def test_a_leak_has_its_file_and_its_place_in_the_data(outcome: Outcome, path: str, text: str, source: str) -> None:
    found = find_leaks(outcome.variants, [(path, text.encode())], theme=THEME)
    assert [leak.source for leak in found] == ([source] if source else ["shop: procedures.roll-back.steps.quokka-step"])


def test_texts_that_are_public_elsewhere_are_not_leaks(outcome: Outcome) -> None:
    said = [("a.html", b"Quokka notes, deep"), ("b.html", b"Quokka Quill")]
    assert {leak.path for leak in find_leaks(outcome.variants, said, written={"writing.md": b"# Quokka notes"}, theme=THEME)} == {"b.html"}


PLACES = {
    "a.txt": "Ask {}.",
    "a.md": "# Write\n\nAsk {}.",
    "a.html": "<p>Ask <b>{}</b></p>",
    "b.html": '<a title="Ask {}">us</a>',
    "c.html": "<!-- ask {} -->",
    "a.svg": "<svg><desc>Ask {}</desc></svg>",
    "a.js": 'say("Ask {}")',
    "a.json": '{{"text": "<p>Ask {}</p>"}}',
    "a.css": "/* {} */",
}
WAYS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "entities": lambda text: "".join(f"&#{ord(one)};" for one in text),
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "escapes": lambda text: "".join(f"\\u{ord(one):04x}" for one in text),
}
FORMS = (
    "Quokka Quill", "Quill, Quokka", "quokka.quill", "@quokkaquill", "02-7777-4321", "00880 2 7777 4321", "+880\u00a02\u20097777\u202f4321",
    "(02) 7777.4321", "০২ ৭৭৭৭ ৪৩২১", "QUOKKA.QUILL@SHOP.EXAMPLE", "quokka.quill at shop dot example", "quokka.quill [at] shop.example",
    "mailto:quokka.quill+night@shop.example",
)  # fmt: skip


def test_people_are_leaks_in_any_form_and_any_file(outcome: Outcome) -> None:
    """A person is found however the person is named, in whatever file, by each way in which such a file escapes characters."""
    ways = {path: ("as written", *(("escapes",) if path.endswith((".js", ".json")) else ("entities", "percent"))) for path in PLACES}
    files = [
        (f"{way}/{form}/{path}", text.format(WAYS[way](form)).encode())
        for path, text in PLACES.items()
        for way in ways[path]
        for form in FORMS
    ]
    by_number = {str(number): data for number, (_, data) in enumerate(files)}
    named = [(f"{number}/{files[int(number)][0].rpartition('/')[2]}", data) for number, data in by_number.items()]
    found = {leak.path.partition("/")[0] for leak in find_leaks(outcome.variants, named, theme=THEME)}
    assert [files[int(number)][0] for number in by_number if number not in found] == []


def test_a_file_in_utf_16_is_read(outcome: Outcome) -> None:
    (leak,) = find_leaks(outcome.variants, [("a.txt", "call 02-7777-4321".encode("utf-16"))], theme=THEME)
    assert leak.text == "02-7777-4321"


@pytest.mark.parametrize("name", ["a.zip", "team.docx", "plan.odt"])
def test_archives_and_office_documents_are_searched(outcome: Outcome, name: str) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p><w:r><w:t>call (02) 7777 4321</w:t></w:r></w:p>")
    (leak,) = find_leaks(outcome.variants, [(f"files/{name}", packed.getvalue())], theme=THEME)
    assert leak.text == "(02) 7777 4321"
    damaged = packed.getvalue().replace(b"word/document", b"word/documeXX", 1)
    for data in (b"not an archive", packed.getvalue()[:60], damaged):
        assert not find_leaks(outcome.variants, [(f"files/{name}", data), ("a.txt.gz", data)], theme=THEME)


def test_figures_of_drawings_are_not_phone_numbers(outcome: Outcome) -> None:
    drawing = b'<svg viewBox="0 2 7777 4321"><path d="M 02-7777-4321 z"/><rect x="1" style="left: 2 7777 4321"/></svg>'
    assert not find_leaks(outcome.variants, [("a.svg", drawing), ("a.html", drawing)], theme=THEME)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quill, Quokka", "Quill, Quokka"),
        ("02-7777-4321", "02-7777-4321"),
        ("02&nbsp;7777&#8211;4321", "02\u00a07777\u20134321"),
        ("<mailto:quokka.quill%40shop.example>", "quokka.quill@shop.example"),
    ],
)
def test_people_in_written_files_are_leaks_with_that_file(outcome: Outcome, text: str, found: str) -> None:
    written = {"fine.md": b"Tech lead, 7777 users", "writing.md": f"# Write\n\nAsk {text}.".encode()}
    (leak,) = find_leaks(outcome.variants, [], written=written, theme=THEME)
    assert (leak.path, leak.text, leak.source) == ("writing.md", found, "a contact, Tech lead")


def test_a_name_that_is_a_word_of_the_theme_is_not_a_leak(outcome: Outcome) -> None:
    theme = [("theme.html", b"Quokka Quill")]
    assert not find_leaks(outcome.variants, [("b.html", b"Quokka Quill")], written={"a.md": b"Quokka Quill"}, theme=theme)


def test_a_public_heading_equal_to_an_internal_group_is_not_a_leak() -> None:
    text = """\
variant: {title: Shop}
phases: {deploy-day: {title: Day, groups: {board: {title: Hidden title, visibility: internal}}}}
sign-offs: {go: {title: Release manager, group: board}}
"""
    variants = resolve({"data/variants/shop/variant.yaml": text.encode()}).variants
    said = [("a.html", b"Release manager, board"), ("b.html", b"Hidden title")]
    assert {leak.path for leak in find_leaks(variants, said)} == {"b.html"}


@pytest.mark.parametrize("id", ["logs", "search", "backup", "config", "images", "12", "2026"])
def test_an_id_that_is_a_public_word_is_not_a_leak(id: str) -> None:
    """The id of an internal entry is not a secret if a theme, a written file or public data have the same word, or if it is a number."""
    text = f"""\
variant: {{title: Shop, summary: Keeps a backup.}}
phases: {{deploy-day: {{title: Day}}}}
checklists: {{list: {{phase: deploy-day, title: List, items: {{one: One, {id}: {{text: Hidden text, visibility: internal}}}}}}}}
"""
    variants = resolve({"data/variants/shop/variant.yaml": text.encode()}).variants
    theme = [("assets/images/logo.png", b""), ("bundle.js", b"search(logs)")]
    said = [("a.html", f"<p>{id} of 2026</p>".encode()), ("b.html", b"Hidden text")]
    assert {leak.path for leak in find_leaks(variants, said, {"mkdocs.yml": b"our config"}, theme)} == {"b.html"}


@pytest.mark.parametrize("id", ["logs", "old-config"])
def test_an_id_that_is_in_no_other_text_is_a_leak(id: str) -> None:
    text = f"""\
variant: {{title: Shop}}
phases: {{deploy-day: {{title: Day}}}}
checklists: {{list: {{phase: deploy-day, title: List, items: {{one: One, {id}: {{text: Hidden text, visibility: internal}}}}}}}}
"""
    (leak,) = find_leaks(resolve({"data/variants/shop/variant.yaml": text.encode()}).variants, [("a.html", f"#list.{id}".encode())])
    assert leak.text == id
