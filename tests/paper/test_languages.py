"""Every string of the program comes from the catalogue, in every format; texts of a system keep their language and direction.

The tests use a pseudo-language: English with Cyrillic letters for the catalogue, and Greek letters for the texts of the system.
An English word in Latin letters is therefore not in the catalogue.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator.document.compose import compose
from generator.document.compose_site import compose_site
from generator.document.document_parts import with_children
from generator.document.pages import SiteSettings
from generator.document.select_sheets import printed_pages_of, sheet_of, sheets_of
from generator.document.sheets import PLAN, Sheet
from generator.model.clock import Clock, parse_moment
from generator.model.moments import parse_month
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_data, print_job
from generator.paper.print_html import _environment as print_environment
from generator.paper.print_html import render_print_page
from generator.site.js_strings import string_scripts
from generator.site.render_pages import _environment as page_environment
from generator.site.render_pages import render_site
from generator.text import catalogue as module
from generator.text.catalogue import STRINGS, catalogue, words_among
from tests.composed import VERSIONS
from tests.paper.paper_reader import Paper, typeset
from tests.sheet_sample import sample_data, sample_variant

LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
CYRILLIC = str.maketrans(LATIN, "абцдефгхийклмнопярстужвхузАБЦДЕФГХИЙКЛМНОПЯРСТУЖВХУЗ")
GREEK = str.maketrans(LATIN, "αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙΪΚΛΜΝΟΠΘΡΣΤΥΫΩΞΨΖ")
PLACE = re.compile(r"(\{\w+\})")
PSEUDO = "qps"
# The keys of texts from the data.
WRITTEN = {
    "title",
    "about",
    "closing",
    "details",
    "text",
    "summary",
    "if",
    "expect",
    "when",
    "action",
    "name",
    "hours",
    "channel",
    "provider",
    "label",
    "escalation",
    "because",
    "unit",
    "response",
    "message",
    "output",
    "caution",
}
# Never translated: moments, units and quantities as typed, ids, addresses, commit ids, time zones, names of forms.
KEPT = re.compile(
    r"https?://\S+|mailto:\S+|\S+@\S+|[\w.]+\.tld|\bT[-+]\d\w*|\bUTC\b|Asia/Dhaka|\b\d[\d.,]* ?(?:ms|min|days?|h|KB|B)\b"
    r"|immediately|[a-z-]+(?:/[a-z-]+)+"
    r"|2026-\S+|\bshop\b|\b[0-9a-f]{12}\b|\bPDF\b|\bMarkdown\b|\bA4\b"
    r"|\b(?:bash|console|javascript|powershell|sh)\b"  # the languages of commands
    r"|Critical|Not so high|Open|Closed|Unclear|Clear|Time ?zone|Wiki|Graph|Rota|Console"  # names of choices and facts, made from their ids
)
# A heading of Markdown with the language in its attribute list.
HEADING = re.compile(r"^#+ (.*?)(?: \{(?:[^}]*? lang=(\w+))?[^}]*\})?$", re.MULTILINE)
GREEK_WORD = re.compile("[Α-ω]{2}")
SHOWN = ("aria-label", "title", "alt", "placeholder")
SETTINGS = SiteSettings(site_name="Ω", site_url="https://ops.tld/", versions=VERSIONS, language=PSEUDO)
RELEASE = replace(SETTINGS, release="2026.11", draft=True)


def in_cyrillic(words: Any) -> Any:
    """Return a string of the program in Cyrillic letters, except the names of its values."""
    if isinstance(words, dict):
        return {key: in_cyrillic(form) for key, form in words.items()}
    return "".join(piece if PLACE.fullmatch(piece) else piece.translate(CYRILLIC) for piece in PLACE.split(words))


def clear_caches() -> None:
    for cached in (module._file, catalogue, words_among, page_environment, print_environment):
        cached.cache_clear()


@pytest.fixture
def pseudo_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of a pseudo-language beside the English one."""
    english = json.loads((STRINGS / "en.json").read_text("utf-8"))
    own = {part: {key: in_cyrillic(words) for key, words in found.items()} for part, found in english.items()}
    (tmp_path / "en.json").write_text(json.dumps(english), "utf-8")
    (tmp_path / f"{PSEUDO}.json").write_text(json.dumps(own), "utf-8")
    monkeypatch.setattr(module, "STRINGS", tmp_path)
    clear_caches()
    yield
    clear_caches()


def in_greek(value: Any, key: str = "", above: str = "") -> Any:
    """Return the data with all texts in Greek letters."""
    if isinstance(value, dict):
        return {name: in_greek(one, name, key) for name, one in value.items()}
    heading = key == "group" and above != "checklists" and not above.startswith("checklist")
    if isinstance(value, str) and (key in WRITTEN or heading):
        return "Ω" if "://" in value or "`" in value else value.translate(GREEK)
    return value


def data(language: str) -> dict[str, Any]:
    found = sample_data()
    grouped = {(kind, key): one["group"] for kind in ("checklists", "passages") for key, one in found[kind].items() if "group" in one}
    found = in_greek(found)
    for (kind, key), group in grouped.items():
        found[kind][key]["group"] = group
    found["variant"] |= {"language": language}
    found["variant"].pop("params", None)
    return dict(found)


