"""What no font can print, from the outside: every command does what it can, and says what is missing, where and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.paper.paper_reader import Paper

CONTACT = "contacts: {lead: {title: Lead, name: 张伟, phone: +880 2 5566 7788}}\n"
FORUM = """\
variant: {title: Forum, extends: [base], params: {office: 東京}}
checklists:
  cut-over:
    phase: deploy-day
    title: Cut-over
    items:
      office: The office in {{ params.office }} knows
      say: {text: Say it, run: echo 점검}
"""


def called(root: Path, *words: str) -> int:
    return run(["--project", str(root), *words])


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    both = capsys.readouterr()
    return both.out, both.err


def replaced(root: Path, path: str, old: str, new: str) -> None:
    place = root / path
    assert old in place.read_text("utf-8")
    place.write_text(place.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture
def odd(tiny: Path) -> Path:
    """The project with a text in the shared layer that no font has, a contact's name, a parameter, a command and the site's address."""
    replaced(tiny, "data/layers/base/base.yaml", "restores into a scratch", "in 云 restores into an ☯ empty 数")
    (tiny / "data/variants/shop/contacts.yaml").write_text(CONTACT, "utf-8")
    (tiny / "data/variants/forum/variant.yaml").write_text(FORUM, "utf-8")
    with (tiny / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("site_url: https://runbooks.例え.example/\n")
    return tiny


@pytest.mark.parametrize("more", [(), ("--release",)])
def test_check_warns_once_for_each_text_at_its_first_character(
    more: tuple[str, ...], odd: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(odd, "check", "--format", "github", *more) == 0
    out, _ = said(capsys)
    found = re.findall(r"::warning file=([^,]+),line=(\d+),(?:endLine=\d+,)?col=(\d+)[^:]*::(.*?)%0A", out)
    assert [(path, int(line), int(column), message) for path, line, column, message in found] == [
        ("data/layers/base/base.yaml", 11, 27, "no font has `云`, `数`"),
        ("data/variants/forum/variant.yaml", 1, 59, "no font has `東`, `京`"),
        ("data/variants/forum/variant.yaml", 8, 37, "no font has `점`, `검`"),
        ("data/variants/shop/contacts.yaml", 1, 38, "no font has `张`, `伟`"),
        ("mkdocs.yml", 6, 28, "no font has `例`, `え`"),
    ]
    assert out.count("checklists.database.items.backup.text (variants forum, shop)") == 1


def test_a_check_says_what_to_do(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/shop/contacts.yaml").write_text(CONTACT, "utf-8")
    assert called(tiny, "check") == 0
    out, _ = said(capsys)
    assert out.startswith("data/variants/shop/contacts.yaml:1:38: warning[missing-glyph]: no font has `张`, `伟`\n")
    assert "  at    contacts.lead.name (variant shop)\n" in out
    assert "  help  replace the characters, or run `pip install manimgx-fonts-cjk==2026.9.26.post1` for " in out


def test_a_waiver_covers_a_runbook_that_nobody_prints(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/shop/contacts.yaml").write_text(CONTACT, "utf-8")
    replaced(
        tiny,
        "data/variants/shop/variant.yaml",
        "title: Shop\n",
        "title: Shop\n  waive: {missing-glyph: {because: we print none, until: 2099-01-31}}\n",
    )
    assert called(tiny, "check", "--release") == 0
    assert said(capsys)[0].startswith("no problems; ")


def test_a_check_remembers_which_fonts_there_were(tiny: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> None:
    (tiny / "data/variants/shop/contacts.yaml").write_text(CONTACT, "utf-8")
    for _ in range(2):
        assert called(tiny, "check") == 0
        assert said(capsys)[0].endswith("1 warning in 1 file; read 2 variants, 4 data files\n")
    request.getfixturevalue("cjk")
    assert called(tiny, "check") == 0
    assert said(capsys)[0].startswith("no problems; ")


def test_a_build_leaves_out_what_cannot_be_printed_and_no_page_leads_to_it(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/forum/variant.yaml").write_text(FORUM, "utf-8")
    assert called(tiny, "build") == 0
    _, err = said(capsys)
    assert err == (
        "2 warnings: missing-glyph 2; `runbook check` shows them\n"
        "runbook: warning: forum: PDFs of deploy-day, book are left out: no font has `東`, `京`, `점`, `검`; `runbook check` shows where\n"
    )
    site = tiny / "site"
    there = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    assert {f"forum/sheets/deploy-day.{ending}" for ending in ("html", "md")} <= there
    assert {f"shop/sheets/{name}.pdf" for name in ("deploy-day", "book", "emergency")} | {"forum/sheets/prepare.pdf"} <= there
    assert {path for path in there if re.match(r"forum/sheets/(deploy-day|book)\.(pdf|letter\.pdf|png)", path)} == set()
    texts = {
        path: (site / path).read_text("utf-8", "replace")
        for path in there
        if (site / path).suffix in (".html", ".js", ".json", ".xml", ".md")
    }
    lost = re.compile(r"forum/sheets/(?:deploy-day|book)\.(?:letter\.)?(?:pdf|png)")
    assert [path for path, text in texts.items() if lost.search(text)] == []
    links = re.findall(r'(?:href|src)="([^"]*\.(?:pdf|png))"', texts["forum/print/index.html"])
    assert links
    assert [link for link in links if not (site / "forum/print" / link).is_file()] == []
    assert (
        texts["forum/print/index.html"].count("missing: no font has “東”, “京”") == 4
    )  # the deployment day and the book, each on two papers
    assert "東京" in texts["forum/deploy-day/index.html"]


def test_plain_pages_are_rendered_all_the_same(odd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(odd, "render", str(tmp_path / "plain")) == 0
    assert "runbook: warning: shop: PDFs of prepare, deploy-day, " in said(capsys)[1]


@pytest.mark.parametrize("visibility", [(), ("--visibility", "public")])
def test_a_release_goes_out(
    visibility: tuple[str, ...], tiny: Path, commit: Callable[[Path], str], capsys: pytest.CaptureFixture[str]
) -> None:
    replaced(tiny, "data/variants/shop/variant.yaml", "The shop opens", "The 店 opens")
    (tiny / ".gitignore").write_text(".cache/\n")
    commit(tiny)
    target = tiny.parent / "published"
    assert called(tiny, "publish", "2026.12", "--to", str(target), *visibility) == 0
    assert "shop: PDFs of deploy-day, book are left out: no font has `店`" in said(capsys)[1]
    listed = next(target.rglob("2026.12.sha256")).read_text()
    assert "shop/sheets/prepare.pdf" in listed
    assert "shop/sheets/deploy-day.html" in listed
    assert "shop/sheets/deploy-day.pdf" not in listed
    assert called(tiny, "releases", "--to", str(target)) == 0


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("prepare", "data/layers/base/base.yaml:11:27"),
        ("emergency", "data/variants/shop/contacts.yaml:1:38"),
        ("book", "data/variants/shop/contacts.yaml:1:38"),
    ],
)
def test_a_sheet_that_cannot_be_printed_has_the_report_of_the_check(
    kind: str, place: str, odd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(odd, "sheet", "shop", kind, "--output", str(tmp_path / "x.pdf")) == 1
    _, err = said(capsys)
    assert err.startswith("runbook: the PDF cannot be made: no font has ")
    assert f"\n{place}: error[missing-glyph]: no font has " in err
    assert "\nmkdocs.yml:6:28: error[missing-glyph]: no font has `例`, `え`\n" in err
    assert "forum" not in err
    assert not (tmp_path / "x.pdf").exists()
    for ending in ("md", "html"):
        assert called(odd, "sheet", "shop", kind, "--output", str(tmp_path / f"x.{ending}"), "--paper", "letter") == 0
        assert "云" in (tmp_path / f"x.{ending}").read_text("utf-8") or kind == "emergency"


def test_what_is_waived_is_reported_to_who_prints_it(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/shop/contacts.yaml").write_text(
        CONTACT.replace("}}", ", waive: {missing-glyph: {because: we print none, until: 2099-01-31}}}}"), "utf-8"
    )
    assert called(tiny, "sheet", "shop", "emergency", "--output", str(tmp_path / "x.pdf")) == 1
    assert "contacts.yaml:1:38: error[missing-glyph]: no font has `张`, `伟`" in said(capsys)[1]


@pytest.mark.usefixtures("cjk")
def test_with_the_fonts_chinese_japanese_and_korean_are_printed(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/forum/variant.yaml").write_text(FORUM, "utf-8")
    (tiny / "data/variants/forum/contacts.yaml").write_text(CONTACT, "utf-8")
    assert called(tiny, "check", "--release") == 0
    assert called(tiny, "sheet", "forum", "deploy-day", "--output", str(tmp_path / "x.pdf")) == 0
    assert said(capsys)[1] == ""
    text = Paper((tmp_path / "x.pdf").read_bytes()).text()
    for words in ("東京", "echo점검", "张伟"):
        assert words in text
