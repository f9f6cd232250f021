"""Characters that no font has: every command does what it can and reports which texts cannot be printed, where and why."""

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


def run_runbook(root: Path, *words: str) -> int:
    return run(["--project", str(root), *words])


def output(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    both = capsys.readouterr()
    return both.out, both.err


def replace_text(root: Path, path: str, old: str, new: str) -> None:
    place = root / path
    assert old in place.read_text("utf-8")
    place.write_text(place.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture
def odd_project(tiny: Path) -> Path:
    """A project with such characters in a text of the shared layer, a contact's name, a parameter and a command."""
    replace_text(tiny, "data/layers/base/base.yaml", "restores into a scratch", "in 云 restores into an ☯ empty 数")
    (tiny / "data/variants/shop/contacts.yaml").write_text(CONTACT, "utf-8")
    (tiny / "data/variants/forum/variant.yaml").write_text(FORUM, "utf-8")
    return tiny


@pytest.mark.parametrize("more", [(), ("--release",)])
def test_check_warns_once_for_each_text_at_its_first_character(
    more: tuple[str, ...], odd_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_runbook(odd_project, "check", "--format", "github", *more) == 0
    out, _ = output(capsys)
    found = re.findall(r"::warning file=([^,]+),line=(\d+),(?:endLine=\d+,)?col=(\d+)[^:]*::(.*?)%0A", out)
    assert [(path, int(line), int(column), message) for path, line, column, message in found] == [
        ("data/layers/base/base.yaml", 12, 27, "no font has `云`, `数`"),
        ("data/variants/forum/variant.yaml", 1, 59, "no font has `東`, `京`"),
        ("data/variants/forum/variant.yaml", 8, 37, "no font has `점`, `검`"),
        ("data/variants/shop/contacts.yaml", 1, 38, "no font has `张`, `伟`"),
    ]
    assert out.count("checklists.database.items.backup.text (variants forum, shop)") == 1


def test_a_warning_of_the_check_suggests_a_fix(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/shop/contacts.yaml").write_text(CONTACT, "utf-8")
    assert run_runbook(tiny, "check") == 0
    out, _ = output(capsys)
    assert out.startswith("data/variants/shop/contacts.yaml:1:38: warning[missing-glyph]: no font has `张`, `伟`\n")
    assert "  at    contacts.lead.name (variant shop)\n" in out
    assert "  help  replace the characters, or run `pip install manimgx-fonts-cjk==2026.9.26.post1` for " in out


def test_a_waiver_suppresses_the_warning(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/shop/contacts.yaml").write_text(CONTACT, "utf-8")
    replace_text(
        tiny,
        "data/variants/shop/variant.yaml",
        "title: Shop\n",
        "title: Shop\n  waive: {missing-glyph: {because: we print none, until: 2099-01-31}}\n",
    )
    assert run_runbook(tiny, "check", "--release", "--today", "2099-01-01") == 0
    assert output(capsys)[0].startswith("no problems; ")


def test_a_cached_check_depends_on_the_installed_fonts(
    tiny: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    (tiny / "data/variants/shop/contacts.yaml").write_text(CONTACT, "utf-8")
    for _ in range(2):
        assert run_runbook(tiny, "check") == 0
        assert output(capsys)[0].endswith("1 warning in 1 file; read 2 variants, 4 data files\n")
    request.getfixturevalue("cjk")
    assert run_runbook(tiny, "check") == 0
    assert output(capsys)[0].startswith("no problems; ")


def test_a_build_leaves_out_pdfs_that_cannot_be_made_and_all_links_to_them(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "data/variants/forum/variant.yaml").write_text(FORUM, "utf-8")
    assert run_runbook(tiny, "build") == 0
    _, err = output(capsys)
    assert err == (
        "2 warnings: missing-glyph 2; `runbook check` shows them\n"
        "runbook: warning: forum: PDFs of deploy-day, book, pack are left out: "
        "no font has `東`, `京`, `점`, `검`; `runbook check` shows where\n"
    )
    site = tiny / "site"
    there = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    assert {f"forum/sheets/deploy-day.{ending}" for ending in ("html", "md")} <= there
    assert {f"shop/sheets/{name}.pdf" for name in ("deploy-day", "book", "emergency")} | {"forum/sheets/prepare.pdf"} <= there
    assert {path for path in there if re.match(r"forum/sheets/(deploy-day|book|pack)\.(pdf|letter\.pdf|png)", path)} == set()
    texts = {
        path: (site / path).read_text("utf-8", "replace")
        for path in there
        if (site / path).suffix in (".html", ".js", ".json", ".xml", ".md")
    }
    lost = re.compile(r"forum/sheets/(?:deploy-day|book|pack)\.(?:letter\.)?(?:pdf|png)")
    assert [path for path, text in texts.items() if lost.search(text)] == []
    links = re.findall(r'(?:href|src)="([^"]*\.(?:pdf|png))"', texts["forum/print/index.html"])
    assert links
    assert [link for link in links if not (site / "forum/print" / link).is_file()] == []
    assert (
        texts["forum/print/index.html"].count("missing: no font has “東”, “京”") == 6
    )  # deployment day, book and pack, each on two paper sizes
    assert "東京" in texts["forum/deploy-day/index.html"]


def test_pages_are_rendered_despite_missing_glyphs(odd_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_runbook(odd_project, "render", str(tmp_path / "plain")) == 0
    assert "runbook: warning: shop: PDFs of prepare, deploy-day, " in output(capsys)[1]


@pytest.mark.parametrize("visibility", [(), ("--visibility", "public")])
def test_a_release_is_published_without_the_pdfs_that_cannot_be_made(
    visibility: tuple[str, ...], tiny: Path, commit: Callable[[Path], str], capsys: pytest.CaptureFixture[str]
) -> None:
    replace_text(tiny, "data/variants/shop/variant.yaml", "The shop opens", "The 店 opens")
    replace_text(tiny, "mkdocs.yml", "runbook]", "runbook: {papers: [a4]}]")
    (tiny / ".gitignore").write_text(".cache/\n")
    commit(tiny)
    target = tiny.parent / "published"
    assert run_runbook(tiny, "publish", "2026.12", "--to", str(target), *visibility) == 0
    assert "shop: PDFs of deploy-day, book, pack are left out: no font has `店`" in output(capsys)[1]
    listed = next(target.rglob("2026.12.sha256")).read_text()
    assert "shop/sheets/prepare.pdf" in listed
    assert "shop/sheets/deploy-day.html" in listed
    assert "shop/sheets/deploy-day.pdf" not in listed
    assert run_runbook(tiny, "releases", "--to", str(target)) == 0


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("prepare", "data/layers/base/base.yaml:12:27"),
        ("emergency", "data/variants/shop/contacts.yaml:1:38"),
        ("book", "data/variants/shop/contacts.yaml:1:38"),
    ],
)
def test_a_sheet_that_cannot_be_printed_has_the_same_report_as_the_check(
    kind: str, place: str, odd_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_runbook(odd_project, "sheet", "shop", kind, "--output", str(tmp_path / "x.pdf")) == 1
    _, err = output(capsys)
    assert err.startswith("runbook: the PDF cannot be made: no font has ")
    assert f"\n{place}: error[missing-glyph]: no font has " in err
    assert "forum" not in err
    assert not (tmp_path / "x.pdf").exists()
    for ending in ("md", "html"):
        assert run_runbook(odd_project, "sheet", "shop", kind, "--output", str(tmp_path / f"x.{ending}"), "--paper", "letter") == 0
        assert "云" in (tmp_path / f"x.{ending}").read_text("utf-8") or kind == "emergency"


def test_waived_problems_are_still_reported_when_the_sheet_is_printed(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny / "data/variants/shop/contacts.yaml").write_text(
        CONTACT.replace("}}", ", waive: {missing-glyph: {because: we print none, until: 2099-01-31}}}}"), "utf-8"
    )
    assert run_runbook(tiny, "sheet", "shop", "emergency", "--output", str(tmp_path / "x.pdf")) == 1
    assert "contacts.yaml:1:38: error[missing-glyph]: no font has `张`, `伟`" in output(capsys)[1]


@pytest.mark.usefixtures("cjk")
def test_chinese_japanese_and_korean_are_printed_if_their_fonts_are_installed(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny / "data/variants/forum/variant.yaml").write_text(FORUM, "utf-8")
    (tiny / "data/variants/forum/contacts.yaml").write_text(CONTACT, "utf-8")
    assert run_runbook(tiny, "check", "--release") == 0
    assert run_runbook(tiny, "sheet", "forum", "deploy-day", "--output", str(tmp_path / "x.pdf")) == 0
    assert output(capsys)[1] == ""
    text = Paper((tmp_path / "x.pdf").read_bytes()).text
    for words in ("東京", "echo점검", "张伟"):
        assert words in text