class VisibleText(HTMLParser):
    """The text of HTML for eyes and screen readers, except commands, scripts, styles and file names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [given[name] or "" for name in SHOWN if name in given]
        self.hidden += tag in ("code", "pre", "style", "script")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("code", "pre", "style", "script")

    def handle_data(self, text: str) -> None:
        if not self.hidden:
            self.found.append(text)


class TextsWithLanguages(HTMLParser):
    """The texts of HTML with their languages, except texts in attributes."""

    def __init__(self, text: str, language: str) -> None:
        super().__init__()
        self.open = [("", language)]
        self.found: set[tuple[str, str]] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "col", "hr", "img", "input", "link", "meta", "wbr"):
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        if tag in (name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, text: str) -> None:
        if not {name for name, _ in self.open} & {"code", "pre", "style", "script", "title"}:
            self.found.add((text.strip(), self.open[-1][1]))

    def wrongly_marked(self) -> list[tuple[str, str]]:
        """Return texts of the data or strings of the program that are marked with the wrong language."""
        greek = {text for text, _ in self.found if GREEK_WORD.search(text)}
        ours = {text for text, _ in self.found if latin_words(text)}
        meant = dict.fromkeys(greek - ours, "el") | dict.fromkeys(ours - greek, "en")
        return sorted((text, language) for text, language in self.found if meant.get(text, language) != language)


def latin_words(text: str) -> list[str]:
    """Return the words in Latin letters."""
    return re.findall(r"[A-Za-z]{2,}", KEPT.sub(" ", text))


def sheets(language: str, settings: SiteSettings = SETTINGS) -> list[Sheet]:
    document = compose(sample_variant(data(language)), settings, clock=Clock(parse_moment("2026-12-01T22:00 Asia/Dhaka")))
    by_hand = compose(sample_variant(data(language)), settings)
    bare = compose(sample_variant({"variant": {"title": "Ω", "language": language}}), settings)
    recurring = sheet_of(document, "recurring", parse_month("2026-12"))
    return [*sheets_of(document), sheet_of(document, PLAN), *sheets_of(by_hand), *sheets_of(bare), recurring]


@pytest.mark.usefixtures("pseudo_language")
def test_every_string_of_a_page_comes_from_the_catalogue() -> None:
    variant = sample_variant(data(PSEUDO))
    for settings in (SETTINGS, RELEASE):
        pages = render_site(compose_site([compose(variant, settings)], settings))
        assert len(pages) > 20
        for page in pages:
            _, _, body = page.markdown.removeprefix("---\n").partition("---\n")
            body = re.sub(r"\{ [^}]*\}", "", re.sub(r"data/variants/\S+", "", body))
            assert latin_words(" ".join(VisibleText(body).found)) == [], page.path
            assert f'language: "{PSEUDO}"' in page.markdown


@pytest.mark.usefixtures("pseudo_language")
@pytest.mark.parametrize("settings", [SETTINGS, RELEASE], ids=["site", "draft release"])
def test_every_string_of_a_sheet_comes_from_the_catalogue(settings: SiteSettings) -> None:
    for sheet in sheets(PSEUDO, settings):
        markdown = re.sub(r"```.*?```|`[^`]*`|\(#[^)]*\)", "", render_sheet(sheet), flags=re.DOTALL)
        assert latin_words(markdown) == [], sheet.path
        page = render_print_page(sheet, in_site=True).text
        assert latin_words(" ".join(VisibleText(page).found)) == [], sheet.path
        assert f'<html lang="{PSEUDO}" dir="ltr">' in page
        words = json.loads(html.unescape(re.search(r'data-words="([^"]*)"', page)[1]))  # type: ignore[index]
        scripted = [*words["weekdays"], words["day"], words["span"], words["after"], *words["problems"].values()]
        assert latin_words(PLACE.sub("", " ".join(scripted))) == []


@pytest.mark.usefixtures("pseudo_language")
def test_every_string_of_a_pdf_comes_from_the_catalogue() -> None:
    found = sheets(PSEUDO)
    runs = {line for sheet in found for line in commands(sheet)}
    for sheet, printed in zip(found, typeset([print_job(sheet) for sheet in found]), strict=True):
        paper = Paper(printed.pdf)
        text = paper.text
        for run in sorted(runs, key=len, reverse=True):
            text = text.replace(run, " ")
        kept = r"[a-z]+@[a-z.]+|https?://[^Α-Ωα-ωА-Яа-я\s]+|T[-+]\d(?:min|h|d|w)?|UTC|Asia/Dhaka|\d(?:ms|min|days?|h|d)(?!t)|immediately|bash|console|javascript|powershell|sh(?![a-z])|Critical|Notsohigh|Timezone|Wiki|Graph|Rota|Console|Open|Closed|Unclear|Clear|[a-z.]+\.tld|shop/rollback|shop|[0-9a-f]{12}"
        assert re.findall(r"[A-Za-z]{2,}", re.sub(kept, " ", text)) == [], sheet.path
        assert paper.language == PSEUDO


def commands(sheet: Sheet) -> Iterator[str]:
    """Return the commands on a sheet as a PDF contains them, without white space."""
    for section in sheet.sections:
        for run in (*(box.run for box in with_children(section.boxes)), *(row.run for row in section.rows)):
            yield from filter(None, ("".join(run.split()), *("".join(line.split()) for line in run.split("\n"))))
    for chapter in sheet.chapters:
        yield from commands(chapter)


@pytest.mark.usefixtures("pseudo_language")
def test_scripts_have_the_strings_of_the_language() -> None:
    for file in string_scripts([PSEUDO]):
        assert file.path.endswith(f"strings.{PSEUDO}.js")
        words = json.loads(re.search(r"(?:const words = |addStrings\()(\{.*\})\)?;$", file.text, re.MULTILINE)[1])  # type: ignore[index]
        forms = [form for entry in words.values() for form in ([entry] if isinstance(entry, str) else entry.values())]
        assert [form for form in forms if re.findall(r"[A-Za-z]{2,}", PLACE.sub("", form))] == []


@pytest.mark.parametrize("release", ["", "2026.11"])
def test_each_text_is_marked_with_its_language_if_that_differs_from_our_strings(release: str) -> None:
    settings = replace(SETTINGS, language="en", release=release)
    for given in (data("el"), {"variant": {"title": "ΩΩ", "language": "el"}}):
        document = compose(sample_variant(given), settings)
        for page in render_site(compose_site([document], settings)):
            _, _, body = page.markdown.removeprefix("---\n").partition("---\n")
            html = HEADING.sub(r'<p lang="\2">\1</p>', body)
            assert TextsWithLanguages(html, "en").wrongly_marked() == [], page.path
        for sheet in (*sheets_of(document), *printed_pages_of(document)):
            assert TextsWithLanguages(render_print_page(sheet).text, "el").wrongly_marked() == [], sheet.path
            assert [
                one for one in marked_texts(print_data(sheet)) if one[1] != bool(latin_words(one[0])) and not GREEK_WORD.search(one[0])
            ] == []


def marked_texts(data: Any) -> Iterator[tuple[str, bool]]:
    """Yield titles, values and texts of a sheet's data, each with whether it is marked as a string of the program."""
    if isinstance(data, dict):
        yield from ((data[key], "ours" in data) for key in ("t", "title", "value") if isinstance(data.get(key), str) and is_word(data[key]))
        data = list(data.values())
    for one in data if isinstance(data, list) else ():
        yield from marked_texts(one)


