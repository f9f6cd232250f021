"""PDFs contain the text of the data: Bengali with conjuncts and vowel signs, characters of other markup, very long words."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from copy import deepcopy

from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.document.select_sheets import sheet_of
from generator.document.sheets import BOOK, Sheet
from generator.model.clock import Clock, parse_moment
from generator.paper.print_data import print_job
from tests.composed import VERSIONS, sheet_from
from tests.paper.paper_reader import Paper, missing_texts, typeset, without_spaces
from tests.sheet_sample import sample_data, sample_variant

SETTINGS = SiteSettings(site_url="https://ops.tld", versions=VERSIONS)
MOMENT = parse_moment("2026-12-01T22:00 Asia/Dhaka")
TEXTS = {
    "sentences": "ডাটাবেসের ব্যাকআপ নেওয়া হয়েছে এবং পরীক্ষা করা হয়েছে",
    "conjuncts": "স্ত্রী, ক্ষমতা, জ্ঞান, উজ্জ্বল, বৈশিষ্ট্য, কর্তৃপক্ষ, র‍্যাম, সন্ধ্যা, রাষ্ট্র",
    "signs before and around": "কে কৈ কো কৌ কি কী কু কূ কৃ কং কঃ কঁ হুঁ ৎ",
    "dots": "বাড়ি গাঢ় আয়",
    "composed in another way": "বাড়ি গাঢ় আয় কো কৌ",
    "digits and currency": "০১২৩৪৫৬৭৮৯ ৳৫০০ ৪৭.৫%",
    "mixed": "API-এর `health` পরীক্ষা [পাতায়](https://ops.tld/পাতা) পাশ করেছে",
    "marks of the typesetter": r"#panic() $x$ *a* _b_ `c` <d> @e \f // g /* h */ ~ -- --- ... 'i' \"j\" = k",
    "marks of Markdown and HTML": "# a **b** | c | <script>d</script> &amp; &#65; {{ e }} {% f %}",
    "one word": "a" * 300,
    "Latin with accents": "Zażółć gęślą jaźń; Ünïcödé; œuvre; naïve; ﬁ ﬂ",
}


def sheets_with(texts: Iterable[str], parts: Iterable[str]) -> list[Sheet]:
    """Return sheets on which each text is the text of several fields."""
    data = sample_data()
    checklists, contacts, triggers, notes = (data[key] for key in ("checklists", "contacts", "triggers", "notes"))
    of_all = checklists.pop("cut-over"), contacts["dba"], triggers["error-rate"], notes["issues"]
    for number, text in enumerate(texts):
        checklist, contact, trigger, note = ({**deepcopy(one), "aliases": ()} for one in of_all)
        checklist["items"]["migrate"] |= {"text": text, "expect": text, "blocking": True}
        checklists["cut-over" if number == 0 else f"cut-over-{number}"] = checklist | {"title": text}
        contacts["dba" if number == 0 else f"dba-{number}"] = contact | {"title": text}
        triggers["error-rate" if number == 0 else f"error-rate-{number}"] = trigger | {"text": text, "action": text}
        notes["issues" if number == 0 else f"issues-{number}"] = note | {"label": text}
    document = compose(sample_variant(data), SETTINGS, clock=Clock(MOMENT))
    return [sheet_of(document, part) for part in parts]


def sheet_with_text(text: str, part: str) -> Sheet:
    return sheets_with([text], [part])[0]


def pdfs_contain(texts: Mapping[str, str]) -> None:
    sheets = sheets_with(texts.values(), ("deploy-day", "emergency", BOOK))
    papers = [Paper(printed.pdf) for printed in typeset([print_job(sheet) for sheet in sheets])]
    assert [missing_texts(sheet, paper.text) for sheet, paper in zip(sheets, papers, strict=True)] == [[], [], []], list(texts)
    assert [paper.boxes for paper in papers] == [sheet.boxes for sheet in sheets], list(texts)


def test_a_pdf_contains_the_text_of_the_data() -> None:
    try:
        pdfs_contain(TEXTS)
    except AssertionError:
        for name, text in TEXTS.items():  # find the text
            pdfs_contain({name: text})
        raise


def test_a_dot_above_a_reordered_vowel_is_visible() -> None:
    """The typesetter writes the text of a reordered vowel twice. The dot must be on paper, since it makes a different letter."""
    (printed,) = typeset([print_job(sheet_with_text("পড়ুন", "deploy-day"))])
    assert without_spaces("পড়ুড়ুন") in Paper(printed.pdf).text


def test_bengali_and_long_commands_are_complete() -> None:
    data = sample_data()
    run = "echo 'পরীক্ষা শুরু' \\\n\t&& curl -fsS " + "https://api.shop.tld/" + "very-long-path/" * 20 + " --retry 3"
    data["checklists"]["cut-over"]["items"]["migrate"]["run"] = run
    sheet = sheet_from(sample_variant(data), "deploy-day", SETTINGS)
    (printed,) = typeset([print_job(sheet)])
    assert missing_texts(sheet, Paper(printed.pdf).text) == []


def test_a_figure_stays_with_its_unit() -> None:
    (printed,) = typeset([print_job(sheet_with_text("then 1,750 ms " * 60, "deploy-day"))])
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=printed.pdf, capture_output=True, check=True)
    lines = [line for line in done.stdout.decode().splitlines() if "750" in line]
    assert len(lines) > 60
    assert not [line for line in lines if line.rstrip().endswith("750") or "1,750 ms" not in line]