def is_word(text: str) -> bool:
    return bool(latin_words(text) or GREEK_WORD.search(text))


def test_without_a_catalogue_our_strings_are_english_and_marked_as_english() -> None:
    variant = sample_variant(data("bn"))
    (prepare,) = (
        page for page in render_site(compose_site([compose(variant, SETTINGS)], SETTINGS)) if page.path == "shop/prepare/index.md"
    )
    assert prepare.markdown.startswith('---\nlanguage: "en"\ndirection: ltr\nrb_texts: "bn"\n')
    assert '<label lang="bn" dir="auto" for=' in prepare.markdown
    sheet = sheet_of(compose(variant, SETTINGS), "deploy-day")
    page = render_print_page(sheet).text
    assert '<html lang="bn" dir="ltr">' in page
    assert '<span lang="en" dir="ltr">Do or check</span> ' in page
    (printed,) = typeset([print_job(sheet)])
    assert Paper(printed.pdf).language == "bn"


def test_a_system_in_a_right_to_left_language_has_that_direction_in_every_form() -> None:
    found = sample_data()
    found["variant"] |= {"language": "ar", "title": "رسائل المدرسة"}
    found["checklists"]["cut-over"]["items"]["migrate"]["text"] = "العربية مع English و 123"
    document = compose(sample_variant(found), SETTINGS)
    pages = {page.path: page.markdown for page in render_site(compose_site([document], SETTINGS))}
    day = pages["shop/deploy-day/index.md"]
    assert day.startswith('---\nlanguage: "en"\ndirection: rtl\nrb_texts: "ar"\n')
    label = '<label lang="ar" dir="auto" for="box:checklists.cut-over.items.migrate"><bdi class="rb-number">E1</bdi> '
    assert f"{label}العربية مع English و 123</label>" in day
    assert "\u2066Printable sheet\u2069</a>" in day
    assert [path for path, page in pages.items() if "&lt;strong" in page] == []
    assert re.search("\u2068<strong>\\d+</strong>\u2069 boxes", day)
    sheet = sheet_of(document, "deploy-day")
    page = render_print_page(sheet).text
    assert '<html lang="ar" dir="rtl">' in page
    assert "\u2066+880 2 5566 7788\u2069" in page, "a number to call is dialled from the left"
    assert "\u2066\u20681\u2069 of \u20683\u2069 unassigned" in render_sheet(sheet)
    (printed,) = typeset([print_job(sheet)])
    paper = Paper(printed.pdf)
    assert paper.language == "ar"
    assert paper.boxes == sheet.boxes
